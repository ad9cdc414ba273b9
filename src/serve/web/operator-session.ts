// The operator's session: a random token in a signed cookie that is sent to the desk alone and lasts twelve hours. The archive
// keeps its hash, so that it can be closed everywhere at once.
import type { Context } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { closeDeskSession, deskSessionMs, isDeskSession, openDeskSession, type Db } from '../../archive/index.ts'

export type OperatorSession = {
  readonly isOpen: (c: Context, now: Date) => Promise<boolean>
  /** Uses a link's key up and sets the cookie; false when the key opens nothing. */
  readonly open: (c: Context, key: string, now: Date) => Promise<boolean>
  readonly close: (c: Context, now: Date) => Promise<void>
}

const name = 'desk'
const path = '/desk'

export function operatorSessions(db: Db, secret: string, https: boolean): OperatorSession {
  const options: CookieOptions = {
    path,
    httpOnly: true,
    sameSite: 'Strict',
    secure: https,
    maxAge: deskSessionMs / 1000,
  }
  const tokenOf = async (c: Context): Promise<string | null> => (await getSignedCookie(c, secret, name)) || null
  return {
    async isOpen(c, now) {
      const token = await tokenOf(c)
      return token !== null && isDeskSession(db, token, now)
    },
    async open(c, key, now) {
      const token = await openDeskSession(db, key, now)
      if (token === null) return false
      await setSignedCookie(c, name, token, secret, options)
      return true
    },
    async close(c, now) {
      const token = await tokenOf(c)
      if (token !== null) await closeDeskSession(db, token, now)
      deleteCookie(c, name, { path, secure: https })
    },
  }
}
