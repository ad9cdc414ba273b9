// What lets a browser keep the site: the manifest, the icons, the worker, the list of pages to keep for this reader, and the
// pages that are shown without a connection. Decision 0016.
import { createHash } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { findColumn, listColumnistsByIds, listColumnsByKeys, listPublishersByIds } from '../../archive/index.ts'
import type { ColumnId, PublisherId } from '../../model/index.ts'
import { columnistPath, columnPath, editionPath, favoritesPath, publisherPath } from '../http/addresses.ts'
import { askedOf } from '../http/asked.ts'
import { languageVary } from '../http/interface-language.ts'
import { lookOf } from '../http/look.ts'
import { notFound } from '../http/problem.ts'
import { formId, readForm } from '../http/read-form.ts'
import { isPersonsPage } from '../http/visitor.ts'
import { svgIcon, pngIcon } from './app-icon.ts'
import { countVisit } from './count-visit.ts'
import { showPage, viewOf, type Desk } from './desk.ts'
import { placeName } from './format.ts'
import { messages as m } from './messages.ts'
import { KeyboardPage, OfflinePage } from './offline-pages.tsx'

/** Lists of writers and publishers that are kept for offline, the last followed first. */
const maxLists = 40

/** Pixels, and how much of them is the mark. */
const icons = {
  'icon-192.png': { size: 192, share: 0.72, purpose: 'any' },
  'icon-512.png': { size: 512, share: 0.72, purpose: 'any' },
  'icon-mask-512.png': { size: 512, share: 0.5, purpose: 'maskable' },
} as const

const week = 'public, max-age=604800'

export function routeOffline(app: Hono, desk: Desk): void {
  app.get('/favicon.svg', (c) => c.body(svgIcon, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': week }))
  app.get('/favicon.ico', (c) => c.redirect('/favicon.svg', 301))
  for (const [name, { size, share }] of Object.entries(icons)) {
    let drawn: Uint8Array<ArrayBuffer> | null = null
    app.get(`/${name}`, (c) => {
      drawn ??= new Uint8Array(pngIcon(size, share))
      return c.body(drawn, 200, { 'Content-Type': 'image/png', 'Cache-Control': week })
    })
  }
  app.get('/manifest.webmanifest', (c) =>
    c.body(JSON.stringify(manifest()), 200, {
      'Content-Type': 'application/manifest+json',
      'Cache-Control': 'public, max-age=86400',
      Vary: languageVary,
    }),
  )
  const worker = workerScript(desk)
  app.get('/sw.js', (c) =>
    c.body(worker, 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' }),
  )
  app.get('/offline', (c) => shown(c, desk, 'offline'))
  app.get('/offline/kept', (c) => shown(c, desk, 'kept'))
  app.get('/offline/list', (c) => listed(c, desk))
  app.get('/about/keyboard', async (c) => {
    const view = await viewOf(desk, c)
    return showPage(c, view, { title: m.keysTitle, canonical: '/about/keyboard' }, <KeyboardPage />)
  })
  app.post('/seen', (c) => seen(c, desk))
}

function manifest(): object {
  return {
    id: '/',
    name: m.siteName,
    short_name: m.siteName,
    description: m.worldAbout,
    lang: m.lang,
    dir: m.dir,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#fcfbf8',
    theme_color: '#7a1f1f',
    icons: [
      { src: '/favicon.svg', type: 'image/svg+xml', sizes: 'any' },
      ...Object.entries(icons).map(([name, { size, purpose }]) => ({
        src: `/${name}`,
        type: 'image/png',
        sizes: `${size}x${size}`,
        purpose,
      })),
    ],
    shortcuts: [
      { name: m.favorites, url: '/following' },
      { name: m.savedColumns, url: '/saved' },
      { name: m.search, url: '/search' },
    ],
  }
}

/** The worker knows the files it keeps by their hashes: a new style sheet makes a new worker. */
function workerScript({ site }: Desk): string {
  const { assets } = site
  const shell = [assets.path('site.css'), assets.path('site.js'), '/favicon.svg']
  const version = createHash('sha256')
    .update(`${shell.join()} ${assets.text('sw.js')}`)
    .digest('hex')
    .slice(0, 10)
  return `const shell=${JSON.stringify(shell)},version=${JSON.stringify(version)};${assets.text('sw.js')}`
}

async function shown(c: Context, desk: Desk, what: 'offline' | 'kept'): Promise<Response> {
  const view = { ...(await viewOf(desk, c)), here: '/' }
  return showPage(c, view, { title: m.offlineTitle, indexed: false, personal: true }, <OfflinePage what={what} />)
}

/** For this reader: front pages that the worker has, lists of those they follow, what they saved. Withdrawn columns are not in it. */
async function listed(c: Context, desk: Desk): Promise<Response> {
  const { db } = desk
  const reader = await desk.cookies.read(c)
  const editions = (c.req.queries('front') ?? []).filter((edition) => /^([a-z]{2}|world)$/.test(edition)).slice(0, 5)
  const [columnists, publishers, cards] = await Promise.all([
    listColumnistsByIds(db, reader.columnists.slice(0, maxLists)),
    listPublishersByIds(db, reader.publishers.slice(0, maxLists)),
    listColumnsByKeys(db, reader.saved),
  ])
  const follows = columnists.length + publishers.length > 0
  const pages = [
    ...editions.map((edition) => ({ path: editionPath(edition), title: placeName(edition) })),
    ...(follows ? [{ path: favoritesPath(reader.edition ?? 'world'), title: m.favoritesTitle }] : []),
    ...columnists.map(({ slug, name }) => ({ path: columnistPath(slug), title: name })),
    ...publishers.map(({ slug, name }) => ({ path: publisherPath(slug), title: name })),
    ...(cards.length > 0 ? [{ path: '/saved', title: m.savedTitle }] : []),
    ...cards.map((card) => ({ path: columnPath(card), title: card.title })),
  ]
  return c.json({ pages }, 200, { 'Cache-Control': 'private, no-store' })
}

/** A page that was prefetched, and is now shown: it counts like any other. */
async function seen(c: Context, desk: Desk): Promise<Response> {
  const form = await readForm(c)
  const id = formId(form, 'column') as ColumnId | null
  const publisherId = formId(form, 'publisher') as PublisherId | null
  if (id === null || publisherId === null) throw notFound()
  const finding = await findColumn(desk.db, id, publisherId)
  if (finding?.kind !== 'found') throw notFound()
  const asked = askedOf(c)
  if (isPersonsPage(asked)) {
    countVisit(asked, desk, finding.column, 'view')
    const { read } = await desk.cookies.read(c)
    if (lookOf(c).dimRead && read[0] !== id) await desk.cookies.keepRead(c, [id, ...read.filter((one) => one !== id)])
  }
  c.header('Cache-Control', 'no-store')
  return c.body(null, 204)
}
