// The world of the archive's bench: publishers, writers and columns out of one seed, in the proportions of the real ones. A few
// publishers and writers bring much and most bring little, words follow Zipf, and the newest of forty years is the fullest.
import { seededRandom, zipf, type Random } from './archive-random.ts'
import { vocabularyOf, type Sentence, type Vocabulary } from './archive-vocabulary.ts'

export type WorldOptions = { readonly columns: number; readonly seed: number; readonly now: Date }

export type WorldPublisher = {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly country: string
  readonly lang: string
}
export type WorldWriter = { readonly id: number; readonly slug: string; readonly name: string }
export type WorldColumn = {
  readonly id: number
  readonly publisher: WorldPublisher
  readonly writers: readonly WorldWriter[]
  readonly title: Sentence
  readonly dek: Sentence | null
  readonly excerpt: Sentence
  readonly kind: 'column' | 'editorial' | 'news'
  readonly access: 'free' | 'paid' | 'unknown'
  readonly topic: string | null
  readonly publishedAt: Date
  readonly words: number
  /** Taken down: what is left of it is its place. */
  readonly isDown: boolean
  readonly views: number
}
export type World = {
  /** Columns, whose ids are 1 to this, oldest first. */
  readonly size: number
  readonly publishedAt: (id: number) => Date
  readonly publishers: readonly WorldPublisher[]
  readonly writers: readonly WorldWriter[]
  readonly vocabularies: ReadonlyMap<string, Vocabulary>
  /** Oldest first, as an archive grows. */
  columns(): Generator<WorldColumn>
}

const publishersInAll = 2000
const writersInAll = 40_000
const textsAtLeast = 1000
const textsAtMost = 250_000
/** How unequal publishers and the writers of one are. */
const publisherExponent = 0.8
const writerExponent = 0.9
const years = 40
/** By how much the rate grows over the forty years, as a power of e: the last year brings a twelfth of all. */
const growth = 3
const languagesOfCountries: readonly (readonly [country: string, lang: string])[] = [
  ...each('en', 'us gb in au ca ie nz za ng'),
  ...each('es', 'es mx ar co cl'),
  ...each('de', 'de at ch'),
  ...each('fr', 'fr be'),
  ...each('pt', 'br pt'),
  ...each('ar', 'eg sa lb'),
  ...each('it', 'it'),
  ...each('tr', 'tr'),
  ...each('nl', 'nl'),
  ...each('ru', 'ru'),
  ...each('el', 'gr'),
  ...each('he', 'il'),
  ...each('fa', 'ir'),
  ...each('hi', 'np'),
  ...each('zh', 'tw hk'),
]
const topics = ['politics', 'economy', 'world', 'culture', 'science'] as const

export function makeWorld({ columns, seed, now }: WorldOptions): World {
  const random = seededRandom(seed)
  const vocabularies = new Map(
    [...new Set(languagesOfCountries.map(([, lang]) => lang))].map((lang) => [
      lang,
      vocabularyOf(lang, columns, random),
    ]),
  )
  const placeOf = zipf(languagesOfCountries.length, 0.8, random)
  const publishers = Array.from({ length: publishersInAll }, (_, i): WorldPublisher => {
    // Every country has some.
    const [country, lang] = languagesOfCountries[i < languagesOfCountries.length ? i : placeOf()]!
    const words = vocabularies.get(lang)!
    return { id: i + 1, slug: `paper-${i + 1}`, name: `${words.name()} ${words.name()}`, country, lang }
  })
  const publisherOf = zipf(publishersInAll, publisherExponent, random)
  const pools = poolsOf(columns, publishers, vocabularies, random)
  const staff = staffOf(publishers, Math.min(writersInAll, Math.ceil(columns / 2)), vocabularies, random)
  return {
    size: columns,
    publishedAt: (id) => publishedAt(id - 1, columns, now),
    publishers,
    writers: staff.flatMap(({ writers }) => writers),
    vocabularies,
    *columns() {
      for (let i = 0; i < columns; i++) {
        const publisher = publishers[publisherOf()]!
        yield columnOf(i, columns, now, publisher, staff[publisher.id - 1]!, pools.get(publisher.lang)!, random)
      }
    },
  }
}

type Pool = { readonly titles: Sentence[]; readonly deks: Sentence[]; readonly excerpts: Sentence[] }

/** Texts are put together anew for each column, and every part of one is used some dozen times. */
function poolsOf(
  columns: number,
  publishers: readonly WorldPublisher[],
  vocabularies: ReadonlyMap<string, Vocabulary>,
  random: Random,
): Map<string, Pool> {
  const sum = Math.min(textsAtMost, Math.max(textsAtLeast, columns / 16))
  return new Map(
    [...vocabularies].map(([lang, words]) => {
      const share = publishers.filter((publisher) => publisher.lang === lang).length / publishers.length
      const make = (from: number, more: number) =>
        Array.from({ length: Math.ceil(sum * share) }, () => words.sentence(from + Math.floor(random() * more)))
      return [lang, { titles: make(6, 6), deks: make(12, 8), excerpts: make(20, 8) }] as const
    }),
  )
}

function any<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)]!
}

type Staff = { readonly writers: WorldWriter[]; readonly pick: () => number }

/** As many writers as a publisher's rank gives it columns; a few of them write often. */
function staffOf(
  publishers: readonly WorldPublisher[],
  writersOfAll: number,
  vocabularies: ReadonlyMap<string, Vocabulary>,
  random: Random,
): Staff[] {
  const shares = publishers.map((_, rank) => (rank + 1) ** -publisherExponent)
  const sum = shares.reduce((a, b) => a + b, 0)
  let id = 0
  return publishers.map((publisher, rank) => {
    const count = Math.max(3, Math.round((writersOfAll * shares[rank]!) / sum))
    const words = vocabularies.get(publisher.lang)!
    const writers = Array.from({ length: count }, (): WorldWriter => {
      id++
      return { id, slug: `writer-${id}`, name: `${words.name()} ${words.name()}` }
    })
    return { writers, pick: zipf(count, writerExponent, random) }
  })
}

function columnOf(
  index: number,
  columns: number,
  now: Date,
  publisher: WorldPublisher,
  { writers, pick }: Staff,
  pool: Pool,
  random: Random,
): WorldColumn {
  const chance = random()
  const first = writers[pick()]!
  const second = chance < 0.06 ? writers[pick()]! : first
  const hasDek = random() < 0.35
  return {
    id: index + 1,
    publisher,
    writers: chance > 0.97 ? [] : second === first ? [first] : [first, second],
    title: any(pool.titles, random),
    dek: hasDek ? any(pool.deks, random) : null,
    excerpt: any(pool.excerpts, random),
    kind: chance > 0.97 ? 'editorial' : chance > 0.92 ? 'news' : 'column',
    access: random() < 0.5 ? 'free' : random() < 0.5 ? 'paid' : 'unknown',
    topic: random() < 0.6 ? topics[Math.floor(random() * topics.length)]! : null,
    publishedAt: publishedAt(index, columns, now),
    words: 500 + Math.floor(random() * 900),
    isDown: random() < 0.004,
    views: random() < 0.2 ? 1 + Math.floor(random() * 200) : 0,
  }
}

function publishedAt(index: number, columns: number, now: Date): Date {
  const share = (index + 0.5) / columns
  const yearsIn = (years * Math.log(1 + share * (Math.exp(growth) - 1))) / growth
  return new Date(now.getTime() - Math.round((years - yearsIn) * 365.25 * 86_400_000))
}

function each(lang: string, countries: string): (readonly [string, string])[] {
  return countries.split(' ').map((country) => [country, lang] as const)
}
