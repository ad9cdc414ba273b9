// Every kind of page that a reader can meet, at the seeded site: what is to hold for all of them is tested over this list.
import { takeDownColumn } from '../../src/archive/index.ts'
import { endlessTitle, hostileTitle, seedNow, unbreakableTitle } from '../serve-seed.ts'
import type { BrowserSite } from './browser-site.ts'

const withdrawn = 'Wire: markets drift'

/** What a browser says by itself about an answer that is no page of success. */
export const ofStatus = /the server responded with a status of 4\d\d/

/** Paths; one of them is of a column that is withdrawn for it, others are answered with 4xx. */
export async function everyPage(site: BrowserSite): Promise<string[]> {
  await takeDownColumn(site.database.db, {
    publisherId: site.seed.publishers.ledger.id,
    columnId: site.seed.ids.get(withdrawn)!,
    reason: 'publisher',
    now: seedNow,
  })
  return [
    '/gb',
    '/world',
    '/il',
    '/de',
    '/gb?kind=cartoon&access=free',
    '/gb/favorites',
    '/gb/archive',
    '/gb/archive/2026/11',
    '/gb/archive/2026/11/22',
    '/columnists',
    '/columnists?country=tr',
    '/columnists?topic=law',
    '/columnist/maren-oyelaran',
    '/publishers',
    '/publisher/harbour-post',
    '/publisher/harbour-post/terms',
    ...[
      'The ferry that nobody voted for',
      'Nobody signed this',
      'שיעור קצר בענווה (עם מילה ב־English באמצע)',
      'النهر لا يقرأ الصحف',
      hostileTitle,
      unbreakableTitle,
      endlessTitle,
      withdrawn,
    ].map((title) => site.column(title)),
    '/topics',
    '/topic/economy',
    '/topic/politics',
    '/search',
    '/search?q=maren',
    '/search?q=ferry%20kind:nonsense',
    '/search?q=nothingatall',
    '/saved',
    '/settings',
    '/offline',
    '/offline/kept',
    '/removal',
    '/desk',
    ...['', '/keyboard', '/bot', '/privacy', '/terms', '/counting', '/ranking', '/accessibility', '/attribution'].map(
      (page) => `/about${page}`,
    ),
    '/about/corrections',
    '/no-such-page',
  ]
}
