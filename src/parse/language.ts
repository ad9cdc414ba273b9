// In which language a column is written: what its publisher declares, checked against what the text looks like.
import { loadModule } from 'cld3-asm'
import type { LanguageTag } from '../model/index.ts'
import { isPlainly } from './common-words.ts'

/** Names the language of a text and whether the detector is sure of it; null when there is too little to judge by. */
export type LanguageDetector = (text: string) => { lang: LanguageTag; sure: boolean } | null

/** Letters. Below this a detector is guessing: measured on titles, tr becomes az, es becomes ca, fr becomes la. */
const minLetters = 60

/** Loads the detector's 1 MB of WebAssembly once (about 29 MB of memory); later calls share it. */
export function loadLanguageDetector(): Promise<LanguageDetector> {
  loading ??= createDetector()
  return loading
}

let loading: Promise<LanguageDetector> | undefined

async function createDetector(): Promise<LanguageDetector> {
  const factory = await loadModule()
  const identifier = factory.create(0, 1000)
  return (text) => {
    const result = identifier.findLanguage(text.length > 2000 ? text.slice(0, 2000) : text)
    const lang = languageTag(result.language)
    if (lang === null || lang === 'und') return null
    return { lang, sure: result.is_reliable && result.probability >= 0.9 }
  }
}

export type LanguageEvidence = {
  /** Of the entry or page itself. */
  readonly declared: string | null
  readonly feedLang: string | null
  /** Best first; a publisher with one language is taken at its word more readily. */
  readonly publisherLangs: readonly LanguageTag[]
  /** Title and summary or lede. */
  readonly text: string
  readonly detector: LanguageDetector | null
}

/**
 * The declared language, overruled only when the text (60 letters and more) says otherwise twice: as a whole and by its
 * second half alone. Without a declaration the detector's word is enough if it is sure or names one of the publisher's
 * languages; failing that, the publisher's first language, then `und`.
 */
export function chooseLanguage(evidence: LanguageEvidence): LanguageTag {
  const { publisherLangs, text, detector } = evidence
  const declared = languageTag(evidence.declared) ?? languageTag(evidence.feedLang)
  const expected = declared ?? publisherLangs[0] ?? null
  // The detector costs 0.13 ms, more than reading the whole entry: it is asked only about what is not plain.
  if (expected !== null && isPlainly(expected.split('-')[0] ?? '', text)) return expected
  const seen = detector === null || countLetters(text) < minLetters ? null : detector(text)
  if (seen === null) return byScript(text, expected, publisherLangs) ?? expected ?? 'und'
  if (expected !== null && sameLanguage(seen.lang, expected)) return expected
  const ofPublisher = publisherLangs.find((lang) => sameLanguage(lang, seen.lang))
  if (declared === null && (seen.sure || ofPublisher !== undefined)) return ofPublisher ?? seen.lang
  if (expected === null) return seen.lang
  if (!seen.sure && ofPublisher === undefined) return expected
  const again = detector?.(secondHalf(text)) ?? null
  return again !== null && sameLanguage(again.lang, seen.lang) ? (ofPublisher ?? seen.lang) : expected
}

/**
 * A language tag in canonical case (`en_us` → `en-US`, `iw` → `he`, `fra` → `fr`), or null for what is none
 * (`english`, `x-default`, an empty string). Source: BCP 47.
 */
export function languageTag(text: string | null | undefined): LanguageTag | null {
  if (text === null || text === undefined || text === '') return null
  const cached = tags.get(text)
  if (cached !== undefined) return cached
  const tag = canonicalTag(text)
  if (tags.size < 2000) tags.set(text, tag)
  return tag
}

const tags = new Map<string, LanguageTag | null>()
const tagShape = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-[a-z0-9]{5,8})*$/i

