// Puts the site together: what every answer passes through, then the routes, then what happens when none fits.
import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { dailySalt, listEditionChoices, listPublishers, type Db } from '../archive/index.ts'
import type { Log } from '../base/index.ts'
import { afterwardsOf } from './afterwards.ts'
import { loadAssets } from './http/assets.ts'
import { speakToReaders } from './http/interface-language.ts'
import { deliver } from './http/deliver.ts'
import { routePath } from './http/format.ts'
import { openDoor } from './kept-door.ts'
import { measure, noteRoute, type Answer } from './http/measure.ts'
import { rememberAnswers } from './http/remembered-answers.ts'
import { HttpProblem, notFound } from './http/problem.ts'
import type { PageCache } from './http/page-cache.ts'
import { rateLimit, type Allowance } from './http/rate-limit.ts'
import { readerCookies } from './http/reader.ts'
import { replicaReading } from './http/replica-reading.ts'
import { sendStraight } from './http/straight.ts'
import { tidyPath } from './http/tidy-path.ts'
import { securityHeaders } from './http/security-headers.ts'
import { routeApi } from './api/index.ts'
import { feedWriters } from './syndication/index.ts'
import { routeWebSub } from './websub/index.ts'
import { speculationRules } from './web/assets/speculation.ts'
import { routeAbout } from './web/about-routes.tsx'
import { routeColumnists } from './web/columnist-routes.tsx'
import { routeColumns } from './web/column-routes.tsx'
import { routeCorrections } from './web/corrections-routes.tsx'
import type { Desk } from './web/desk.ts'
import { routeDirectory } from './web/directory-routes.tsx'
import { routeArchive } from './web/archive-routes.tsx'
import { routeEditions } from './web/edition-routes.tsx'
import { routeFavorites } from './web/favorites-routes.tsx'
import { routeForms } from './web/form-routes.ts'
import { routeHouse } from './web/house-routes.tsx'
import { routeLanguage } from './web/language-routes.ts'
import { asksForFilter } from './web/filters.tsx'
import { answerProblem } from './web/problem-answers.tsx'
import { routeOperator } from './web/operator-routes.tsx'
import { operatorSessions } from './web/operator-session.ts'
import { routeImages } from './web/image-routes.ts'
import { routeOffline } from './web/offline-routes.tsx'
import { routePublishers } from './web/publisher-routes.tsx'
import { routeRemoval } from './web/removal-routes.tsx'
import { routeSaved } from './web/saved-routes.tsx'
import { routeSearch } from './web/search-routes.tsx'
import { maxReaderFile } from './web/reader-file.ts'
import { routeSettings } from './web/settings-routes.tsx'
import { routeTopics } from './web/topic-routes.tsx'

export type AppDeps = {
  readonly db: Db
  /** How readers reach this site. Absolute addresses come from it; the Host header is never believed. */
  readonly publicUrl: string
  readonly version: string
  /** Signs cookies; the same for every web process. */
  readonly secret: string
  /** E-mail or page of whoever runs this site. */
  readonly contact?: string | null
  readonly now?: () => Date
  readonly log?: Pick<Log, 'error'>
  /** Told of every answer, for counting. */
  readonly onAnswer?: (answer: Answer) => void
  /** Keeps pages for readers without cookies; without one each page is made for each reader. */
  readonly pages?: PageCache
  /** Milliseconds for which the editions, and each one's publishers, are remembered. */
  readonly editionsMs?: number
}

/** Bytes. The largest form has four short fields. */
const maxFormBytes = 8 * 1024

/** Per address. A room full of readers behind one address stays below it; a program that searches in a loop does not. */
const searchAllowance: Allowance = { burst: 60, perMinute: 120 }
/** Lists that are sifted by language, topic, kind or access: two a second for as long as a reader likes. */
const filterAllowance: Allowance = { burst: 60, perMinute: 120 }
/** One for each pause in typing. */
const suggestAllowance: Allowance = { burst: 120, perMinute: 240 }
const formAllowance: Allowance = { burst: 60, perMinute: 60 }

/** Bytes. Beyond the largest file that is taken in, so that whoever brings a larger one is told. */
const maxFileForm = 4 * maxReaderFile

const assets = await loadAssets([
  new URL('web/assets/site.css', import.meta.url),
  new URL('web/assets/desk.css', import.meta.url),
  new URL('web/assets/site.ts', import.meta.url),
  new URL('web/assets/sw.ts', import.meta.url),
])

