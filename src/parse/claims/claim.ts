// How a reader of claims notes one: bounded text, short place, one home for the limits.
import type { Claim, ClaimSource } from '../../model/index.ts'

export const maxClaims = 300
const maxTextChars = 600

type Parts = {
  readonly source: ClaimSource
  readonly text: string
  readonly place: string
  readonly url?: string | null
  readonly statedType?: Claim['statedType']
  readonly sameAs?: readonly string[]
  readonly role?: string | null
  readonly strength?: number
}

/** Null when there is nothing to read in it. Line ends stay: they part what the page prints on different lines. */
export function makeClaim(parts: Parts): Claim | null {
  const text = tidyLines(parts.text.slice(0, maxTextChars * 2)).slice(0, maxTextChars)
  if (!plainLetter.test(text) && !anyLetter.test(text)) return null
  return {
    source: parts.source,
    text,
    place: parts.place.slice(0, 120),
    url: parts.url ?? null,
    statedType: parts.statedType ?? null,
    sameAs: (parts.sameAs ?? []).slice(0, 10),
    role: parts.role?.slice(0, 80) ?? null,
    ...(parts.strength === undefined
      ? {}
      : { strength: Math.round(Math.min(1, Math.max(0, parts.strength)) * 100) / 100 }),
  }
}

const plainLetter = /[A-Za-z]/
const anyLetter = /\p{L}/u

/** Runs of whitespace become one space, or one line end if they hold any; ends trimmed. Most texts are one tidy line. */
export function tidyLines(text: string): string {
  if (!untidy.test(text)) return text.trim()
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}

const untidy = /[^\S ]| {2}/
