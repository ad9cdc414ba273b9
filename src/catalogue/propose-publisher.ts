// `colonnade add URL`, before anything is followed: what a page lets us suppose about who publishes it. The operator
// sees it and may say otherwise.
import { getDomainWithoutSuffix, getPublicSuffix } from 'tldts'
import { slugify } from '../base/index.ts'
import type { CountryCode, LanguageTag } from '../model/index.ts'
import { isCountryCode, isLanguageTag } from './codes.ts'

type ProposedPublisher = {
  readonly name: string
  readonly slug: string
  /** The root of the host that answered; the path too when a host carries many writers, as `/@name` does. */
  readonly home: string
  /** From the domain's ending; null when the ending belongs to no country or is used by everyone. */
  readonly country: CountryCode | null
  readonly languages: readonly LanguageTag[]
}

/** Country endings that are sold to the whole world. */
const soldEverywhere = new Set([
  'ac',
  'ai',
  'cc',
  'cd',
  'co',
  'fm',
  'gg',
  'im',
  'io',
  'la',
  'ly',
  'me',
  'sh',
  'st',
  'to',
  'tv',
  'vc',
  'ws',
])

/** `siteName` is what the page calls its publisher (og:site_name, JSON-LD), `feedTitle` what its feed calls itself. */
export function proposePublisher(page: {
  readonly url: string
  readonly siteName: string | null
  readonly feedTitle: string | null
  readonly lang: LanguageTag | null
}): ProposedPublisher {
  const url = new URL(page.url)
  const name = page.siteName?.trim() || page.feedTitle?.trim() || url.hostname.replace(/^www\./, '')
  const writersPlace = /^\/@[^/]+/.exec(url.pathname)?.[0]
  const slug = slugify(name) || slugify(getDomainWithoutSuffix(url.hostname) ?? url.hostname)
  return {
    name,
    slug,
    home: url.origin + (writersPlace ?? '/'),
    country: countryOfHost(url.hostname),
    languages: page.lang !== null && isLanguageTag(page.lang) ? [page.lang] : [],
  }
}

function countryOfHost(hostname: string): CountryCode | null {
  const ending = getPublicSuffix(hostname)?.split('.').at(-1) ?? ''
  if (ending === 'uk') return 'gb'
  return isCountryCode(ending) && !soldEverywhere.has(ending) ? ending : null
}
