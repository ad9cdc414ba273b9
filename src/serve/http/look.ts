// How a reader wants pages to look: kept in a cookie of few words, which is a part of the key of every cached page.
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

export const themes = ['auto', 'light', 'dark'] as const
export const faces = ['serif', 'sans'] as const
/** Steps of the text's size; 0 is the browser's own. */
export const sizes = [-1, 0, 1, 2, 3, 4] as const

export type Look = {
  readonly theme: (typeof themes)[number]
  readonly face: (typeof faces)[number]
  readonly size: (typeof sizes)[number]
  /** Leaves out pieces for subscribers alone. */
  readonly hidePaid: boolean
  /** Marks what was opened as read, and dims it in lists. */
  readonly dimRead: boolean
  /** Single letters act: j, k, o, s, ?, /. Source: WCAG 2.2, 2.1.4 asks that they can be turned off. */
  readonly keys: boolean
}

export const usualLook: Look = { theme: 'auto', face: 'serif', size: 0, hidePaid: false, dimRead: false, keys: true }

const lookCookie = 'look'

/** Anything that is no word of ours counts for nothing. */
export function lookOf(c: Context): Look {
  return parseLook(getCookie(c, lookCookie))
}

export function keepLook(c: Context, look: Look, https: boolean): void {
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', secure: https } as const
  const text = lookText(look)
  if (text === '') deleteCookie(c, lookCookie, options)
  else setCookie(c, lookCookie, text, { ...options, maxAge: 365 * 24 * 3600 })
}

/** From the cookie's words between full stops; whatever is missing or unknown is as usual. */
export function parseLook(text: string | undefined): Look {
  if (text === undefined || text === '') return usualLook
  const words = new Set(text.split('.').slice(0, 8))
  return {
    theme: themes.find((theme) => words.has(theme)) ?? usualLook.theme,
    face: faces.find((face) => words.has(face)) ?? usualLook.face,
    size: sizes.find((size) => words.has(`size${size}`)) ?? usualLook.size,
    hidePaid: words.has('unpaid'),
    dimRead: words.has('dim'),
    keys: !words.has('nokeys'),
  }
}

/** Only what is not usual, always in the same order: '' for the usual look. */
export function lookText(look: Look): string {
  return [
    look.theme === usualLook.theme ? '' : look.theme,
    look.face === usualLook.face ? '' : look.face,
    look.size === usualLook.size ? '' : `size${look.size}`,
    look.hidePaid ? 'unpaid' : '',
    look.dimRead ? 'dim' : '',
    look.keys ? '' : 'nokeys',
  ]
    .filter(Boolean)
    .join('.')
}
