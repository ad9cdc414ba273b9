// The search vector of the bench's columns: the words and weights that the archive's own function gives them (a test compares
// the two), put together from parts that are known: filling ten million columns shall not be a bench of stemming.
import { columnVector, periodTags, wordForms } from '../archive/index.ts'
import type { PublisherId } from '../model/index.ts'
import type { Sentence, Vocabulary } from './archive-vocabulary.ts'
import type { World, WorldColumn } from './archive-world.ts'

/** Where each text begins: far enough apart for none to reach the next. */
const begins = { title: 1, names: 40, dek: 60, excerpt: 100, publisher: 300 }

export function vectorMaker(world: Pick<World, 'vocabularies'>): (column: WorldColumn) => string {
  const forms = new Map<Vocabulary, (readonly string[] | undefined)[]>()
  const parts = new WeakMap<object, string>()
  const partOf = (sentence: Sentence, vocabulary: Vocabulary, lang: string, begin: number, weight: string) => {
    const known = parts.get(sentence)
    if (known !== undefined) return known
    let ofRank = forms.get(vocabulary)
    if (ofRank === undefined) forms.set(vocabulary, (ofRank = []))
    const ofWords = vocabulary.hasSpaces
      ? sentence.ranks.map((rank) => (ofRank[rank] ??= wordForms(vocabulary.words[rank]!, lang)[0]!))
      : wordForms(sentence.text, lang)
    const part = placed(ofWords, begin, weight)
    parts.set(sentence, part)
    return part
  }
  const nameOf = (named: { readonly name: string }, begin: number, weight: string) => {
    let part = parts.get(named)
    if (part === undefined) parts.set(named, (part = placed(wordForms(named.name, null), begin, weight)))
    return part
  }
  const tagsOfMonth = periodTagsInOrder()
  return (column) => {
    const { publisher, writers, title, dek, excerpt } = column
    const { lang } = publisher
    const vocabulary = world.vocabularies.get(lang)!
    // What stands in several parts is put together by the server.
    let vector = `'@l:${lang}' '@c:${publisher.country}' '@k:${column.kind}' '@p:${publisher.id}' ${tagsOfMonth(column.publishedAt)}`
    vector += partOf(title, vocabulary, lang, begins.title, 'A')
    if (dek !== null) vector += partOf(dek, vocabulary, lang, begins.dek, 'B')
    vector += partOf(excerpt, vocabulary, lang, begins.excerpt, 'B')
    for (const writer of writers) vector += nameOf(writer, begins.names, 'A')
    return vector + nameOf(publisher, begins.publisher, 'C')
  }
}

/** Columns come oldest first: a month's tags are made once. */
function periodTagsInOrder(): (at: Date) => string {
  let [month, tags] = [-1, '']
  return (at) => {
    const ofColumn = at.getUTCFullYear() * 12 + at.getUTCMonth()
    if (ofColumn !== month) {
      month = ofColumn
      tags = periodTags(at)
        .map((tag) => `'${tag}'`)
        .join(' ')
    }
    return tags
  }
}

function placed(forms: readonly (readonly string[])[], begin: number, weight: string): string {
  return forms.map((ofWord, i) => ofWord.map((form) => ` ${form}:${begin + i}${weight}`).join('')).join('')
}

/** By the archive's own function. */
export function vectorOfColumn(column: WorldColumn): string {
  const { publisher } = column
  return columnVector(
    {
      title: column.title.text,
      dek: column.dek?.text ?? null,
      excerpt: column.excerpt.text,
      section: null,
      lang: publisher.lang,
      country: publisher.country,
      kind: column.kind,
      published_at: column.publishedAt,
    },
    column.writers.map(({ name }) => name),
    { id: publisher.id as PublisherId, name: publisher.name },
  )
}
