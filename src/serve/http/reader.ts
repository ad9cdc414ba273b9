// What a reader has chosen, without an account: kept in signed first-party cookies and nowhere else. None is set until
// the reader asks for something that needs it, and each holds ids alone.
import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import type { ColumnId, ColumnistId, CountryCode, PublisherId } from '../../model/index.ts'

type SavedColumn = { readonly publisherId: PublisherId; readonly id: ColumnId }

export type Reader = {
  readonly columnists: readonly ColumnistId[]
  readonly publishers: readonly PublisherId[]
  /** Last saved first. */
  readonly saved: readonly SavedColumn[]
  /** The front page this reader wants at `/`; `world` is one. */
  readonly edition: CountryCode | null
}

/** So that a cookie stays far below the 4,096 bytes that browsers keep. */
export const maxFollows = 300
export const maxSaved = 250

export type ReaderCookies = {
  readonly read: (c: Context) => Promise<Reader>
  readonly keepFollows: (c: Context, reader: Pick<Reader, 'columnists' | 'publishers'>) => Promise<void>
  readonly keepSaved: (c: Context, saved: readonly SavedColumn[]) => Promise<void>
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
      return {
        columnists: idsOf(columnists) as ColumnistId[],
        publishers: idsOf(publishers) as PublisherId[],
        saved,
        edition: editionOf(getCookie(c, 'edition')),
      }
    },
    async keepFollows(c, { columnists, publishers }) {
      const none = columnists.length + publishers.length === 0
      await keep(c, 'follows', none ? '' : `${textOf(columnists)}~${textOf(publishers)}`)
    },
    async keepSaved(c, saved) {
      await keep(c, 'saved', saved.map((one) => `${one.id.toString(36)}-${one.publisherId.toString(36)}`).join('.'))
    },
    keepEdition(c, edition) {
      if (edition === null) deleteCookie(c, 'edition', { path: '/', secure: https })
      else setCookie(c, 'edition', edition, options)
    },
    async findDevice(c) {
      return (await signed(c, 'device')) || null
    },
    async makeDevice(c) {
      const device = randomBytes(16).toString('base64url')
      await keep(c, 'device', device)
      return device
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
