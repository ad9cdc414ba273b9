// A column's excerpt: the editor's summary if it is a good one, else the piece's first words, within the terms.
import { foldLetters } from '../base/index.ts'
import type { LanguageTag } from '../model/index.ts'
import { cleanText } from './clean-text.ts'
import { cutCleanText, cutText, finish } from './cut-text.ts'

export type ExcerptInput = {
  /** The publisher's own summary as parse/ or the feed gives it. */
  readonly dek: string | null
  /** Paragraphs of the piece in order, without paid parts. Asked for only when the summary is not enough. */
  readonly paragraphs: readonly string[] | (() => readonly string[])
  readonly title: string | null
  readonly lang: LanguageTag | null
  /** Graphemes, from the terms. */
  readonly maxChars: number
}

export type Excerpt = { readonly text: string; readonly from: 'dek' | 'lede' }

/** Null when there is nothing good to show or nothing may be shown. Pure. */
export function makeExcerpt(input: ExcerptInput): Excerpt | null {
  const { dek, paragraphs, title, lang, maxChars } = input
  if (!(maxChars >= 1)) return null
  const summary = dek === null ? '' : cleanText(dek.slice(0, 5_000))
  const worth = worthOf(summary, title)
  const lede =
    worth === 'good' ? '' : ledeOf(typeof paragraphs === 'function' ? paragraphs() : paragraphs, title, maxChars)
  if (worth === 'good' || (lede === '' && worth !== 'none') || (worth === 'unfinished' && !repeats(summary, lede))) {
    const torn = mayBeTorn(summary) ? tornEnd.exec(summary) : null
    const whole = torn === null ? summary : summary.slice(0, torn.index)
    const text = cutCleanText(whole, maxChars, lang)
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

/** Characters of a summary and of the lede that are compared. */
const comparedChars = 300
const wholeEnd = /[.!?…。！？؟۔।]["”»’」』)]?$/
const tornEnd = /\s*(?:\[?(?:…|\.{3,})\]?)\s*$/

/** A cleaned text ends with no space: what is torn off shows in its last characters. */
function mayBeTorn(summary: string): boolean {
  const end = summary.endsWith(']') ? summary.length - 1 : summary.length
  return summary.endsWith('…', end) || summary.endsWith('...', end)
}

/**
 * `good`: a finished summary. `unfinished`: without an end, so perhaps only the beginning of the piece, which the piece itself
 * gives better. `poor`: too short. `none`: nothing, or the headline again.
 */
function worthOf(summary: string, title: string | null): 'good' | 'unfinished' | 'poor' | 'none' {
  if (summary === '') return 'none'
  if (title !== null && summary.length <= title.length + 20 && comparable(summary) === comparable(title)) return 'none'
  if (summary.length < (wide.test(summary.slice(0, 40)) ? 12 : 30)) return 'poor'
  return tornEnd.test(summary.slice(-12)) || !wholeEnd.test(summary.slice(-4)) ? 'unfinished' : 'good'
}

function repeats(summary: string, lede: string): boolean {
  const beginning = comparable(summary.slice(0, comparedChars).replace(tornEnd, ''))
  const start = beginning.slice(0, Math.max(20, beginning.length - 12))
  return beginning.length >= 20 && comparable(lede.slice(0, 2 * comparedChars)).startsWith(start)
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
