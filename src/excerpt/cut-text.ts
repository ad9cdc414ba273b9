// A text cut to a number of characters as readers count them, at the end of a word, so that nobody sees a torn one.
import { cleanText } from './clean-text.ts'
import { lengthOf, offsetOf } from './graphemes.ts'

const mark = '…'
/** Scripts written without spaces between words: Thai, Lao, Burmese, Khmer, Chinese, Japanese. */
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/
const space = /\s/
/** What may not stand right before the mark. */
const dangling = /(?:[\s,;:、，；：–—―\-([{（［「『«‹“„‚‘¿¡"'/|•·&+]|\.{2,}|…)+$/u
const plainEnd = /[a-zA-Z0-9]/
const fullStop = /[.۔।]$/
const sentenceEnd = /[.!?؟۔।]["”»’)\]]?$/

/**
 * At most `maxChars` graphemes of the cleaned text. A text that fits comes back whole; any other ends at a word's end with
 * "…", which counts. A cut inside a quotation moves before it when at least three fifths of the length remain. A word that
 * alone is too long is cut between graphemes. `lang` decides how words of unspaced scripts are found.
 */
export function cutText(text: string, maxChars: number, lang: string | null): string {
  const most = Math.floor(maxChars)
  if (!(most > 0)) return ''
  const room = roomFor(most)
  if (text.length <= room) return cutClean(cleanText(text), most, lang)
  const clean = cleanText(text.slice(0, room))
  return cutClean(clean, most, lang, clean.length < text.trim().length)
}

/** The same of a text that `cleanText` gave. */
export function cutCleanText(text: string, maxChars: number, lang: string | null): string {
  const most = Math.floor(maxChars)
  return most > 0 && text.length <= roomFor(most) ? cutClean(text, most, lang) : cutText(text, maxChars, lang)
}

/** Nothing beyond this can be shown, however many code units a grapheme takes. */
function roomFor(most: number): number {
  return most * 40 + 2_000
}

function cutClean(clean: string, most: number, lang: string | null, cutAlready = false): string {
  if (clean.length <= most && !cutAlready) return clean
  const limit = offsetOf(clean, most - 1)
  if (!cutAlready && clean.length - limit <= 400 && lengthOf(clean.slice(limit), 2) <= 1) return clean
  return finish(clean.slice(0, beforeQuotation(clean, wordEnd(clean, limit, lang))), most)
}

/** `kept` with the mark; a full sentence gets a space before it when there is room. */
export function finish(kept: string, most: number): string {
  const bare = plainEnd.test(kept.slice(-1)) ? kept : kept.replace(dangling, '')
  if (bare === '') return mark
  if (!sentenceEnd.test(bare.slice(-2))) return bare + mark
  // Without room for the space, the mark takes the full stop's place: never four dots.
  return lengthOf(bare, most) + 2 <= most ? `${bare} ${mark}` : bare.replace(fullStop, '') + mark
}

/** The last end of a word at or before `limit`; `limit` itself inside a word that began before half of it. */
function wordEnd(text: string, limit: number, lang: string | null): number {
  if (limit >= text.length || space.test(text[limit] as string)) return limit
  const near = text.slice(Math.max(0, limit - 2), limit + 2)
  const end = unspaced.test(near) ? segmentEnd(text, limit, lang) : text.lastIndexOf(' ', limit)
  return end > limit / 2 ? end : limit
}

/** Word boundaries by dictionary, looked for in the neighbourhood of the cut only. */
function segmentEnd(text: string, limit: number, lang: string | null): number {
  const from = Math.max(0, limit - 40)
  let start = from
  // Begin at a boundary that is certain, so that the dictionary reads whole words.
  for (let at = limit - 1; at > from; at--) {
    if (/[\s。、！？，；：]/.test(text[at] as string)) {
      start = at + 1
      break
    }
  }
  let end = -1
  for (const { index } of wordSegmenter(lang).segment(text.slice(start, limit + 20))) {
    if (start + index > limit) break
    end = start + index
  }
  return end <= start ? text.lastIndexOf(' ', limit) : end
}

const segmenters = new Map<string, Intl.Segmenter>()

function wordSegmenter(lang: string | null): Intl.Segmenter {
  const key = /^(?:th|lo|my|km|ja|zh)\b/.exec(lang ?? '')?.[0] ?? 'en'
  let segmenter = segmenters.get(key)
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(key, { granularity: 'word' })
    segmenters.set(key, segmenter)
  }
  return segmenter
}

const quotationMark = /[“”„«»‹›「」『』"《》〈〉]/g
const closers: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“”',
  '«': '»',
  '»': '«»',
  '‹': '›',
  '「': '」',
  '『': '』',
  '"': '"',
  '《': '》',
  '〈': '〉',
}

/** `end`, or the place of a quotation mark that is still open there if enough of the text stands before it. */
function beforeQuotation(text: string, end: number): number {
  let open = -1
  let close = ''
  for (const { 0: char, index } of text.slice(0, end).matchAll(quotationMark)) {
    if (open >= 0) {
      if (close.includes(char)) open = -1
    } else {
      close = closers[char] ?? ''
      // An inch sign or the end of a quotation begun before opens nothing.
      const opens = close !== '' && (char !== '"' || index === 0 || /[\s([—–:-]/.test(text[index - 1] as string))
      if (opens) open = index
    }
  }
  return open >= end * 0.6 ? open : end
}
