// The starter catalogue reaches the archive: new publishers are followed, mended facts are mended, and whatever the
// operator changed or removed stays as she left it.
import { createHash } from 'node:crypto'
import {
  findKept,
  keep,
  listFeeds,
  listFormerSlugs,
  listPublishers,
  stopFeed,
  upsertEdition,
  upsertFeeds,
  upsertPublisher,
  type Db,
} from '../archive/index.ts'
import {
  diffCatalogue,
  readCatalogue,
  type Catalogue,
  type CatalogueFeed,
  type CataloguePublisher,
} from '../catalogue/index.ts'
import type { Feed, Publisher } from '../model/index.ts'

export type Followed = { readonly publishers: number; readonly feeds: number; readonly newFeeds: number }

const keptAs = 'catalogue-applied'

/** Applies the catalogue once a version of it: the second start with the same data changes nothing. */
export async function followCatalogue(db: Db, catalogue: Catalogue = readCatalogue()): Promise<Followed> {
  const digest = createHash('sha256').update(JSON.stringify(catalogue)).digest('hex')
  const feedsInAll = catalogue.publishers.reduce((sum, { feeds }) => sum + feeds.length, 0)
  const before = await readApplied(db)
  const nothingNew = { publishers: catalogue.publishers.length, feeds: feedsInAll, newFeeds: 0 }
  if (before?.digest === digest) return nothingNew
  return db.transaction().execute(async (trx) => {
    const publishers = await listPublishers(trx, {})
    const feeds = Map.groupBy(await listFeeds(trx, {}), ({ publisherId }) => publisherId)
    const former = await listFormerSlugs(trx)
    const current = publishers.map((publisher) => ({
      ...publisher,
      formerSlugs: former.get(publisher.id) ?? [],
      feeds: feeds.get(publisher.id) ?? [],
    }))
    const changes = diffCatalogue(current, before?.publishers ?? [], catalogue)
    const bySlug = new Map<string, Publisher>(publishers.map((publisher) => [publisher.slug, publisher]))
    for (const { id, name, languages } of catalogue.editions) await upsertEdition(trx, { id, name, languages })
    for (const publisher of changes.addPublishers) {
      const added = await upsertPublisher(trx, publisherInput(publisher))
      bySlug.set(added.slug, added)
      await upsertFeeds(
        trx,
        publisher.feeds.map((feed) => feedInput(added, feed)),
      )
    }
    for (const { slug, fields } of changes.updatePublishers) {
      const known = bySlug.get(slug)
      if (known !== undefined) await upsertPublisher(trx, { ...known, ...fields })
    }
    for (const { slug, feed } of changes.addFeeds) {
      const known = bySlug.get(slug)
      if (known !== undefined) await upsertFeeds(trx, [feedInput(known, feed)])
    }
    for (const { slug, url, fields } of changes.updateFeeds) {
      const feed = findFeed(slug, url)
      const known = bySlug.get(slug)
      if (feed !== undefined && known !== undefined) {
        const { title, lang, section, format, columnist } = { ...feed, ...fields }
        const kind = fields.kind === undefined ? feed.kind : (fields.kind as Feed['kind'])
        await upsertFeeds(trx, [{ publisherId: known.id, url, format, title, lang, kind, section, columnist }])
      }
    }
    for (const { slug, url } of changes.stopFeeds) {
      const feed = findFeed(slug, url)
      if (feed !== undefined) await stopFeed(trx, feed.publisherId, feed.id, new Date())
    }
    await keep(trx, keptAs, { digest, publishers: catalogue.publishers })
    const newFeeds = changes.addFeeds.length + changes.addPublishers.reduce((sum, { feeds }) => sum + feeds.length, 0)
    return { ...nothingNew, newFeeds }

    function findFeed(slug: string, url: string): Feed | undefined {
      const id = bySlug.get(slug)?.id
      return id === undefined ? undefined : feeds.get(id)?.find((feed) => feed.url === url)
    }
  })
}

async function readApplied(db: Db): Promise<{ digest: string; publishers: readonly CataloguePublisher[] } | undefined> {
  const kept = await findKept(db, keptAs)
  return kept === undefined ? undefined : (kept as { digest: string; publishers: CataloguePublisher[] })
}

function publisherInput(publisher: CataloguePublisher) {
  const { slug, name, home, country, languages, contact, agreement, attributionRule, feeds } = publisher
  return {
    slug,
    name,
    home,
    country,
    languages,
    contact: contact ?? null,
    agreement: agreement ?? null,
    attributionRule: attributionRule ?? null,
    addressSource: feeds[0]?.source ?? null,
  }
}

function feedInput(publisher: Publisher, feed: CatalogueFeed) {
  const { url, format, title, lang, kind, section, columnist } = feed
  return {
    publisherId: publisher.id,
    url,
    format: format ?? null,
    title,
    lang,
    kind,
    section,
    columnist: columnist ?? null,
  }
}
