// Drafts and publishers for tests: one of each that is right, to be changed where a test cares.
import type { CanonicalUrl, ColumnDraft, Contributor, Feed, Publisher } from '../model/index.ts'
import { upsertFeed } from './feeds.ts'
import { upsertPublisher, type PublisherInput } from './publishers.ts'
import type { Db } from './schema.ts'

export const noon = new Date('2026-11-22T12:00:00Z')

export type Press = { readonly publisher: Publisher; readonly feed: Feed }

/** A publisher with one feed that is due at noon. */
export async function makePress(db: Db, changes: Partial<PublisherInput> = {}): Promise<Press> {
  const slug = changes.slug ?? 'gazette'
  const home = `https://${slug}.example/`
  const publisher = await upsertPublisher(db, {
    slug,
    name: 'The Gazette',
    home,
    country: 'gb',
    languages: ['en'],
    ...changes,
  })
  const feed = await upsertFeed(db, { publisherId: publisher.id, url: `${home}feed.xml`, kind: 'column', nextAt: noon })
  return { publisher, feed }
}

/** The press's column number `number`, published that many hours before noon. */
export function draftOf(press: Press, number: number, changes: Partial<ColumnDraft> = {}): ColumnDraft {
  const { publisher, feed } = press
  return {
    publisherId: publisher.id,
    feedId: feed.id,
    canonicalUrl: `${publisher.home}columns/${number}` as CanonicalUrl,
    addresses: [`guid:${feed.id}:${number}`],
    title: `On the river, part ${number}`,
    dek: null,
    excerpt: `The river has a memory, and part ${number} of it is ours to keep.`,
    lang: 'en',
    dir: 'ltr',
    kind: 'column',
    access: 'unknown',
    section: 'Opinion',
    image: null,
    words: null,
    byline: 'By Ann Marsh',
    contributors: [contributorOf('Ann Marsh')],
    rules: [
      {
        source: 'country',
        agent: '*',
        name: 'excerpt',
        value: '150',
        place: 'country:gb',
        effect: '150 characters',
        decisive: true,
        readAt: noon,
      },
    ],
    mayList: true,
    maxListChars: 150,
    until: null,
    publishedAt: new Date(noon.getTime() - number * 3_600_000),
    publishedKnown: true,
    modifiedAt: null,
    pageRead: false,
    ...changes,
  }
}

export function contributorOf(name: string, changes: Partial<Contributor> = {}): Contributor {
  return {
    name,
    kind: 'person',
    url: null,
    sameAs: [],
    evidence: [{ source: 'feed:dc:creator', text: name, selector: 'dc:creator' }],
    confidence: 0.9,
    ...changes,
  }
}

export function canonical(url: string): CanonicalUrl {
  return url as CanonicalUrl
}
