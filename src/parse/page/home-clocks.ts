// Which clock a publisher lives by when a page tells instants in UTC only: the zone its data name, else that of its country.
import type { PageDom } from './page-dom.ts'

const zoneNeedle = 'imezone'
const namedZone =
  /imezone\w{0,8}\\?["']?\s*[:=]\s*(?:\{[^}]{0,60})?\\?["']((?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[\w/+-]{3,40})\\?["']/
const maxNeedles = 20

/** The one IANA zone that the page's data name, such as `"timezone":"America/New_York"`; null for none and for several. */
export function zoneInData({ html }: PageDom): string | null {
  let zone: string | null = null
  let seen = 0
  for (let at = html.indexOf(zoneNeedle); at >= 0 && ++seen <= maxNeedles; at = html.indexOf(zoneNeedle, at + 7)) {
    const named = namedZone.exec(html.slice(at, at + 160))?.[1]
    if (named === undefined) continue
    if (zone !== null && zone !== named) return null
    zone = named
  }
  return zone
}

/** Zones in which a country's papers are made, outermost ones where there are several; by ISO 3166 code in lower case. */
const zonesOfCountry: Readonly<Record<string, string>> = {
  ae: 'Asia/Dubai', al: 'Europe/Tirane', am: 'Asia/Yerevan', ar: 'America/Argentina/Buenos_Aires', at: 'Europe/Vienna',
  au: 'Australia/Sydney Australia/Perth', az: 'Asia/Baku', ba: 'Europe/Sarajevo', bd: 'Asia/Dhaka', be: 'Europe/Brussels', bg: 'Europe/Sofia',
  bo: 'America/La_Paz', br: 'America/Sao_Paulo America/Manaus', by: 'Europe/Minsk', ca: 'America/St_Johns America/Vancouver', ch: 'Europe/Zurich',
  cl: 'America/Santiago', co: 'America/Bogota', cn: 'Asia/Shanghai', cr: 'America/Costa_Rica', cu: 'America/Havana', cy: 'Asia/Nicosia', cz: 'Europe/Prague',
  de: 'Europe/Berlin', dk: 'Europe/Copenhagen', do: 'America/Santo_Domingo', dz: 'Africa/Algiers', ec: 'America/Guayaquil', ee: 'Europe/Tallinn',
  eg: 'Africa/Cairo', es: 'Europe/Madrid', fi: 'Europe/Helsinki', fr: 'Europe/Paris', ge: 'Asia/Tbilisi', gh: 'Africa/Accra', gr: 'Europe/Athens',
  gt: 'America/Guatemala', hk: 'Asia/Hong_Kong', hn: 'America/Tegucigalpa', hr: 'Europe/Zagreb', hu: 'Europe/Budapest',
  id: 'Asia/Jakarta Asia/Jayapura', ie: 'Europe/Dublin', il: 'Asia/Jerusalem', in: 'Asia/Kolkata', iq: 'Asia/Baghdad', ir: 'Asia/Tehran',
  is: 'Atlantic/Reykjavik', it: 'Europe/Rome', jm: 'America/Jamaica', jo: 'Asia/Amman', jp: 'Asia/Tokyo', ke: 'Africa/Nairobi', kr: 'Asia/Seoul',
  kw: 'Asia/Kuwait', kz: 'Asia/Almaty', lb: 'Asia/Beirut', lk: 'Asia/Colombo', lt: 'Europe/Vilnius', lu: 'Europe/Luxembourg', lv: 'Europe/Riga',
  ma: 'Africa/Casablanca', md: 'Europe/Chisinau', mk: 'Europe/Skopje', mt: 'Europe/Malta', mx: 'America/Cancun America/Tijuana',
  my: 'Asia/Kuala_Lumpur', na: 'Africa/Windhoek', ng: 'Africa/Lagos', ni: 'America/Managua', nl: 'Europe/Amsterdam', no: 'Europe/Oslo',
  np: 'Asia/Kathmandu', nz: 'Pacific/Auckland', pa: 'America/Panama', pe: 'America/Lima', ph: 'Asia/Manila', pk: 'Asia/Karachi',
  pl: 'Europe/Warsaw', pt: 'Europe/Lisbon', py: 'America/Asuncion', qa: 'Asia/Qatar', ro: 'Europe/Bucharest', rs: 'Europe/Belgrade',
  ru: 'Europe/Moscow Asia/Vladivostok', sa: 'Asia/Riyadh', se: 'Europe/Stockholm', sg: 'Asia/Singapore', si: 'Europe/Ljubljana',
  sk: 'Europe/Bratislava', sv: 'America/El_Salvador', th: 'Asia/Bangkok', tn: 'Africa/Tunis', tr: 'Europe/Istanbul', tw: 'Asia/Taipei',
  ua: 'Europe/Kyiv', ug: 'Africa/Kampala', uk: 'Europe/London', gb: 'Europe/London', us: 'America/New_York America/Los_Angeles',
  uy: 'America/Montevideo', uz: 'Asia/Tashkent', ve: 'America/Caracas', vn: 'Asia/Ho_Chi_Minh', za: 'Africa/Johannesburg', zm: 'Africa/Lusaka',
  zw: 'Africa/Harare',
} // prettier-ignore

