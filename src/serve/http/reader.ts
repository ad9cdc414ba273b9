// What a reader has chosen, without an account: kept in signed first-party cookies and nowhere else. None is set until
// the reader asks for something that needs it, and each holds ids alone.
import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import type { ColumnId, ColumnistId, CountryCode, PublisherId } from '../../model/index.ts'
import { noteOf } from './page-note.ts'

/** Every cookie that a page may depend on: one that is not named here would be blind to the page cache. */
export const cookieNames = ['follows', 'saved', 'read', 'device', 'edition', 'look', 'language', 'filters'] as const

const names: ReadonlySet<string> = new Set(cookieNames)
const none: ReadonlySet<string> = new Set()

/** Cookies of ours in the request; strangers' cookies change no page. */
export function ownCookies(c: Context): ReadonlySet<string> {
  const header = c.req.header('Cookie')
  if (header === undefined) return none
  const all = header.split(';').map((pair) => pair.slice(0, Math.max(0, pair.indexOf('='))).trim())
  return new Set(all.filter((name) => names.has(name)))
}

type SavedColumn = { readonly publisherId: PublisherId; readonly id: ColumnId }

export type Reader = {
  readonly columnists: readonly ColumnistId[]
  readonly publishers: readonly PublisherId[]
  /** Last saved first. */
  readonly saved: readonly SavedColumn[]
  /** Columns marked as read, last marked first. */
  readonly read: readonly ColumnId[]
  /** The front page this reader wants at `/`; `world` is one. */
  readonly edition: CountryCode | null
}

/** So that a cookie stays far below the 4,096 bytes that browsers keep. */
export const maxFollows = 300
export const maxSaved = 250
/** The oldest marks are forgotten beyond it. */
export const maxRead = 400

/** Someone of whom nothing is known. */
export const nobody: Reader = { columnists: [], publishers: [], saved: [], read: [], edition: null }

export type ReaderCookies = {
  readonly read: (c: Context) => Promise<Reader>
  readonly keepFollows: (c: Context, reader: Pick<Reader, 'columnists' | 'publishers'>) => Promise<void>
  readonly keepSaved: (c: Context, saved: readonly SavedColumn[]) => Promise<void>
  readonly keepRead: (c: Context, read: readonly ColumnId[]) => Promise<void>
  readonly keepEdition: (c: Context, edition: CountryCode | null) => void
  /** A random word that stands for this device, made when a reader first likes a column; null before that. */
  readonly findDevice: (c: Context) => Promise<string | null>
  readonly makeDevice: (c: Context) => Promise<string>
}

const year = 365 * 24 * 3600

/** `https` decides whether cookies are marked Secure; `secret` signs them. */
export function readerCookies(secret: string, https: boolean): ReaderCookies {
  const options: CookieOptions = { path: '/', httpOnly: true, sameSite: 'Lax', secure: https, maxAge: year }
  const signed = async (c: Context, name: string): Promise<string> => (await getSignedCookie(c, secret, name)) || ''
  const keep = async (c: Context, name: string, value: string): Promise<void> => {
    if (value === '') deleteCookie(c, name, { path: '/', secure: https })
    else await setSignedCookie(c, name, value, secret, options)
  }
  return {
    async read(c) {
      const [columnists = '', publishers = ''] = (await signed(c, 'follows')).split('~')
      const saved = (await signed(c, 'saved')).split('.').flatMap((pair) => {
        const [id, publisherId] = pair.split('-').map(idOf)
        return id && publisherId ? [{ id: id as ColumnId, publisherId: publisherId as PublisherId }] : []
      })
      const read = idsOf(await signed(c, 'read')) as ColumnId[]
      return noting(c, {
        columnists: idsOf(columnists) as ColumnistId[],
        publishers: idsOf(publishers) as PublisherId[],
        saved,
        read,
        edition: editionOf(getCookie(c, 'edition')),
      })
    },
    async keepFollows(c, { columnists, publishers }) {
      const none = columnists.length + publishers.length === 0
      await keep(c, 'follows', none ? '' : `${textOf(columnists)}~${textOf(publishers)}`)
    },
    async keepSaved(c, saved) {
      await keep(c, 'saved', saved.map((one) => `${one.id.toString(36)}-${one.publisherId.toString(36)}`).join('.'))
    },
    async keepRead(c, read) {
      await keep(c, 'read', textOf(read.slice(0, maxRead)))
    },
    keepEdition(c, edition) {
      if (edition === null) deleteCookie(c, 'edition', { path: '/', secure: https })
      else setCookie(c, 'edition', edition, options)
    },
    async findDevice(c) {
      noteOf(c).consulted.add('device')
      return (await signed(c, 'device')) || null
    },
    async makeDevice(c) {
      const device = randomBytes(16).toString('base64url')
      await keep(c, 'device', device)
      return device
    },
  }
}

/** The reader, who tells the page's note which of their cookies was looked at. */
function noting(c: Context, reader: Reader): Reader {
  const { consulted } = noteOf(c)
  const from = <K extends keyof Reader>(cookie: (typeof cookieNames)[number], key: K): Reader[K] => {
    consulted.add(cookie)
    return reader[key]
  }
  return {
    get columnists() {
      return from('follows', 'columnists')
    },
    get publishers() {
      return from('follows', 'publishers')
    },
    get saved() {
      return from('saved', 'saved')
    },
    get read() {
      return from('read', 'read')
    },
    get edition() {
      return from('edition', 'edition')
    },
  }
}

function editionOf(text: string | undefined): CountryCode | null {
  return text !== undefined && /^([a-z]{2}|world)$/.test(text) ? text : null
}

function textOf(ids: readonly number[]): string {
  return ids.map((id) => id.toString(36)).join('.')
}

function idsOf(text: string): number[] {
  return text.split('.').flatMap((one) => idOf(one) ?? [])
}

/** A positive whole number written in base 36, or null. */
function idOf(text: string): number | null {
  if (!/^[0-9a-z]{1,10}$/.test(text)) return null
  const id = Number.parseInt(text, 36)
  return Number.isSafeInteger(id) && id > 0 ? id : null
}
