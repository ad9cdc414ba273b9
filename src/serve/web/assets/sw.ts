// The worker for offline. It keeps the last front pages and what the server lists for this reader: the lists of those whom they
// follow, and the columns they saved. Pages come from the network whenever there is one; likes, saves and follows wait for it.
import type { FetchEvent, WorkerScope } from './worker-types.ts'

/** Put before this script when it is served: its own files, by their hashes. */
declare const shell: readonly string[]
declare const version: string

const worker = self as unknown as WorkerScope
const shellCache = `shell ${version}`
const pageCache = 'pages'
const queueCache = 'queue'
const maxFronts = 3
/** Milliseconds between two comparisons with what the server lists. */
const refreshMs = 10 * 60_000
const queued = new Set(['/save', '/like', '/follow', '/read'])
const [offline, kept] = ['/offline', '/offline/kept'] as const

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shellCache)
      .then((cache) => cache.addAll([...shell, offline, kept]))
      .then(() => worker.skipWaiting()),
  )
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim())
      .then(() => refresh('all')),
  )
})

worker.addEventListener('sync', (event) => event.waitUntil(sendQueue()))
worker.addEventListener('message', (event) => event.waitUntil(sendQueue().then(() => refresh('all'))))

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (request.method === 'POST' && queued.has(url.pathname)) event.respondWith(sendOrQueue(event, url.pathname))
  else if (request.method !== 'GET') return
  else if (request.mode === 'navigate') event.respondWith(visit(event, url))
  else if (shell.includes(url.pathname)) event.respondWith(fromShell(request))
})

function isOld(name: string): boolean {
  return name.startsWith('shell ') && name !== shellCache
}

async function fromShell(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request)
}

/** The page itself, or as it was kept, or the page that says what is there. */
async function visit(event: FetchEvent, url: URL): Promise<Response> {
  try {
    const response = await fetch(event.request)
    event.waitUntil(
      keep(url, response.clone())
        .then(() => sendQueue())
        .then(() => refresh('due')),
    )
    return response
  } catch {
    const cache = await caches.open(pageCache)
    const known = await cache.match(event.request, { ignoreVary: true })
    const front = known === undefined && url.pathname === '/' ? (await fronts(cache)).at(-1) : undefined
    const page = known ?? (front === undefined ? undefined : await cache.match(front, { ignoreVary: true }))
    return page ?? (await caches.match(offline, { ignoreVary: true })) ?? Response.error()
  }
}

function isFront({ pathname, search }: URL): boolean {
  return /^\/(world|[a-z]{2})$/.test(pathname) && search === ''
}

/** Front pages as they are visited, the last ones; of others what is kept already. What is gone is forgotten. */
async function keep(url: URL, response: Response): Promise<void> {
  const cache = await caches.open(pageCache)
  const known = await cache.match(url.href, { ignoreVary: true })
  if (response.status === 404 || response.status === 410) {
    await cache.delete(url.href, { ignoreVary: true })
    return refresh('missing')
  }
  if (response.status !== 200 || (!isFront(url) && known === undefined)) return
  // What is put again is the last one.
  await cache.put(url.href, response)
  for (const old of (await fronts(cache)).slice(0, -maxFronts)) await cache.delete(old, { ignoreVary: true })
}

async function fronts(cache: Cache): Promise<Request[]> {
  return (await cache.keys()).filter((request) => isFront(new URL(request.url)))
}

type Listed = { readonly pages: readonly { readonly path: string; readonly title: string }[] }

/**
 * Compares what is kept with what the server lists for this reader: drops what is no longer listed, such as a column that was
 * withdrawn, and asks for what is missing. `all`: asks anew for everything; `due`: does nothing before ten minutes are over.
 */
function refresh(what: 'all' | 'missing' | 'due'): Promise<void> {
  // One after the other, so that an older list never undoes a newer one.
  refreshing = refreshing.then(() => refreshNow(what)).catch(() => undefined)
  return refreshing
}

let refreshing = Promise.resolve()

async function refreshNow(what: 'all' | 'missing' | 'due'): Promise<void> {
  const stamp = await caches.match('/offline/refreshed')
  const isDue = stamp === undefined || Date.now() - Number(await stamp.text()) >= refreshMs
  if (what === 'due' && !isDue) return
  const cache = await caches.open(pageCache)
  // The page that was open before this worker was there is kept too.
  const open = await worker.clients.matchAll({ includeUncontrolled: true })
  const visited = [...open, ...(await fronts(cache))].map(({ url }) => new URL(url)).filter(isFront)
  const query = [...new Set(visited.map(({ pathname }) => `front=${pathname.slice(1)}`))].join('&')
  const answer = await fetch(`/offline/list?${query}`, { cache: 'no-store' }).catch(() => null)
  if (answer?.status !== 200) return
  const notes = await caches.open(queueCache)
  // The page for being offline shows it.
  await notes.put('/offline/list', answer.clone())
  const { pages } = (await answer.json()) as Listed
  const wanted = new Set(pages.map(({ path }) => new URL(path, location.origin).href))
  const have = new Set((await cache.keys()).map((request) => request.url))
  for (const url of have) if (!wanted.has(url) && !isFront(new URL(url))) await cache.delete(url, { ignoreVary: true })
  const isWhole = what === 'all' || isDue
  for (const url of wanted) {
    if (!isWhole && have.has(url)) continue
    const page = await fetch(url, { cache: 'no-cache' }).catch(() => null)
    if (page === null) return
    if (page.status === 200 && !page.redirected) await cache.put(url, page)
    else if (page.status < 500) await cache.delete(url, { ignoreVary: true })
  }
  if (isWhole) await notes.put('/offline/refreshed', new Response(String(Date.now())))
}

async function sendOrQueue(event: FetchEvent, path: string): Promise<Response> {
  const copy = event.request.clone()
  try {
    const response = await fetch(event.request)
    event.waitUntil(refresh('missing'))
    return response
  } catch {
    const queue = await caches.open(queueCache)
    const name = `/offline/queue/${String(Date.now()).padStart(16, '0')}?to=${path}`
    await queue.put(name, new Response(await copy.text()))
    await worker.registration.sync?.register('queue').catch(() => undefined)
    // An answer without a type would be read as XML, whose complaint has a style of its own.
    if (event.request.mode !== 'navigate')
      return new Response('', { status: 202, headers: { 'Content-Type': 'text/html' } })
    return (await caches.match(kept, { ignoreVary: true })) ?? Response.error()
  }
}

let sending: Promise<void> | null = null

/** What waits is sent in its order, each once: what the server has answered is taken out, whatever the answer. */
function sendQueue(): Promise<void> {
  sending ??= sendAll().finally(() => (sending = null))
  return sending
}

async function sendAll(): Promise<void> {
  const queue = await caches.open(queueCache)
  const waiting = (await queue.keys()).filter((request) => request.url.includes('/offline/queue/'))
  for (const request of waiting.toSorted((a, b) => (a.url < b.url ? -1 : 1))) {
    const to = new URL(request.url).searchParams.get('to') ?? ''
    const body = await (await queue.match(request))?.text()
    const answer = await fetch(to, {
      method: 'POST',
      body: new URLSearchParams(body ?? ''),
      redirect: 'manual',
    }).catch(() => null)
    if (answer === null) return
    await queue.delete(request)
  }
  if (waiting.length > 0) await refresh('missing')
}
