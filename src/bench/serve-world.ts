// An archive to read from: seeded words, writers and papers, filed as the pipeline files, enough that every list is full.
import { faker } from '@faker-js/faker'
import { fileColumns, upsertEdition, upsertPublisher, type Db } from '../archive/index.ts'
import type { CanonicalUrl, ColumnDraft, Publisher } from '../model/index.ts'

const countries = ['gb', 'us', 'tr', 'de', 'es'] as const
const papersOf = 8
const writersOf = 10
const batch = 250

export async function fillWorld(db: Db, columns: number, seed: number, onFiled: (n: number) => void): Promise<void> {
  faker.seed(seed)
  const now = new Date()
  const papers: { publisher: Publisher; writers: string[] }[] = []
  for (const country of countries) {
    await upsertEdition(db, { id: country, name: country.toUpperCase(), languages: ['en'] })
    for (let i = 0; i < papersOf; i++) {
      const name = `${faker.location.city()} ${faker.helpers.arrayElement(['Post', 'Ledger', 'Courier', 'Herald'])}`
      const publisher = await upsertPublisher(db, {
        slug: `paper-${country}-${i}`,
        name,
        home: `https://paper-${country}-${i}.example/`,
        country,
        languages: ['en'],
      })
      papers.push({ publisher, writers: Array.from({ length: writersOf }, () => faker.person.fullName()) })
    }
  }
  for (let filed = 0; filed < columns; filed += batch) {
    const { publisher, writers } = papers[(filed / batch) % papers.length]!
    const drafts = Array.from({ length: Math.min(batch, columns - filed) }, (_, i) =>
      draftOf(publisher, writers, filed + i, new Date(now.getTime() - (filed + i) * 60_000)),
    )
    await fileColumns(db, drafts, { publisherId: publisher.id, now })
    onFiled(drafts.length)
  }
}

function draftOf(publisher: Publisher, writers: readonly string[], number: number, publishedAt: Date): ColumnDraft {
  const name = faker.helpers.arrayElement(writers)
  return {
    publisherId: publisher.id,
    feedId: null,
    canonicalUrl: `${publisher.home}columns/${number}` as CanonicalUrl,
    addresses: [],
    title: faker.lorem.sentence({ min: 5, max: 11 }).slice(0, -1),
    dek: null,
    excerpt: faker.lorem.sentences(2).slice(0, 150),
    lang: 'en',
    dir: 'ltr',
    kind: 'column',
    access: faker.helpers.arrayElement(['free', 'unknown', 'paid']),
    section: faker.helpers.arrayElement(['Opinion', 'Comment', 'Politics', null]),
    image: null,
    words: faker.number.int({ min: 400, max: 1200 }),
    byline: name,
    contributors: [
      {
        name,
        kind: 'person',
        url: null,
        sameAs: [],
        evidence: [{ source: 'feed:dc:creator', text: name, selector: 'dc:creator' }],
        confidence: 0.9,
      },
    ],
    rules: [
      {
        source: 'country',
        agent: '*',
        name: 'excerpt',
        value: '150',
        place: `country:${publisher.country}`,
        effect: '150 characters',
        decisive: true,
        readAt: publishedAt,
      },
    ],
    mayList: true,
    maxListChars: 150,
    until: null,
    publishedAt,
    publishedKnown: true,
    modifiedAt: null,
    pageRead: false,
  }
}
