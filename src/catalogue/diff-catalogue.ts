// A new version of Colonnade may bring new publishers: what to add and what to mend in an archive that an operator has
// made her own since. Her changes stay, and what she removed stays removed.
import type { AttributionRule } from '../model/index.ts'
import type { Catalogue } from './read-catalogue.ts'
import type { CatalogueFeed, CataloguePublisher } from './schema.ts'

/** A publisher as the archive follows it now; every slug it ever had, so that a renaming is not taken for a removal. */
export type FollowedPublisher = {
  readonly slug: string
  readonly formerSlugs: readonly string[]
  readonly name: string
  readonly country: string
  readonly languages: readonly string[]
  readonly home: string
  readonly contact: string | null
  readonly attributionRule: AttributionRule | null
  readonly feeds: readonly FollowedFeed[]
}

type FollowedFeed = {
  readonly url: string
  readonly title: string | null
  readonly section: string | null
  readonly kind: string | null
  readonly lang: string | null
}

/** Fields that a newer catalogue may mend. */
type PublisherFields = Pick<
  FollowedPublisher,
  'name' | 'country' | 'languages' | 'home' | 'contact' | 'attributionRule'
>
type FeedFields = Omit<FollowedFeed, 'url'>

export type CatalogueChanges = {
  readonly addPublishers: readonly CataloguePublisher[]
  /** `slug` is the archive's. */
  readonly updatePublishers: readonly { readonly slug: string; readonly fields: Partial<PublisherFields> }[]
  readonly addFeeds: readonly { readonly slug: string; readonly feed: CatalogueFeed }[]
  readonly updateFeeds: readonly { readonly slug: string; readonly url: string; readonly fields: Partial<FeedFields> }[]
  /** Feeds that the catalogue gave and has taken back, as a dead or moved address: to be stopped, never deleted. */
  readonly stopFeeds: readonly { readonly slug: string; readonly url: string }[]
  /** What was left alone because it is the operator's, in plain words. */
  readonly left: readonly { readonly slug: string; readonly what: string }[]
}

/**
 * Compares three states: what the catalogue said when it was last applied (`applied`, empty the first time), what the
 * archive follows (`current`), and what the catalogue says now. A field is mended only if the archive still has what was
 * applied; a publisher or feed is added only if it was not applied before. A publisher is known by its slug or one of its
 * former ones, else by any shared feed address, else by its home page; one that was followed here before the catalogue
 * knew it is the operator's altogether.
 */
export function diffCatalogue(
  current: readonly FollowedPublisher[],
  applied: readonly CataloguePublisher[],
  catalogue: Catalogue,
): CatalogueChanges {
  const changes = {
    addPublishers: [] as CataloguePublisher[],
    updatePublishers: [] as CatalogueChanges['updatePublishers'][number][],
    addFeeds: [] as CatalogueChanges['addFeeds'][number][],
    updateFeeds: [] as CatalogueChanges['updateFeeds'][number][],
    stopFeeds: [] as CatalogueChanges['stopFeeds'][number][],
    left: [] as CatalogueChanges['left'][number][],
  }
  const find = finder(current)
  const before = new Map(applied.map((publisher) => [publisher.slug, publisher]))
  const everywhere = new Set(current.flatMap((publisher) => publisher.feeds.map((feed) => feed.url)))
  for (const next of catalogue.publishers) {
    const base = before.get(next.slug)
    const ours = find(next)
    if (!ours && base) changes.left.push({ slug: next.slug, what: 'publisher removed here' })
    else if (!ours) changes.addPublishers.push(next)
    else if (!base) changes.left.push({ slug: ours.slug, what: 'publisher added here by hand' })
    else {
      comparePublisher(ours, base, next, changes)
      compareFeeds(ours, base, next, everywhere, changes)
    }
  }
  return changes
}

type Collected = { -readonly [K in keyof CatalogueChanges]: CatalogueChanges[K][number][] }

function comparePublisher(
  ours: FollowedPublisher,
  base: CataloguePublisher,
  next: CataloguePublisher,
  changes: Collected,
): void {
  const then = publisherFields(base)
  const now = publisherFields(next)
  const fields = mend(ours, then, now, (field) => changes.left.push({ slug: ours.slug, what: `${field} changed here` }))
  if (Object.keys(fields).length > 0) changes.updatePublishers.push({ slug: ours.slug, fields })
}

function compareFeeds(
  ours: FollowedPublisher,
  base: CataloguePublisher,
  next: CataloguePublisher,
  everywhere: ReadonlySet<string>,
  changes: Collected,
): void {
  const here = new Map(ours.feeds.map((feed) => [feed.url, feed]))
  const then = new Map(base.feeds.map((feed) => [feed.url, feed]))
  const now = new Set(next.feeds.map((feed) => feed.url))
  for (const feed of next.feeds) {
    const had = here.get(feed.url)
    const was = then.get(feed.url)
    if (had && was) {
      const fields = mend(had, feedFields(was), feedFields(feed), (field) =>
        changes.left.push({ slug: ours.slug, what: `${field} of ${feed.url} changed here` }),
      )
      if (Object.keys(fields).length > 0) changes.updateFeeds.push({ slug: ours.slug, url: feed.url, fields })
    } else if (!had && was) changes.left.push({ slug: ours.slug, what: `${feed.url} removed here` })
    else if (!had && !everywhere.has(feed.url)) changes.addFeeds.push({ slug: ours.slug, feed })
  }
  for (const url of then.keys()) if (!now.has(url) && here.has(url)) changes.stopFeeds.push({ slug: ours.slug, url })
}

/** The fields of `now` that differ from `then`, where `ours` still is as `then` was; tells of those that are not. */
function mend<F extends object>(ours: F, then: F, now: F, left: (field: string) => void): Partial<F> {
  const fields: Partial<F> = {}
  for (const key of Object.keys(now) as (keyof F & string)[]) {
    if (same(then[key], now[key]) || same(ours[key], now[key])) continue
    if (same(ours[key], then[key])) fields[key] = now[key]
    else left(key)
  }
  return fields
}

function publisherFields(publisher: CataloguePublisher): PublisherFields {
  const { name, country, languages, home, contact, attributionRule } = publisher
  return { name, country, languages, home, contact: contact ?? null, attributionRule: attributionRule ?? null }
}

function feedFields(feed: CatalogueFeed): FeedFields {
  const { title, section, kind, lang } = feed
  return { title, section, kind, lang }
}

/** Equal as JSON, whatever the order of keys: rules come back from the archive with their keys sorted. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

function finder(current: readonly FollowedPublisher[]): (next: CataloguePublisher) => FollowedPublisher | undefined {
  const bySlug = new Map(
    current.flatMap((publisher) => [publisher.slug, ...publisher.formerSlugs].map((slug) => [slug, publisher])),
  )
  const byFeed = new Map(current.flatMap((publisher) => publisher.feeds.map((feed) => [feed.url, publisher])))
  const byHome = new Map(current.map((publisher) => [homeOf(publisher.home), publisher]))
  return (next) => {
    const feed = next.feeds.find((feed) => byFeed.has(feed.url))
    return bySlug.get(next.slug) ?? (feed && byFeed.get(feed.url)) ?? byHome.get(homeOf(next.home))
  }
}

/** Host without `www.` and the path: two papers may share a domain, never a home page. */
function homeOf(url: string): string {
  const { hostname, pathname } = new URL(url)
  return hostname.replace(/^www\./, '') + pathname.replace(/\/+$/, '')
}
