// A column's excerpt: the editor's summary if it is a good one, else the piece's first words, within the terms.
import { foldLetters } from '../base/index.ts'
import type { LanguageTag } from '../model/index.ts'
import { cleanText } from './clean-text.ts'
import { cutText, finish } from './cut-text.ts'

export type ExcerptInput = {
  /** The publisher's own summary as parse/ or the feed gives it. */
  readonly dek: string | null
  /** Paragraphs of the piece in order, without paid parts. */
  readonly paragraphs: readonly string[]
  readonly title: string | null
  readonly lang: LanguageTag | null
  /** Graphemes, from the terms. */
  readonly maxChars: number
}

export type Excerpt = { readonly text: string; readonly from: 'dek' | 'lede' }

/** Null when there is nothing good to show or nothing may be shown. Pure. */
export function makeExcerpt({ dek, paragraphs, title, lang, maxChars }: ExcerptInput): Excerpt | null {
  if (!(maxChars >= 1)) return null
  const lede = ledeOf(paragraphs, title, maxChars)
  const summary = dek === null ? '' : cleanText(dek.slice(0, 5_000))
  const worth = worthOf(summary, title, lede)
  if (worth === 'good' || (worth === 'poor' && lede === '')) {
    const torn = tornEnd.exec(summary)
    const whole = torn === null ? summary : summary.slice(0, torn.index)
    const text = cutText(whole, maxChars, lang)
    if (text === '') return null
    return {
      text: torn !== null && text === whole ? finish(lastWordOff(text, torn[0]), Math.floor(maxChars)) : text,
      from: 'dek',
    }
  }
  const text = cutText(lede, maxChars, lang)
  return text === '' || lede === '' ? null : { text, from: 'lede' }
}

/** Enough of the first paragraphs to be cut; a first line that is no sentence is passed over when sentences follow. */
function ledeOf(paragraphs: readonly string[], title: string | null, maxChars: number): string {
  const beginning = paragraphs.slice(0, 12).map((paragraph) => cleanText(paragraph.slice(0, maxChars * 40 + 2_000)))
  const folded = title === null ? null : comparable(title)
  const titleChars = title === null ? 0 : title.length + 20
  const first = beginning.findIndex(
    (text) => isSentence(text) && !(text.length <= titleChars && comparable(text) === folded),
  )
  let lede = ''
  for (const text of beginning.slice(Math.max(first, 0))) {
    if (text === '') continue
    lede += (lede === '' || /[。！？」』]$/.test(lede) ? '' : ' ') + text
    if (lede.length > maxChars + 1) break
  }
  return lede
}

const wide = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/

function isSentence(text: string): boolean {
  return text.length >= (wide.test(text) ? 15 : 40) && /[.!?…。！？؟۔।:]["”»’」』)]?(?:\s|$)/.test(text)
}

const tornEnd = /\s*(?:\[?(?:…|\.{3,})\]?)\s*$/

/**
 * `good`: a summary in its own words. `poor`: too short, or only the beginning of the piece, which the piece itself gives
 * better. `none`: nothing, or the headline again.
 */
function worthOf(summary: string, title: string | null, lede: string): 'good' | 'poor' | 'none' {
  if (summary === '') return 'none'
  const folded = comparable(summary.replace(tornEnd, ''))
  if (folded === '' || (title !== null && folded === comparable(title))) return 'none'
  if (summary.length < (wide.test(summary) ? 12 : 30)) return 'poor'
  const opening = comparable(lede.slice(0, 3 * summary.length + 200))
  const start = folded.slice(0, Math.max(20, folded.length - 12))
  const repeats = folded.length >= 20 && opening.startsWith(start)
  if (repeats && (tornEnd.test(summary) || !/[.!?…。！？؟۔।]["”»’」』)]?$/.test(summary))) return 'poor'
  return 'good'
}

/** `… in den klingenden Namen 2gew…`: a summary torn inside a word loses the torn piece; one torn after a space does not. */
function lastWordOff(text: string, torn: string): string {
  if (/^\s/.test(torn) || wide.test(text.slice(-1))) return text
  const cut = text.lastIndexOf(' ')
  return cut > text.length * 0.6 && !/[.!?]$/.test(text) ? text.slice(0, cut) : text
}

function comparable(text: string): string {
  return foldLetters(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}
