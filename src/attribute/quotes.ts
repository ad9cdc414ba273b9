// Words between quotation marks, and who said them: the speaker and the cue verb that stand beside the quote.
import { cueVerbs, notSpeakers, pronouns } from './data/quote-words.ts'
import { foldLetters } from '../base/index.ts'
import { isKnownGiven } from './name-shape.ts'

export type FoundQuote = { readonly text: string; readonly speaker: string | null; readonly cue: string | null }

/** Characters of text that are looked at, and quotes that are returned. */
const maxChars = 60_000
const maxQuotes = 200
const maxQuoteChars = 2_000
/** Characters beside a quote in which its speaker is looked for. */
const reach = 220

/** Opening mark → marks that may close it. German and English use the same signs the other way round. */
const pairs: ReadonlyMap<string, string> = new Map([
  ['“', '”“"'],
  ['„', '“”"‟'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['‚', '‘’'],
  ['"', '"”'],
  ['‟', '”'],
  ['「', '」'],
  ['『', '』'],
  ['״', '״'],
  ['”', '”'],
])

/** Quotes of two words and more, in order. Linear in the text, bounded, never throws. */
export function findQuotes(text: string, lang: string | null): FoundQuote[] {
  const bounded = text.slice(0, maxChars)
  const spans = quoteSpans(bounded)
  const people = lang !== null && /^de\b/i.test(lang) ? peopleIn(bounded, spans) : null
  return spans.map(({ start, end, inner }, at) => {
    const before = bounded.slice(Math.max(spans[at - 1]?.end ?? 0, start - reach), start)
    const after = bounded.slice(end, Math.min(spans[at + 1]?.start ?? bounded.length, end + reach))
    const credit = attributionBeside(before, after, inner, people)
    return { text: inner.trim(), speaker: credit?.speaker ?? null, cue: credit?.cue ?? null }
  })
}

/**
 * In a language that writes all nouns with a capital, a capital says nothing: family names that follow a known given name
 * anywhere in the text, folded.
 */
function peopleIn(text: string, spans: readonly Span[]): ReadonlySet<string> {
  const outside = spans.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  )
  const people = new Set<string>()
  for (const match of outside.matchAll(
    /(\p{Lu}[\p{L}-]+) (?:\p{Lu}\. )?(?:(?:von|van|de|der|zu|al) )*(\p{Lu}[\p{L}-]+)/gu,
  )) {
    const [, given = '', family = ''] = match
    if (isKnownGiven(foldLetters(given))) people.add(foldLetters(family))
  }
  return people
}

function isPersonIn(text: string, people: ReadonlySet<string>): boolean {
  const parts = text.split(' ').map((part) => foldLetters(part.replace(/s$/, '')))
  return parts.some(
    (part, at) => people.has(part) || people.has(`${part}s`) || (at < parts.length - 1 && isKnownGiven(part)),
  )
}

type Span = { readonly start: number; readonly end: number; readonly inner: string }

function quoteSpans(text: string): Span[] {
  const spans: Span[] = []
  let at = 0
  while (at < text.length && spans.length < maxQuotes) {
    const open = text[at] as string
    const closers = pairs.get(open)
    if (closers === undefined || (isStraight(open) && !opensHere(text, at))) {
      at++
      continue
    }
    const end = closingAt(text, at + 1, open, closers)
    if (end < 0) {
      at++
      continue
    }
    const inner = text.slice(at + 1, end)
    if (/\S\s+\S/.test(inner.trim())) spans.push({ start: at, end: end + 1, inner })
    at = end + 1
  }
  return spans
}

const isStraight = (mark: string): boolean =>
  mark === '"' || mark === '”' || mark === '״' || mark === '»' || mark === '“'

function opensHere(text: string, at: number): boolean {
  const before = text[at - 1]
  const after = text[at + 1]
  return (
    (before === undefined || /[\s([{—–:\-/>]/.test(before)) &&
    after !== undefined &&
    (!/\s/.test(after) || text[at] === '«')
  )
}

function closingAt(text: string, from: number, open: string, closers: string): number {
  const limit = Math.min(text.length, from + maxQuoteChars)
  let depth = 0
  for (let at = from; at < limit; at++) {
    const char = text[at] as string
    if (char === open && !closers.includes(char)) depth++
    else if (closers.includes(char)) {
      if (depth > 0) depth--
      else return at
    } else if (char === '\n' && text[at + 1] === '\n') return -1
  }
  return -1
}

const namePattern =
  /(?:(?:[A-Z]\.[ -]?)|\p{Lu}[\p{L}\p{M}'’.-]*)(?:[ ](?:(?:von|van|der|de|den|la|le|di|da|del|bin|al|ter|zu|dos)\b[ ]?)*(?:\p{Lu}[\p{L}\p{M}'’.-]*))*/gu

type Credit = { readonly speaker: string; readonly cue: string | null }

/** After the quote up to the sentence's end; else before it, from the sentence's beginning. */
function attributionBeside(
  before: string,
  after: string,
  inner: string,
  people: ReadonlySet<string> | null,
): Credit | null {
  const ended = /[.!?…]["”“»’]?$/.test(inner.trim())
  const tail = cutAtSentenceEnd(after)
  const head = before.slice(lastSentenceStart(before))
  const introduced = /[:：,，]\s*$/.test(before)
  const order: readonly ('head' | 'tail')[] =
    introduced && /[:：]\s*$/.test(before) ? ['head', 'tail'] : ['tail', 'head']
  for (const side of order) {
    const part = side === 'head' ? head : tail
    if (side === 'tail' && ended && /^\s*\p{Lu}/u.test(after) && !/^\s*[,–—-]/.test(after) && !cueNear(part)) continue
    const credit = creditIn(part, side, people)
    if (credit !== null) return credit
  }
  return null
}

function cueNear(part: string): boolean {
  return words(part.slice(0, 80)).some(({ folded }) => cueVerbs.has(folded))
}

function cutAtSentenceEnd(after: string): string {
  const end = /[.!?](?:\s|$)(?<!\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|[A-Z])\.\s?)|\n/.exec(after)
  return end === null ? after : after.slice(0, end.index)
}

function lastSentenceStart(before: string): number {
  let start = 0
  for (const match of before.matchAll(
    /[.!?”“»"]\s+(?=\p{Lu}|[„"“«])(?<!\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|[A-Z])\.\s+)|\n/gu,
  ))
    start = match.index + match[0].length
  return start
}

