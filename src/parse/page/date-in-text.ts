// A date within running text, in any of the languages and calendars whose months we know.
import { americanClock } from '../parse-date.ts'
import type { Found, Read } from './dates.ts'

/** The first date within running text, in any of the languages whose months we know. */
export function dateInText(text: string, read: Read): Found | null {
  return firstDate(text, read)?.found ?? null
}

/** The same with where it stands. */
export function firstDate(text: string, read: Read): { found: Found; index: number; length: number } | null {
  if (!mayHaveDate.test(text)) return null
  const firstDigit = text.search(anyDigit)
  let best: { index: number; found: Found; length: number } | null = null
  for (const { pattern, outline } of datePatterns) {
    // Nothing begins before the first digit but a month's name, and it would be followed by that digit.
    if (best?.index === firstDigit) break
    if (!outline.test(text)) continue
    const match = pattern.exec(text)
    if (match === null || (best !== null && match.index >= best.index)) continue
    const american = americanClock.test(text.slice(match.index, match.index + 34))
    const written = match[0].replace(spacedNumbers, '.').replace(shortYear, '$120$2')
    const found = read(american ? written.replace(slashed, '$3-$1-$2') : written)
    if (found !== null) best = { index: match.index, found, length: match[0].length }
  }
  return best
}

const digit = '[\\d٠-٩۰-۹०-९০-৯๐-๙]'
export const anyDigit = new RegExp(digit)
/**
 * Of the first plane, where all our months are written: with letters of the others beside them, preparing one of these patterns takes the
 * engine 14 ms instead of 2.
 */
const firstPlane = '[\\0-\\uffff]'
const letter = `[\\p{L}&&${firstPlane}]`
const letters = `[[\\p{L}\\p{M}]&&${firstPlane}]`
/** Of the common era, of the Persian solar calendar (13…, 14…) or of the Buddhist era (24…, 25…). */
const year = '(?:(?:19|20|1[34]|2[45])\\d{2}|[١٢۱۲१२১২๒][٠-٩۰-۹०-९০-৯๐-๙]{3})'
/** Arabic papers often give a month by both of its names: `نيسان / أبريل`. */
const secondMonth = '(?: ?[\\/\\(] ?[\\p{Script=Arabic} ]{3,14}\\)?)?'
const notAfter = `(?<!${digit})`
const notBefore = `(?!${digit})`

/** With an outline of the same that names no letters: preparing letters takes the engine up to 20 ms, and few texts need them. */
const datePatterns = (
  [
    [`${notAfter}${year}(?:[\\-\\/.]|\\. )${digit}{1,2}(?:[\\-\\/.]|\\. )${digit}{1,2}${notBefore}`],
    [`${notAfter}${digit}{1,2}[.\\/\\-] ?${digit}{1,2}[.\\/\\-] ?(?:${year}|\\d{2})${notBefore}`],
    [`${notAfter}\\d{1,2} [\\|\\/.] \\d{1,2} [\\|\\/.] (?:19|20)\\d{2}(?!\\d)`],
    [`${notAfter}(?:19|20)\\d{2} ?[年년] ?\\d{1,2} ?[月월] ?\\d{1,2}`],
    [
      `(?<!\\d|${letter})${digit}{1,2}(?:(?i:st|nd|rd|th|er|º|ª|-го|η|ης)|\\.)?,?\\s+(?:(?i:de |of |d['’])|ב|במ)?(?:${letters}{2,14}\\.?|${letters}+\\.${letters}+\\.|[كتش]${letter}+ ال${letter}+)${secondMonth}\\s*[,،]?\\s+(?:(?i:de |del |г\\. ?)|พ\\.ศ\\. ?)?${year}${notBefore}`,
    ],
    [
      `(?<!${letter})${letter}${letters}{2,13}\\.?\\s+\\d{1,2}(?i:st|nd|rd|th)?,?\\s+(?:19|20)\\d{2}(?!\\d)`,
      '\\s\\d{1,2}(?:\\D\\D)?,?\\s+(?:19|20)\\d\\d',
    ],
    [
      `${notAfter}\\d{1,2}(?:-|\\s)${letter}{3,9}(?:-|\\s)(?:19|20)\\d{2}(?!\\d)`,
      '\\d[-\\s][^\\d\\s-]{3,18}[-\\s](?:19|20)\\d\\d',
    ],
    [
      `(?<!${letter})(?:19|20)\\d{2}(?:\\.\\s|\\s)${letter}{3,12}\\.?\\s\\d{1,2}\\.?(?!\\d)`,
      '(?:19|20)\\d\\d\\.?\\s[^\\d\\s]{3,25}\\s\\d',
    ],
    [`${notAfter}\\d{1,2}\\s+(?i:tháng)\\s+\\d{1,2},?\\s+(?i:năm )?(?:19|20)\\d{2}`],
  ] as const
).map(([source, outline = '']) => ({ pattern: new RegExp(source, 'v'), outline: new RegExp(outline) }))

/** `30.10.23`: in print a two-digit year is of this century. */
const shortYear = /^(\d{1,2}[./-] ?\d{1,2}[./-] ?)(\d{2})$/
const slashed = /^(0?[1-9]|1[0-2])\/(\d{1,2})\/(\d{4})$/
const spacedNumbers = /(?<=\d) [|/.] (?=\d)/g

const mayHaveDate = /\d{4}|[٠-٩۰-۹०-९০-৯๐-๙]|\d[./-] ?\d/