/** Languages written in one country, or in countries that share a clock. */
const countryOfLanguage: Readonly<Record<string, string>> = {
  cs: 'cz', da: 'dk', de: 'de', el: 'gr', et: 'ee', fi: 'fi', he: 'il', hr: 'hr', hu: 'hu', is: 'is', it: 'it', ja: 'jp', ka: 'ge', ko: 'kr',
  lt: 'lt', lv: 'lv', nb: 'no', nl: 'nl', nn: 'no', no: 'no', pl: 'pl', sk: 'sk', sl: 'si', th: 'th', tr: 'tr', uk: 'ua', vi: 'vn',
} // prettier-ignore

/** Endings of countries that are sold to anyone. */
const borrowedEndings: ReadonlySet<string> = new Set(['am', 'co', 'is'])

/** What templates carry whoever uses them, and so says nothing of a country. */
const defaultLocale = /^en[-_]us$/i

/**
 * The zones of the country that the host's ending, the region of the page's language or its locale, or the language alone
 * stands for; none when the page speaks for no country.
 */
export function homeZones({ address, lang, metas }: PageDom): readonly string[] {
  const ending = address?.hostname.split('.').at(-1) ?? ''
  const locales = [lang ?? '', metas.get('og:locale')?.[0] ?? ''].filter((locale) => !defaultLocale.test(locale))
  const regions = locales.map((locale) => /[-_]([a-z]{2})$/i.exec(locale)?.[1]?.toLowerCase() ?? '')
  const languages = locales.map((locale) => countryOfLanguage[locale.slice(0, 2).toLowerCase()] ?? '')
  const country = [borrowedEndings.has(ending) ? '' : ending, ...regions, ...languages].find(
    (code) => zonesOfCountry[code] !== undefined,
  )
  return country === undefined ? [] : (zonesOfCountry[country] ?? '').split(' ')
}

const formats = new Map<string, Intl.DateTimeFormat | null>()
const maxFormats = 200

/** Minutes east of UTC of a zone's clock at an instant; null for a zone nobody knows. */
export function offsetIn(zone: string, at: Date): number | null {
  let format = formats.get(zone)
  if (format === undefined) {
    format = formatOf(zone)
    if (formats.size >= maxFormats) formats.clear()
    formats.set(zone, format)
  }
  const shown = format?.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value
  const found = shown === undefined ? null : /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(shown)
  if (found === null) return null
  return (found[1] === '-' ? -1 : 1) * (Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0))
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  } catch {
    // The runtime has no such zone: a RangeError is its way to say so.
    return null
  }
}
