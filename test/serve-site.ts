// The reading site over a seeded archive, for tests that ask it without a socket.
import { after, before } from 'node:test'
import type { Hono } from 'hono'
import { parseDocument } from 'htmlparser2'
import { selectAll } from 'css-select'
import { textContent } from 'domutils'
import type { AnyNode, Element } from 'domhandler'
import type { Db } from '../src/archive/index.ts'
import { createTestDatabase, type TestDatabase } from '../src/archive/test-database.ts'
import { createApp } from '../src/serve/index.ts'
import { seedArchive, seedNow, type Seed } from './serve-seed.ts'

export const publicUrl = 'https://columns.example'
export const browser = 'Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0'

export type Site = {
  readonly app: Hono
  readonly db: Db
  readonly seed: Seed
  /** What was logged as an error. */
  readonly errors: unknown[]
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Response>
  page(path: string, headers?: Record<string, string>): Promise<Page>
}

export type Page = {
  readonly status: number
  readonly html: string
  all(selector: string): Element[]
  text(selector: string): string
  texts(selector: string): string[]
  attribute(selector: string, name: string): string | undefined
}

/** Call at the beginning of a `describe`: the site is there in each of its tests and gone after the last. */
export function useSite(options: { now?: () => Date; contact?: string } = {}): Site {
  let database: TestDatabase
  const site = {
    errors: [] as unknown[],
    get: (path: string, headers: Record<string, string> = {}) =>
      Promise.resolve(site.app.request(`${publicUrl}${path}`, { headers: { 'Accept-Language': 'en', ...headers } })),
    post: (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
      Promise.resolve(
        site.app.request(`${publicUrl}${path}`, {
          method: 'POST',
          body: new URLSearchParams(form).toString(),
          headers: {
            'Content-Type': 'application/x-www-form-urlencoded',
            Origin: publicUrl,
            'Accept-Language': 'en',
            ...headers,
          },
        }),
      ),
    page: async (path: string, headers?: Record<string, string>) => readPage(await site.get(path, headers)),
  } as { -readonly [K in keyof Site]: Site[K] }
  before(async () => {
    database = await createTestDatabase()
    site.db = database.db
    site.seed = await seedArchive(database.db)
    site.app = createApp({
      db: database.db,
      publicUrl,
      version: '1.2.3',
      secret: 'a secret of the tests, long enough',
      contact: options.contact ?? 'desk@columns.example',
      now: options.now ?? (() => seedNow),
      log: { error: (...args: unknown[]) => void site.errors.push(args) },
      editionsMs: 0,
    })
  })
  after(() => database.drop())
  return site
}

export async function readPage(response: Response): Promise<Page> {
  const html = await response.text()
  const tree = parseDocument(html)
  const all = (selector: string): Element[] => selectAll<AnyNode, Element>(selector, tree)
  const texts = (selector: string): string[] =>
    all(selector).map((element) => textContent(element).replace(/\s+/g, ' ').trim())
  return {
    status: response.status,
    html,
    all,
    texts,
    text: (selector) => texts(selector)[0] ?? '',
    attribute: (selector, name) => all(selector)[0]?.attribs[name],
  }
}

/** What a browser would send back after these answers. */
export function cookiesOf(...responses: Response[]): { Cookie: string } {
  const jar = new Map<string, string>()
  for (const response of responses) {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      if (/max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
  }
  return { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }
}