function canonicalTag(text: string): LanguageTag | null {
  const first =
    text
      .trim()
      .split(/[,;\s.]/, 1)[0]
      ?.replaceAll('_', '-') ?? ''
  const shaped = tagShape.test(first) ? first : (/^([a-z]{2,3})-/i.exec(first)?.[1] ?? '')
  if (shaped === '' || shaped.toLowerCase() === 'und') return null
  try {
    return Intl.getCanonicalLocales(shaped)[0] ?? null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Bosnian, Croatian, Serbian and Montenegrin, and Norwegian's names, are one to a detector; so are Malay and Indonesian. */
const oneToADetector: Readonly<Record<string, string>> = { bs: 'sh', hr: 'sh', sr: 'sh', cnr: 'sh', nb: 'no', nn: 'no', id: 'ms', fil: 'tl', gl: 'gl', prs: 'fa', iw: 'he', ji: 'yi' } // prettier-ignore

function sameLanguage(a: LanguageTag, b: LanguageTag): boolean {
  const [left = '', right = ''] = [a.split('-')[0], b.split('-')[0]]
  return (oneToADetector[left] ?? left) === (oneToADetector[right] ?? right)
}

/** A short text may still be plainly in another script than the expected language's: then the script's own language. */
function byScript(
  text: string,
  expected: LanguageTag | null,
  publisherLangs: readonly LanguageTag[],
): LanguageTag | null {
  const sample = text.slice(0, 400)
  const letters = countLetters(sample)
  if (letters < 8) return null
  for (const { pattern, langs } of scripts) {
    if ((sample.match(pattern)?.length ?? 0) < letters * 0.7) continue
    const primary = expected?.split('-')[0] ?? ''
    if (langs.includes(primary)) return null
    return publisherLangs.find((lang) => langs.includes(lang.split('-')[0] ?? '')) ?? langs[0] ?? null
  }
  return null
}

/** Scripts that belong to few languages; the first is the likeliest. */
const scripts: readonly { pattern: RegExp; langs: readonly string[] }[] = [
  { pattern: /\p{Script=Hebrew}/gu, langs: ['he', 'yi', 'lad'] },
  {
    pattern: /\p{Script=Arabic}/gu,
    langs: ['ar', 'fa', 'ur', 'ps', 'ckb', 'ku', 'sd', 'ug', 'pa', 'az', 'azb', 'ks', 'prs', 'bal', 'arz', 'ary'],
  },
  { pattern: /\p{Script=Greek}/gu, langs: ['el', 'grc'] },
  { pattern: /\p{Script=Hangul}/gu, langs: ['ko'] },
  { pattern: /\p{Script=Thai}/gu, langs: ['th'] },
  { pattern: /\p{Script=Georgian}/gu, langs: ['ka', 'xmf'] },
  { pattern: /\p{Script=Armenian}/gu, langs: ['hy', 'hyw'] },
  { pattern: /\p{Script=Tamil}/gu, langs: ['ta'] },
  { pattern: /\p{Script=Telugu}/gu, langs: ['te'] },
  { pattern: /\p{Script=Malayalam}/gu, langs: ['ml'] },
  { pattern: /\p{Script=Kannada}/gu, langs: ['kn', 'tcy'] },
  { pattern: /\p{Script=Gujarati}/gu, langs: ['gu'] },
  { pattern: /\p{Script=Thaana}/gu, langs: ['dv'] },
  { pattern: /\p{Script=Ethiopic}/gu, langs: ['am', 'ti'] },
  { pattern: /\p{Script=Khmer}/gu, langs: ['km'] },
  { pattern: /\p{Script=Myanmar}/gu, langs: ['my', 'shn'] },
  { pattern: /\p{Script=Sinhala}/gu, langs: ['si'] },
]

/** Chinese, Japanese and Korean say in one character what others say in about three. */
function countLetters(text: string): number {
  const sample = text.slice(0, 2000)
  const dense = sample.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0
  return (sample.match(/\p{L}/gu)?.length ?? 0) + 2 * dense
}

function secondHalf(text: string): string {
  const start = text.indexOf(' ', Math.floor(text.length / 2))
  return start < 0 ? text.slice(Math.floor(text.length / 2)) : text.slice(start + 1)
}
