// In which language a page speaks: the reader's choice, else what the browser asks for, else the edition's language, else
// English. Chosen once a request; whatever says a word to the reader asks here.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { parseAccept } from 'hono/utils/accept'
import type { CountryCode } from '../../model/index.ts'

export type InterfaceLanguage = {
  /** BCP 47, as in `<html lang>`. */
  readonly tag: string
  /** For Intl: dates, numbers and order as this language's newspapers write them. */
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  /** Its name in itself. */
  readonly name: string
}

/** English with day before month, as readers from everywhere expect; Arabic with the digits its papers use on the web. */
export const interfaceLanguages = {
  ar: { tag: 'ar', locale: 'ar-u-nu-latn', dir: 'rtl', name: 'العربية' },
  de: { tag: 'de', locale: 'de', dir: 'ltr', name: 'Deutsch' },
  en: { tag: 'en', locale: 'en-GB', dir: 'ltr', name: 'English' },
  es: { tag: 'es', locale: 'es', dir: 'ltr', name: 'Español' },
  fr: { tag: 'fr', locale: 'fr', dir: 'ltr', name: 'Français' },
  he: { tag: 'he', locale: 'he', dir: 'rtl', name: 'עברית' },
  hi: { tag: 'hi', locale: 'hi', dir: 'ltr', name: 'हिन्दी' },
  ja: { tag: 'ja', locale: 'ja', dir: 'ltr', name: '日本語' },
  pt: { tag: 'pt', locale: 'pt', dir: 'ltr', name: 'Português' },
  ru: { tag: 'ru', locale: 'ru', dir: 'ltr', name: 'Русский' },
  tr: { tag: 'tr', locale: 'tr', dir: 'ltr', name: 'Türkçe' },
  uk: { tag: 'uk', locale: 'uk', dir: 'ltr', name: 'Українська' },
} as const satisfies Readonly<Record<string, InterfaceLanguage>>

export type LanguageCode = keyof typeof interfaceLanguages

/** Of every answer that `interfaceLanguage` has a say in. */
export const languageVary = 'Accept-Language, Cookie'

const spoken = new AsyncLocalStorage<InterfaceLanguage>()

/** The language of the request at hand; English outside of any. */
export function spokenLanguage(): InterfaceLanguage {
  return spoken.getStore() ?? interfaceLanguages.en
}

export function speak<T>(language: InterfaceLanguage, work: () => T): T {
  return spoken.run(language, work)
}

/** Everything behind it is said in the reader's language, or in the one that whoever asks has begun to speak. */
export function speakToReaders(): MiddlewareHandler {
  return (c, next) => (spoken.getStore() === undefined ? speak(interfaceLanguages[interfaceLanguage(c)], next) : next())
}

/** The language this request is answered in: a part of the key of every cached page. Asks nothing of the archive. */
export function interfaceLanguage(c: Context): LanguageCode {
  return chooseLanguage({
    chosen: getCookie(c, cookie),
    accepted: c.req.header('Accept-Language'),
    edition: editionInPath(c.req.path) ?? getCookie(c, 'edition'),
  })
}

/** Of `/tr`, `/tr.rss`, `/tr/archive?…`; any two letters count. */
export function editionInPath(path: string): CountryCode | undefined {
  return /^\/([a-z]{2})(?=[/.?]|$)/.exec(path)?.[1]
}

type Signs = { chosen: string | undefined; accepted: string | undefined; edition: CountryCode | undefined }

/** Source: RFC 9110 §12.5.4 (Accept-Language); CLDR's likely languages of a region, by Intl. */
export function chooseLanguage({ chosen, accepted, edition }: Signs): LanguageCode {
  if (isLanguageCode(chosen)) return chosen
  const wishes = accepted === undefined ? [] : parseAccept(accepted.slice(0, 500))
  for (const { type, q } of wishes.toSorted((a, b) => b.q - a.q).slice(0, 20)) {
    const code = codeOf(type)
    if (q > 0 && code !== null) return code
  }
  return (edition !== undefined && /^[a-z]{2}$/.test(edition) ? codeOf(languageOfRegion(edition)) : null) ?? 'en'
}

/** The reader's own choice; null when they have made none. */
export function keptLanguage(c: Context): LanguageCode | null {
  const chosen = getCookie(c, cookie)
  return isLanguageCode(chosen) ? chosen : null
}

/** Remembers the reader's choice; null forgets it. */
export function keepLanguage(c: Context, code: LanguageCode | null, https: boolean): void {
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', secure: https } as const
  if (code === null) deleteCookie(c, cookie, options)
  else setCookie(c, cookie, code, { ...options, maxAge: 365 * 24 * 3600 })
}

export function isLanguageCode(text: string | undefined): text is LanguageCode {
  return text !== undefined && Object.hasOwn(interfaceLanguages, text)
}

const cookie = 'language'

/** `pt-BR` → `pt`; Java's old `iw` is Hebrew. Null for a language we do not speak. */
function codeOf(tag: string): LanguageCode | null {
  const [language = ''] = tag.toLowerCase().split('-')
  const code = language === 'iw' ? 'he' : language
  return isLanguageCode(code) ? code : null
}

function languageOfRegion(region: string): string {
  return new Intl.Locale(`und-${region}`).maximize().language ?? ''
}
