// A reader's words as a `tsquery` in its text form. The language of what they look for is not known, so each word is looked
// for under its stem in every language of its script, unless lang: says which.
import { foldLetters, splitWords } from '../base/index.ts'
import type { LanguageTag } from '../model/index.ts'
import type { SearchQuery, SearchTerm } from './search-query.ts'
import { queryForms, stemLanguage } from './search-stems.ts'
import { quoted, tagOf } from './search-vector.ts'

/** Words of one phrase, or pairs of characters, that are read. */
const maxPhraseWords = 12

/** The words of a query, or null when it has none. */
export function wordsQuery(query: SearchQuery): string | null {
  const languages = languagesOf(query.languages.filter((one) => !one.isNot).map((one) => one.value))
  const alternatives = query.alternatives.flatMap((terms) => {
    const parts = terms.flatMap((term) => {
      const words = termQuery(term, languages)
      return words === null ? [] : [term.isNot ? `!${words}` : words]
    })
    return parts.length === 0 ? [] : [parts.length === 1 ? parts[0]! : `(${parts.join(' & ')})`]
  })
  return alternatives.length === 0 ? null : alternatives.join(' | ')
}

/** What narrows it and stands in the index as tags; null when nothing does. */
export function tagsQuery(query: SearchQuery): string | null {
  const parts = [
    ...choice(query.countries.map(({ value, isNot }) => [tagOf('c', value), isNot])),
    ...choice(query.languages.map(({ value, isNot }) => [tagOf('l', value.split('-', 1)[0]!), isNot])),
    ...choice(query.kinds.map(({ value, isNot }) => [tagOf('k', value), isNot])),
  ]
  return parts.length === 0 ? null : parts.join(' & ')
}

/** Any of those that are wanted, and none of those that are not. */
export function choice(tags: readonly (readonly [tag: string, isNot: boolean])[]): string[] {
  const wanted = tags.filter(([, isNot]) => !isNot).map(([tag]) => quoted(tag, false))
  const unwanted = tags.filter(([, isNot]) => isNot).map(([tag]) => `!${quoted(tag, false)}`)
  return [...(wanted.length === 0 ? [] : [`(${wanted.join(' | ')})`]), ...unwanted]
}

/** All of them, where null is nothing asked. */
export function allOf(queries: readonly (string | null)[]): string | null {
  const some = queries.filter((query) => query !== null)
  return some.length === 0 ? null : some.map((query) => (some.length === 1 ? query : `(${query})`)).join(' & ')
}

/** Null: any language. A language without a stemmer leaves the folded word alone. */
function languagesOf(tags: readonly LanguageTag[]): readonly string[] | null {
  return tags.length === 0 ? null : [...new Set(tags.map(stemLanguage))].filter((language) => language !== null)
}

function termQuery(term: SearchTerm, languages: readonly string[] | null): string | null {
  const words = splitWords(term.text)
    .filter((word) => foldLetters(word) !== '')
    .slice(0, maxPhraseWords)
  const [first] = words
  if (first === undefined) return null
  if (words.length === 1) {
    const folded = foldLetters(first)
    if (isUnspaced(folded)) return quoted(folded, true)
    const forms = [...new Set(queryForms(first, languages).map(([, form]) => form))]
    return forms.length === 1 ? quoted(forms[0]!, false) : `(${forms.map((form) => quoted(form, false)).join(' | ')})`
  }
  return phraseQuery(words, languages)
}

/** One after the other in one language, and as they are: names and words without a stem. */
function phraseQuery(words: readonly string[], languages: readonly string[] | null): string {
  const forms = words.map((word) => queryForms(word, languages))
  const known = new Set(forms.flat().map(([language]) => language))
  const phrases = [...known].map((language) =>
    forms
      .map((ofWord) => {
        const own = ofWord.filter(([of]) => of === language)
        const fitting = own.length > 0 ? own : ofWord.slice(0, 1)
        const alternatives = fitting.map(([, form]) => quoted(form, false))
        return alternatives.length === 1 ? alternatives[0]! : `(${alternatives.join(' | ')})`
      })
      .join(' <-> '),
  )
  return phrases.length === 1 ? `(${phrases[0]!})` : `(${phrases.map((phrase) => `(${phrase})`).join(' | ')})`
}

/** A single character of a script that is cut into pairs: it begins the pairs it stands in. */
function isUnspaced(word: string): boolean {
  return Array.from(word).length === 1 && /[\u0e00-\uffff]|\p{Script=Han}/u.test(word)
}
