// Which way a language is written. Lists, cards and excerpts ask here.
import type { Direction, LanguageTag } from '../model/index.ts'

/** Scripts written from right to left. Source: Unicode Standard Annex #9 and CLDR scriptMetadata. */
const rtlScripts = new Set('adlm arab aran armi avst chrs cprt elym garay hatr hebr hung khar lydi mand mani mend merc mero narb nbat nkoo orkh ougr palm phli phlp phnx prti rohg samr sarb sogd sogo syrc syre syrj syrn thaa yezi'.split(' ')) // prettier-ignore

/** Languages whose usual script is one of those. Azerbaijani, Punjabi, Kashmiri and the like need their script or region. */
const rtlLanguages = new Set('ar aeb ajp apc apd acm acq acw acx arq ars ary arz ayl arc azb bal bgn bqi brh ckb dv fa glk ha-arab haz he hnd hno iw jpr jrb khw ks kvx lki lrc luz man-nkoo mzn nqo oru pbt pbu pes prs ps rhg rmt sd sdh skr syc syr ug ur uzs yi ydd yih'.split(' ')) // prettier-ignore

/** Regions in which a language is written in Arabic script although elsewhere it is not. */
const rtlInRegion: Readonly<Record<string, readonly string[]>> = {
  az: ['ir', 'iq'],
  pa: ['pk'],
  ku: ['iq', 'ir'],
  kk: ['cn', 'ir', 'af'],
  ky: ['cn'],
  tg: ['af'],
  tk: ['ir', 'af'],
  uz: ['af'],
  mn: [],
  ms: [],
}

/** `rtl` for Hebrew, Arabic, Persian, Urdu, Yiddish, Pashto, Sorani, Sindhi, Uyghur, Dhivehi …, a script subtag deciding first. */
export function directionOf(lang: LanguageTag | null): Direction {
  if (lang === null) return 'ltr'
  const [language = '', ...rest] = lang.toLowerCase().split(/[-_]/)
  const script = rest.find((part) => part.length === 4 && /^[a-z]+$/.test(part))
  if (script !== undefined) return rtlScripts.has(script) ? 'rtl' : 'ltr'
  if (rtlLanguages.has(language)) return 'rtl'
  const region = rest.find((part) => part.length === 2)
  return region !== undefined && rtlInRegion[language]?.includes(region) ? 'rtl' : 'ltr'
}
