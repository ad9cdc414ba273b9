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
  const text = tidy(parts.text)
  if (text === '' || !/\p{L}/u.test(text)) return null
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

function tidy(text: string): string {
  return text
    .slice(0, maxTextChars * 2)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
    .slice(0, maxTextChars)
}
