// Which country codes and language tags exist, by the runtime's own Unicode data.

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

/** Regions that CLDR names but ISO 3166-1 does not assign to a country: groupings, outlying islands, tests. */
const notCountries = new Set(['ac', 'cp', 'cq', 'dg', 'ea', 'eu', 'ez', 'ic', 'qo', 'ta', 'un', 'xa', 'xb', 'xk', 'zz'])

/** True for an ISO 3166-1 alpha-2 code in use, in lower case. `uk` and `eu` are none; the United Kingdom is `gb`. */
export function isCountryCode(text: string): boolean {
  if (!/^[a-z]{2}$/.test(text) || notCountries.has(text)) return false
  const code = text.toUpperCase()
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}` && regionNames.of(code) !== undefined
}

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

/** True for a BCP 47 tag in canonical case whose language the runtime can name: `fr`, `pt-BR`, `zh-Hant`. */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text)[0] === text && languageNames.of(text.split('-')[0] ?? '') !== undefined
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
