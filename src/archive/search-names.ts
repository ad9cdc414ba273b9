// Countries and languages by what readers call them: `fr`, `France`, `français`. Names are those of Unicode CLDR, by Intl.
import { foldLetters } from '../base/index.ts'
import type { CountryCode, LanguageTag } from '../model/index.ts'

/** What people write that is neither code nor name. */
const otherCountries: readonly (readonly [string, CountryCode])[] = [
  ['uk', 'gb'],
  ['england', 'gb'],
  ['usa', 'us'],
  ['america', 'us'],
  ['korea', 'kr'],
  ['turkey', 'tr'],
]

let countries: ReadonlyMap<string, CountryCode> | null = null
let languages: ReadonlyMap<string, LanguageTag> | null = null

/** The country of that code or English name. */
export function countryCalled(name: string): CountryCode | undefined {
  countries ??= new Map([
    ...twoLetters().flatMap((code) => {
      const called = nameOf('region', 'en', code.toUpperCase())
      // Withdrawn codes have the name of what took their place.
      return called === null || new Intl.Locale(`und-${code}`).region !== code.toUpperCase()
        ? []
        : [[foldLetters(called), code] as const, [code, code] as const]
    }),
    ...otherCountries,
  ])
  return countries.get(foldLetters(name))
}

/** The language of that code, its English name, or its name in itself; a code keeps its region: `pt-BR`. */
export function languageCalled(name: string): LanguageTag | undefined {
  languages ??= new Map(
    twoLetters().flatMap((code) =>
      ['en', code].flatMap((inLanguage) => {
        const called = nameOf('language', inLanguage, code)
        return called === null ? [] : [[foldLetters(called), code] as const, [code, code] as const]
      }),
    ),
  )
  const known = languages.get(foldLetters(name))
  if (known !== undefined) return known
  const tag = /^([a-z]{2})-([a-z]{2}|[a-z]{4})$/i.exec(name)
  if (tag === null || !languages.has(tag[1]!.toLowerCase())) return undefined
  return Intl.getCanonicalLocales(name)[0]
}

function twoLetters(): string[] {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('')
  return letters.flatMap((first) => letters.map((second) => first + second))
}

/** Null when CLDR has no name for the code. */
function nameOf(type: 'region' | 'language', inLanguage: string, code: string): string | null {
  const name = new Intl.DisplayNames([inLanguage, 'en'], { type, fallback: 'none' }).of(code)
  return name === undefined || name.toLowerCase() === code.toLowerCase() ? null : name
}
