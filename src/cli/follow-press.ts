// The invented press in the archive, as the demo and the tests of the whole way follow it.
import { upsertEdition, upsertFeeds, upsertPublisher, type Db } from '../archive/index.ts'
import type { Press } from '../press/index.ts'

/** The press's papers as the catalogue would name them. */
export async function followPress(db: Db, press: Press): Promise<void> {
  const names = new Intl.DisplayNames('en', { type: 'region' })
  for (const feed of press.feeds) {
    const { slug, name, home, country, languages, contact } = feed.publisher
    await upsertEdition(db, { id: country, name: names.of(country.toUpperCase()) ?? country, languages })
    const publisher = await upsertPublisher(db, {
      slug,
      name,
      home,
      country,
      languages,
      contact,
      agreement: null,
      attributionRule: null,
      addressSource: 'the demo press',
    })
    const { url, format, title, lang, kind } = feed
    await upsertFeeds(db, [{ publisherId: publisher.id, url, format, title, lang, kind, section: null }])
  }
}
