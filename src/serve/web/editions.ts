// What the pages of an edition share: which there are, what belongs to one, and when its pages change.
import type { EditionChoice, PageTopic } from '../../archive/index.ts'
import type { CountryCode, LanguageTag } from '../../model/index.ts'
import { notFound } from '../http/problem.ts'
import { isCountry } from './format.ts'

/** In an address of Hono: the world, or a country's two letters. */
export const editionPattern = '/:edition{(?:world|[a-z][a-z])}'

/** Of the archive's lists: the edition's columns alone, or everybody's. */
export function inEdition(edition: CountryCode): { readonly country?: CountryCode } {
  return edition === 'world' ? {} : { country: edition }
}

/** Whose filings change the edition's pages. */
export function topicOf(edition: CountryCode): PageTopic {
  return edition === 'world' ? 'filing' : `country:${edition}`
}

/** The edition if it has columns, `null` for the world or a real country without any; what is no country is not found. */
export function requireEdition(editions: readonly EditionChoice[], edition: CountryCode): EditionChoice | null {
  if (edition === 'world') return null
  const known = editions.find((one) => one.id === edition)
  if (known === undefined && !isCountry(edition)) throw notFound()
  return known ?? null
}

/** In which its publishers write. */
export function languagesOf(editions: readonly EditionChoice[], edition: CountryCode): LanguageTag[] {
  const chosen = edition === 'world' ? editions : editions.filter((one) => one.id === edition)
  return [...new Set(chosen.flatMap((one) => one.languages))]
}
