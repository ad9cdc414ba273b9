// A column's own page has been read: what it says replaces what the feed said, except where the page is silent.
import { sourcesInLicences } from '../collect/index.ts'
import { canonicalUrl, fingerprintOf } from '../parse/index.ts'
import type { ColumnDraft, ColumnKind, FeedId, Fingerprint, NamedOriginal, Publisher } from '../model/index.ts'
import { readTopics } from '../parse/index.ts'
import { kindInFeed } from './draft-from-entry.ts'
import type { Inspection } from './inspect-page.ts'

/** What the archive knows of the column from its feed. */
export type KnownColumn = {
  readonly feedId: FeedId | null
  readonly feedKind: ColumnKind | null
  readonly url: string
  readonly title: string
  readonly section: string | null
  readonly publishedAt: Date
  readonly publishedKnown: boolean
  readonly modifiedAt: Date | null
}

export function draftFromPage(inspection: Inspection, known: KnownColumn, publisher: Publisher): ColumnDraft | null {
  const canonical = inspection.canonicalUrl
  if (canonical === null) return null
  // A feed's date is the publisher's own statement about this item; a page's date may be that of its last change.
  const published =
    known.publishedKnown || inspection.publishedAt === null || inspection.publishedAt > known.publishedAt
      ? { publishedAt: known.publishedAt, publishedKnown: known.publishedKnown }
      : { publishedAt: inspection.publishedAt, publishedKnown: true }
  return {
    publisherId: publisher.id,
    feedId: known.feedId,
    canonicalUrl: canonical,
    addresses: [known.url, inspection.facts.url].filter((url) => url !== canonical),
    title: inspection.title ?? known.title,
    dek: inspection.dek,
    excerpt: inspection.excerpt,
    lang: inspection.lang,
    dir: inspection.dir,
    kind: kindInFeed(inspection.kind, known.feedKind, inspection.contributors),
    access: inspection.access,
    section: known.section ?? inspection.section,
    topics: readTopics([known.section, inspection.section, ...(inspection.facts.labels ?? [])]),
    image: inspection.image,
    imageWidth: inspection.terms.maxImageWidth,
    imageAlt: inspection.imageAlt,
    words: inspection.words,
    byline: inspection.byline,
    contributors: inspection.contributors,
    rules: inspection.terms.ledger,
    mayList: inspection.terms.mayList,
    maxListChars: inspection.terms.maxListChars,
    until: inspection.terms.until,
    ...published,
    modifiedAt: inspection.modifiedAt ?? known.modifiedAt,
    pageRead: true,
    doubts: inspection.doubts,
    claimed: inspection.claimed,
    originals: originalsOf(inspection),
    fingerprint: fingerprintIn(inspection),
  }
}

/** Comparing texts is mining them: a publisher who reserves that, or asks not to be listed, is compared by headline alone. */
function fingerprintIn({ facts, terms }: Inspection): Fingerprint | null {
  return terms.mayMine && terms.mayList ? fingerprintOf(facts.paragraphs) : null
}

/** Where the page says that it was published first: its canonical address, else the source of a licence that it carries. */
function originalsOf({ facts }: Inspection): NamedOriginal[] {
  const { canonicalElsewhere, directives, url } = facts
  if (canonicalElsewhere !== null)
    return [{ url: canonicalElsewhere, evidence: 'canonical', place: 'link[rel=canonical]' }]
  return sourcesInLicences(directives, url).flatMap((source) => {
    const address = canonicalUrl(source.url, url)
    return address === null ? [] : [{ url: address, evidence: 'canonical', place: source.place }]
  })
}
