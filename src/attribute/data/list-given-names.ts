// The libraries' lists of given names and of places, which take seventy megabytes to read and come to less than one: read
// apart, once.
import { allLocales } from '@faker-js/faker'
import german from 'gender-detection-from-name/names/de.js'
import english from 'gender-detection-from-name/names/en.js'
import spanish from 'gender-detection-from-name/names/es.js'
import french from 'gender-detection-from-name/names/fr.js'
import italian from 'gender-detection-from-name/names/it.js'
import turkish from 'gender-detection-from-name/names/tr.js'
import { foldName } from '../../base/index.ts'

/** Every name folded (no accents, lower case), a line each; then every place whose name has several words. */
export function make(): string {
  const found = new Set<string>()
  for (const name of listedNames()) {
    for (const word of foldName(name).split(/[\s-]+/)) {
      if (readScripts.test(word) && (word.length > 2 || twoLetterNames.has(word) || !/^[a-z]/.test(word)))
        found.add(word)
    }
  }
  for (const place of listedPlaces()) if (/[ -]/.test(place)) found.add(foldName(place))
  return [...found].join('\n')
}

/** Vietnamese given names are syllables of other languages, and Esperanto ends half of Europe's in -o. */
const leftOut: ReadonlySet<string> = new Set(['vi', 'eo'])

/** Scripts without letter case are read otherwise (names-uncased.ts), Hebrew, Arabic and Georgian apart. */
const readScripts =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Georgian}\p{Script=Armenian}'’]{2,}$/u

/** Initials and articles have two letters; a few true names do as well. */
const twoLetterNames: ReadonlySet<string> = new Set(['al', 'bo', 'cy', 'ed', 'jo', 'li', 'ty', 'bu', 'lu', 'ian'])

function* listedNames(): Generator<string> {
  for (const [code, locale] of Object.entries(allLocales)) {
    if (leftOut.has(code)) continue
    for (const list of Object.values(locale.person?.first_name ?? {})) if (Array.isArray(list)) yield* list
  }
  for (const list of [german, english, spanish, french, italian, turkish]) yield* list.keys()
}

/** Languages in whose papers a country or a city may stand beside a name. */
const tongues =
  'en es fr de it pt nl sv da nb fi pl cs sk hu ro bg el ru uk sr hr sl tr ca id ms vi et lv lt af sw sq is'.split(' ')

/** Countries as the platform names them, cities of the world's clocks, and the library's cities and provinces. */
function* listedPlaces(): Generator<string> {
  for (const zone of Intl.supportedValuesOf('timeZone')) yield (zone.split('/').at(-1) ?? '').replaceAll('_', ' ')
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  for (const tongue of tongues) {
    const regions = new Intl.DisplayNames([tongue], { type: 'region', fallback: 'none' })
    for (const first of letters) for (const second of letters) yield regions.of(first + second) ?? ''
  }
  for (const { location } of Object.values(allLocales))
    for (const list of [location?.city_name, location?.state, location?.county])
      for (const place of list ?? []) if (typeof place === 'string') yield place
}
