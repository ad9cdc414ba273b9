// What a reader typed into the search field, understood: words, "phrases", -not, or, and fields such as author:shafak.
// Pure; nothing here can fail. What could not be understood is a problem that the page may tell, and is left out.
import { columnKinds, type ColumnKind } from '../model/index.ts'
import { countryCalled, languageCalled } from './search-names.ts'

/** Words as typed; a phrase stands in this order. */
export type SearchTerm = { readonly text: string; readonly isPhrase: boolean; readonly isNot: boolean }
/** One value of a field; those of one field are alternatives, those with `isNot` are all left out. */
export type SearchField<T = string> = { readonly value: T; readonly isNot: boolean }

export type SearchProblem = {
  readonly kind:
    /** Nothing to look for, or only what is not wanted. */
    | 'nothing'
    | 'only-not'
    /** More was typed than is read; `value` is the number of characters or words that are. */
    | 'too-long'
    | 'too-many-words'
    /** `country:atlantis` and the like; `value` is what was typed. */
    | 'unknown-country'
    | 'unknown-language'
    | 'unknown-kind'
    | 'not-a-day'
  readonly value: string
}

export type SearchQuery = {
  /** What was typed, in one line. */
  readonly typed: string
  /** Alternatives; of each every term has to be met. Empty when there are fields alone. */
  readonly alternatives: readonly (readonly SearchTerm[])[]
  /** Names or parts of names. */
  readonly authors: readonly SearchField[]
  readonly publishers: readonly SearchField[]
  readonly countries: readonly SearchField[]
  readonly languages: readonly SearchField[]
  readonly kinds: readonly SearchField<ColumnKind>[]
  /** From the beginning of this day, `YYYY-MM-DD` of universal time, and only before the beginning of that one. */
  readonly from: string | null
  readonly before: string | null
  /** In the order met. Something is searched for unless the first is `nothing` or `only-not`. */
  readonly problems: readonly SearchProblem[]
}

/** Beyond these nothing is read: nobody types them by hand. */
const maxChars = 400
const maxTerms = 16
const maxFieldValues = 8

const fieldNames = ['author', 'publisher', 'country', 'lang', 'kind', 'before', 'after'] as const
type FieldName = (typeof fieldNames)[number]

/** A minus, then a field with its value, a phrase in quotes of any kind, or a run without spaces; צה"ל is one word. */
const parts =
  /([-−]?)(?:(author|publisher|country|lang|kind|before|after):(?:["“”„«]([^"“”„«»]*)["“”„»]?|([^\s"“”„«]*))|["“”„«]([^"“”„«»]*)["“”„»]?|((?:[^\s"“”„«]|(?<=\p{L})"(?=\p{L}))+))/giu

export function parseSearchQuery(input: string): SearchQuery {
  const whole = input
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  const typed = whole.slice(0, maxChars).toWellFormed()
  const problems: SearchProblem[] = []
  if (typed.length < whole.length) problems.push({ kind: 'too-long', value: String(maxChars) })
  const alternatives: SearchTerm[][] = [[]]
  const read = newFields()
  let terms = 0
  for (const [part, minus, field, quoted, bare, phrase, word] of typed.matchAll(parts)) {
    const isNot = minus !== ''
    if (field !== undefined) {
      const value = (quoted ?? bare ?? '').trim()
      if (value !== '') readField(read, problems, field.toLowerCase() as FieldName, value, isNot)
      continue
    }
    const text = phrase ?? word ?? part
    if (phrase === undefined && !isNot && /^(or|\|)$/i.test(text)) {
      if (alternatives.at(-1)!.length > 0) alternatives.push([])
      continue
    }
    if (!/[\p{L}\p{N}]/u.test(text)) continue
    if (++terms > maxTerms) continue
    alternatives.at(-1)!.push({ text, isPhrase: phrase !== undefined, isNot })
  }
  if (terms > maxTerms) problems.push({ kind: 'too-many-words', value: String(maxTerms) })
  const wanted = alternatives.filter((group) => group.some((term) => !term.isNot))
  const negations = alternatives.flat().filter((term) => term.isNot)
  const hasFields = [read.authors, read.publishers, read.countries, read.languages, read.kinds].some((list) =>
    list.some((one) => !one.isNot),
  )
  const isBounded = read.from !== null || read.before !== null
  const isNothing = wanted.length === 0 && !hasFields && !isBounded
  const hasNot = negations.length > 0 || Object.values(read).some((list) => Array.isArray(list) && list.length > 0)
  if (isNothing) problems.unshift({ kind: hasNot ? 'only-not' : 'nothing', value: '' })
  return {
    typed,
    // Fields with negations alone: what remains of the field's columns.
    alternatives: wanted.length > 0 ? wanted : negations.length > 0 && !isNothing ? [negations] : [],
    ...read,
    problems,
  }
}

/** Whether there is anything to search for. */
export function isSearchable(query: SearchQuery): boolean {
  return !query.problems.some(({ kind }) => kind === 'nothing' || kind === 'only-not')
}

type Fields = {
  authors: SearchField[]
  publishers: SearchField[]
  countries: SearchField[]
  languages: SearchField[]
  kinds: SearchField<ColumnKind>[]
  from: string | null
  before: string | null
}

function newFields(): Fields {
  return { authors: [], publishers: [], countries: [], languages: [], kinds: [], from: null, before: null }
}

function readField(read: Fields, problems: SearchProblem[], field: FieldName, value: string, isNot: boolean): void {
  const add = <T>(list: SearchField<T>[], known: T | undefined, problem: SearchProblem['kind']) => {
    if (known === undefined) problems.push({ kind: problem, value })
    else if (list.length < maxFieldValues) list.push({ value: known, isNot })
  }
  if (field === 'author' || field === 'publisher') {
    if (/[\p{L}\p{N}]/u.test(value)) add(field === 'author' ? read.authors : read.publishers, value, 'nothing')
  } else if (field === 'country') add(read.countries, countryCalled(value), 'unknown-country')
  else if (field === 'lang') add(read.languages, languageCalled(value), 'unknown-language')
  else if (field === 'kind')
    add(
      read.kinds,
      columnKinds.find((kind) => kind === value.toLowerCase().replace(/s$/, '')),
      'unknown-kind',
    )
  else {
    const day = firstDayOf(value)
    if (day === null || isNot) problems.push({ kind: 'not-a-day', value })
    else if (field === 'before') read.before = read.before === null || day < read.before ? day : read.before
    else read.from = read.from === null || day > read.from ? day : read.from
  }
}

/** `2024`, `2024-05` and `2024-05-03` by their first day; null when there is no such day. */
function firstDayOf(text: string): string | null {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text)
  if (match === null) return null
  const day = `${match[1]}-${(match[2] ?? '1').padStart(2, '0')}-${(match[3] ?? '1').padStart(2, '0')}`
  const date = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? null : day
}
