// How much of a piece is shown when nobody has said anything: by the publisher's country, as data with its reasons.
import type { CountryCode } from '../model/index.ts'

/**
 * Counsel sets these numbers for an operator; they are this project's cautious reading and no legal advice.
 * `europe`: Directive (EU) 2019/790, Article 15, gives press publishers a right against online uses beyond "individual words
 * or very short extracts", without a number; one short sentence or two is what we take to be safe, and no picture.
 * `elsewhere`: quotation, fair use and fair dealing leave room for a paragraph beside a link to the original.
 */
const countryDefaults = {
  europe: { maxExcerptChars: 150, mayImage: false, reason: 'EU press publishers’ right' },
  unknown: { maxExcerptChars: 150, mayImage: false, reason: 'country not known, so the strictest default' },
  elsewhere: { maxExcerptChars: 400, mayImage: true, reason: 'quotation beside a link' },
} as const

/** Characters in any list or feed, whatever the country. */
export const maxListChars = 150

/** Members of the European Union, then the rest of the European Economic Area (Annex XVII of its agreement). */
const europe: ReadonlySet<CountryCode> = new Set(
  'at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk is li no'.split(' '),
)

export type CountryDefault = {
  readonly maxExcerptChars: number
  readonly mayImage: boolean
  readonly reason: string
  readonly country: string
}

/** The default for a country, with the country's English name for the ledger. Anything but two letters is unknown. */
export function defaultFor(country: CountryCode | null): CountryDefault {
  const code = country?.trim().toLowerCase() ?? ''
  if (!/^[a-z]{2}$/.test(code) || code === 'zz' || code === 'xx')
    return { ...countryDefaults.unknown, country: 'an unknown country' }
  if (code === 'eu') return { ...countryDefaults.europe, country: 'the European Union' }
  const name = nameOf(code)
  return { ...(europe.has(code) ? countryDefaults.europe : countryDefaults.elsewhere), country: name }
}

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })
/** Looked up once a country: asking Intl costs more than the rest of the decision. */
const known = new Map<string, string>()

function nameOf(code: string): string {
  let name = known.get(code)
  if (name === undefined) known.set(code, (name = names.of(code.toUpperCase()) ?? code))
  return name
}