type Word = { readonly text: string; readonly folded: string; readonly at: number }

function words(part: string): Word[] {
  return [...part.matchAll(/[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu)].map((match) => ({
    text: match[0],
    folded: foldLetters(match[0]),
    at: match.index,
  }))
}

function creditIn(part: string, side: 'head' | 'tail', people: ReadonlySet<string> | null): Credit | null {
  const list = words(part)
  const cues = list.filter(({ folded }) => cueVerbs.has(folded))
  const cue = side === 'tail' ? cues[0] : cues.at(-1)
  const names = [...part.matchAll(namePattern)]
    .map((match) => ({ text: match[0].replace(/[’']s$|[.,]$/u, ''), at: match.index }))
    .filter(({ text }) => !notSpeakers.has(foldLetters(text)) && !cueVerbs.has(foldLetters(text)))
    .filter(({ text }) => people === null || isPersonIn(text, people))
  const pronoun = list.find(
    ({ folded, at }) => pronouns.has(folded) && (cue === undefined || Math.abs(at - cue.at) < 30),
  )
  if (cue === undefined) {
    const accord = /\b(?:according to|nach Angaben von|laut|zufolge|selon|según|secondo|segundo)\b/iu.exec(part)
    if (accord !== null) {
      const name = names.find(({ at }) => at > accord.index) ?? names[0]
      if (name !== undefined) return { speaker: name.text, cue: accord[0] }
    }
    if (people !== null) {
      const subject =
        names[0]?.text ??
        (side === 'head' ? /^[^,]{0,80}/.exec([...part.matchAll(phrase)][0]?.[0] ?? '')?.[0] : undefined)
      if (subject !== undefined && subject !== '') return { speaker: subject, cue: null }
    }
    if (side === 'head' && /:\s*$/.test(part) && names.length > 0)
      return { speaker: (names.at(-1) ?? names[0])?.text ?? '', cue: null }
    return null
  }
  const near = names
    .map((name) => ({
      name,
      distance: name.at > cue.at ? name.at - cue.at - cue.text.length : cue.at - name.at - name.text.length,
    }))
    .filter(({ distance }) => distance < 110)
    .toSorted((a, b) => a.distance - b.distance)[0]
  const pronounDistance =
    pronoun === undefined ? Infinity : Math.abs(pronoun.at - cue.at) - Math.min(pronoun.text.length, cue.text.length)
  if (near !== undefined && near.distance <= pronounDistance) return { speaker: near.name.text, cue: cue.text }
  if (pronoun !== undefined) return { speaker: pronoun.text, cue: cue.text }
  return near === undefined
    ? { speaker: nominal(part, cue, side), cue: cue.text }
    : { speaker: near.name.text, cue: cue.text }
}

const phrase =
  /(?:\b(?:der|die|das|den|dem|des|ein|eine|einer|einem|the|a|an|le|la|les|un|une|el|los|il|lo|o|os|um|uma)\s)(?:[\p{Ll}-]+\s){0,3}(?:\p{Lu}[\p{L}-]+|[\p{Ll}-]+)(?:\s(?:des|der|von|of|de|del|di)\s(?:\p{Lu}[\p{L}-]+\s?){1,3})?/giu

/** "a spokesman said", "erklärte der Minister": the noun phrase beside the cue, without a name. */
function nominal(part: string, cue: Word, side: 'head' | 'tail'): string {
  const after = part.slice(cue.at + cue.text.length)
  const before = part.slice(0, cue.at)
  const follows = [...after.slice(0, 90).matchAll(phrase)][0]?.[0]
  const precedes = [...before.slice(-120).matchAll(phrase)].at(side === 'head' ? 0 : -1)?.[0]
  const found = side === 'tail' ? (follows ?? precedes) : (precedes ?? follows)
  return (found ?? before.split(/[,;]/).at(-1)?.trim() ?? '').trim().slice(0, 80)
}