export function createApp(deps: AppDeps): Hono {
  const publicUrl = deps.publicUrl.replace(/\/+$/, '')
  const https = publicUrl.startsWith('https:')
  const log = deps.log ?? { error: () => undefined }
  const app = new Hono({ getPath: routePath })
  const front = inFront(app, deps)
  const { remember } = deps.pages ?? rememberAnswers(() => false)
  const maxAgeMs = deps.editionsMs ?? 30_000
  const desk: Desk = {
    db: deps.db,
    site: { publicUrl, version: deps.version, contact: deps.contact ?? null, assets },
    cookies: readerCookies(deps.secret, https),
    operator: operatorSessions(deps.db, deps.secret, https),
    feeds: feedWriters,
    now: deps.now ?? (() => new Date()),
    log,
    afterwards: afterwardsOf(front, log),
    salt: saltOfDay(deps.db),
    editions: remember(() => listEditionChoices(deps.db), { maxAgeMs }),
    publishersOf: eachRemembered((country) => remember(() => listPublishers(deps.db, { country }), { maxAgeMs })),
    remember,
  }
  app.onError((error, c) => answerProblem(error, c, desk))
  app.notFound((c) => answerProblem(notFound(), c, desk))
  if (deps.onAnswer !== undefined) app.use(noteRoute())
  routeWebSub(app, desk)
  app.use(replicaReading(deps.db, https))
  app.use(securityHeaders(https, speculationRules))
  app.use(deliver())
  app.use(tidyPath())
  app.use(speakToReaders())
  app.use(csrf({ origin: new URL(publicUrl).origin }))
  const [usual, ofFile] = [maxFormBytes, maxFileForm].map(bodyOf)
  // To look for a body at all makes a whole Request of a light one, and what is only asked for has none.
  app.use((c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    return c.req.path === '/settings/import' ? ofFile!(c, next) : usual!(c, next)
  })
  const searches = rateLimit(searchAllowance)
  app.use('/search', searches)
  app.use('/suggest', rateLimit(suggestAllowance))
  for (const directory of ['/columnists', '/publishers'])
    app.use(directory, async (c, next) => (c.req.query('q') === undefined ? next() : searches(c, next)))
  const filtered = rateLimit(filterAllowance)
  app.use(async (c, next) => (asksForFilter(c) ? filtered(c, next) : next()))
  const forms = rateLimit(formAllowance)
  app.use(async (c, next) => (c.req.method === 'POST' ? forms(c, next) : next()))
  routeHouse(app, desk)
  routeOffline(app, desk)
  routeImages(app, desk)
  routeApi(app, { db: deps.db, publicUrl, version: deps.version, now: desk.now })
  routeAbout(app, desk)
  routeCorrections(app, desk)
  routeSearch(app, desk)
  routeColumnists(app, desk)
  routeDirectory(app, desk)
  routeTopics(app, desk)
  routePublishers(app, desk)
  routeSaved(app, desk)
  routeForms(app, desk)
  routeSettings(app, desk)
  routeLanguage(app, desk)
  routeRemoval(app, desk)
  routeOperator(app, desk)
  routeEditions(app, desk)
  routeFavorites(app, desk)
  routeArchive(app, desk)
  routeColumns(app, desk)
  // For whoever lists what may be asked for; what is in front of the router has no routes of its own.
  front.routes = app.routes
  return front
}

/** What needs no router: kept pages are given before any route is looked for. */
function inFront(app: Hono, deps: AppDeps): Hono {
  const front = new Hono({ getPath: routePath })
  if (deps.onAnswer !== undefined) front.use(measure(deps.onAnswer))
  front.use(sendStraight())
  if (deps.pages !== undefined) {
    front.use(deps.pages.middleware)
    openDoor(front, deps.pages, deps.onAnswer)
  }
  front.all('*', (c) => app.fetch(c.req.raw, c.env as object))
  return front
}

function bodyOf(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new HttpProblem(413, 'No form of this site is that long.', { said: { key: 'longForm' } })
    },
  })
}

/** One memory for each key; keys are countries that have columns. */
function eachRemembered<T>(make: (key: string) => () => Promise<T>): (key: string) => Promise<T> {
  const made = new Map<string, () => Promise<T>>()
  return (key) => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known()
  }
}

/** Asks for a day's salt once; forgets it when another day begins, or when the asking failed. */
function saltOfDay(db: Db): (day: string) => Promise<Buffer> {
  let known: { day: string; salt: Buffer } | null = null
  return async (day) => {
    if (known?.day !== day) known = { day, salt: await dailySalt(db, day) }
    return known.salt
  }
}
