// The large press: who writes what, worked out anew from the seed whenever it is asked for, so that nothing is stored.
import { largeLanguages, type LargeLanguage } from './large-press-words.ts'

export type LargePaper = {
  readonly host: string
  readonly name: string
  readonly language: LargeLanguage
  readonly writers: readonly string[]
}

export type LargeEntry = {
  readonly feed: number
  readonly number: number
  /** From the root of its host. */
  readonly path: string
  readonly title: string
  /** 150 to 400 characters. */
  readonly dek: string
  /** One credit as printed each; empty when nobody is named. */
  readonly writers: readonly string[]
  readonly publishedAt: Date
  readonly section: string
  /** Decides what else is drawn for this entry. */
  readonly draw: () => number
}

const writersOfPaper = 8
/** Of the words of running text. */
const littleShare = 0.42
const betweenEntriesMs = 7 * 3600_000

/** Numbers from 0 up to 1, the same for the same seeds: mulberry32 over a mix of them. */
export function drawFrom(...seeds: readonly number[]): () => number {
  let state = 0x9e3779b9
  for (const seed of seeds) state = Math.imul(state ^ seed, 0x85ebca6b) ^ (state >>> 13)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function paperOf(seed: number, hostNumber: number): LargePaper {
  const draw = drawFrom(seed, 1, hostNumber)
  const language = largeLanguages[Math.floor(draw() ** 1.5 * largeLanguages.length)]!
  const writers = new Set<string>()
  while (writers.size < writersOfPaper) writers.add(`${pick(language.given, draw)} ${pick(language.family, draw)}`)
  return {
    host: `h${hostNumber}.large.localhost`,
    name: `${capital(wordsOf(language, 2, draw))} ${hostNumber}`,
    language,
    writers: [...writers],
  }
}

/** When the press began, with how many entries in each feed; later entries appear a second apart. */
export type LargeCalendar = { readonly startedAt: Date; readonly atStart: number }

export function entryOf(seed: number, paper: LargePaper, feed: number, number: number, calendar: LargeCalendar) {
  const draw = drawFrom(seed, 2, feed, number)
  const { language } = paper
  const title = capital(wordsOf(language, 5 + Math.floor(draw() * 6), draw))
  const dekChars = 150 + Math.floor(draw() * 200)
  let dek = ''
  while (dek.length < dekChars) dek += `${dek === '' ? '' : ' '}${sentence(language, draw)}`
  const entry: LargeEntry = {
    feed,
    number,
    path: `/f${feed}/${slugOf(title)}-n${number}`,
    title,
    dek,
    writers: writersOf(paper, draw),
    publishedAt: dateOf(number, calendar, draw()),
    section: language.section,
    draw,
  }
  return entry
}

function dateOf(number: number, { startedAt, atStart }: LargeCalendar, chance: number): Date {
  if (number > atStart) return new Date(startedAt.getTime() + (number - atStart) * 1000)
  return new Date(startedAt.getTime() - (atStart - number + chance / 4) * betweenEntriesMs)
}

/** Three quarters have one writer, a tenth two; the rest the editors or nobody. */
function writersOf(paper: LargePaper, draw: () => number): string[] {
  const chance = draw()
  const first = pick(paper.writers, draw)
  if (chance < 0.8) return [first]
  if (chance < 0.9) return [...new Set([first, pick(paper.writers, draw)])]
  return chance < 0.94 ? [paper.name] : []
}

export function sentence(language: LargeLanguage, draw: () => number): string {
  return `${capital(wordsOf(language, 6 + Math.floor(draw() * 12), draw))}.`
}

function wordsOf(language: LargeLanguage, count: number, draw: () => number): string {
  return Array.from({ length: count }, () => pick(draw() < littleShare ? language.little : language.words, draw)).join(
    ' ',
  )
}

export function pick<T>(from: readonly T[], draw: () => number): T {
  return from[Math.floor(draw() * from.length)]!
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Latin letters only; a title in another script is known by its number alone. */
function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return slug === '' ? 'c' : slug
}
