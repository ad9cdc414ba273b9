// A column's one address. Feeds, pages and readers' links all pass through here before an address is compared or kept.
import type { CanonicalUrl } from '../model/index.ts'

/** ASCII characters. Longer addresses do not fit a database index row and are never a column's. */
const maxUrlLength = 2000

/**
 * The absolute http(s) address of `url`, read against `base`, without credentials, fragment (a `#!` route is kept),
 * default port, session ids and tracking parameters. The remaining parameters keep their order and spelling. Scheme,
 * `www.`, AMP and mobile addresses stay as they are: only the publisher's rel=canonical may say that two are one.
 * Null for anything that is not http(s), has no host, or is longer than 2,000 characters. Idempotent.
 * Source: WHATWG URL.
 */
export function canonicalUrl(url: string, base?: string): CanonicalUrl | null {
  if (isPlainUrl(url)) {
    const query = url.indexOf('?')
    const short = query < 0 ? url : url.slice(0, query) + withoutTracking(url.slice(query))
    return short.length > maxUrlLength ? null : (short as CanonicalUrl)
  }
  const parsed = parseUrl(url, base)
  if (parsed === null) return null
  if (parsed.username !== '' || parsed.password !== '') {
    parsed.username = ''
    parsed.password = ''
  }
  if (parsed.href.includes('#') && !parsed.hash.startsWith('#!')) parsed.hash = ''
  if (parsed.href.includes('?')) {
    const kept = withoutTracking(parsed.search)
    if (kept === '' || kept !== parsed.search) parsed.search = kept
  }
  if (parsed.pathname.includes(';')) parsed.pathname = parsed.pathname.replace(sessionInPath, '')
  const { href } = parsed
  return href.length > maxUrlLength ? null : (href as CanonicalUrl)
}

/** The absolute http(s) address as written, fragment and parameters included; null when it is none we may follow. */
export function absoluteUrl(url: string, base?: string | null): string | null {
  if (isPlainUrl(url)) return url
  return parseUrl(url, base ?? undefined)?.href ?? null
}

/** An address that the URL Standard's parser gives back as it is: most are, and to know it costs a tenth of parsing one. */
export function isPlainUrl(url: string): boolean {
  return url.length <= maxUrlLength && plain.test(url)
}

/** Lower case, a host whose last part is no number, a port that is nobody's default, no dots at a segment's beginning, nothing to escape. */
const plain =
  /^https?:\/\/(?:(?!xn--)[a-z\d][a-z\d-]*\.)+(?!xn--)[a-z][a-z\d]*(?::[1-5]?[1-9]\d{3})?(?:\/(?:[\w~-][\w.~-]*)?)+(?:\?[\w.~&=%+-]+)?$/

function parseUrl(url: string, base: string | undefined): URL | null {
  const text = url.trim()
  if (text === '' || text.length > 8 * maxUrlLength) return null
  const parsed = URL.parse(text, base) ?? (base === undefined ? null : URL.parse(text))
  if (parsed === null || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return null
  return parsed.hostname === '' ? null : parsed
}

const sessionInPath = /;(?:jsessionid|phpsessid|sid)=[^/;]*/gi

/** The query with its question mark, or nothing. An untouched query keeps every character. */
function withoutTracking(search: string): string {
  if (search.length < 2 || search.length > 4 * maxUrlLength) return search.length < 2 ? '' : search
  const pairs = search.slice(1).split('&')
  const kept = pairs.filter((pair) => !isTracking(pair))
  if (kept.length === pairs.length) return search
  const rest = kept.join('&')
  return rest === '' ? '' : `?${rest}`
}

function isTracking(pair: string): boolean {
  const cut = pair.indexOf('=')
  const name = (cut < 0 ? pair : pair.slice(0, cut)).toLowerCase()
  if (trackingNames.has(name) || trackingPrefixes.test(name)) return true
  return cut >= 0 && referralNames.has(name) && referralValue.test(pair.slice(cut + 1))
}

/** Families of campaign parameters: Google Analytics, Matomo, Piwik, HubSpot, Vero, Adobe, AT Internet, Webtrekk … */
const trackingPrefixes =
  /^(?:utm|mtm|pk|piwik|matomo|hmb|otm|itm|ga|hsa|_hs|__hs|mc|wt|wt_z?mc|at|ns|vero|oly|fb_action|stm|trk|xtor|__cf_chl|pf_rd|dm_i|mkt)_[a-z0-9_]*$|^wt\.[a-z_]+$/

/** Parameters that only say how the reader came. */
const trackingNames = new Set(
  (
    'utm __hsfp __hssc __hstc os_ehash fbclid gclid gclsrc gbraid wbraid dclid msclkid yclid ysclid ymclid twclid ttclid li_fat_id igshid igsh ' +
    'rb_clickid srsltid _openstat _ga _gl _ke fb_ref fb_source fb_comment_id mkt_tok hsctatracking _hsenc _hsmi ' +
    'mc_cid mc_eid mc_tc ml_subscriber ml_subscriber_hash vero_conv vero_id wickedid oly_anon_id oly_enc_id s_cid ' +
    's_kwcid ef_id cmpid cmp_id campaign_id campaignid wtrid wt_mc wt_zmc wtmc zmc xtor xtref echobox spm gs_l __s ' +
    '__twitter_impression guccounter guce_referrer guce_referrer_sig tracking_source int_source int_medium ' +
    'int_campaign int_cmp intcmp intcid icid ncid ocid ito smid smtyp sr_share ref_src ref_url feature_share ' +
    'ns_mchannel ns_source ns_campaign ns_linkname ns_fee __source __tn__ __xts__ _branch_match_id ' +
    '_branch_referrer at_campaign at_medium trk trkcampaign mbid nr_email_referer cvid sfmc_id sfmc_sub ' +
    'share_source share_medium sharetype share_type sharedby utm-source utm-medium utm-campaign'
  ).split(' '),
)

/** Names that some sites use for content: taken off only when the value is plainly where the reader came from. */
const referralNames = new Set([
  'ref',
  'ref_',
  'referrer',
  'referer',
  'source',
  'src',
  'from',
  'via',
  'origin',
  'partner',
  'cmp',
  'cid',
  'share',
  'feature',
  'medium',
])
const referralValue =
  /^(?:rss(?:[-_.]|$).*|(?:rss-?)?feed|atom|twitter|twtr|tw|x|facebook|fb|instagram|linkedin|whatsapp|wa|telegram|tg|reddit|social(?:[-_].*)?|share(?:[-_].*)?|email|e?mail|newsletter(?:[-_].*)?|push|notification|google(?:news)?|flipboard|homepage|home|hp|nav|appshare|copy(?:link)?|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|info|io|news|co|uk|de|fr|es|it|eu|app))$/i
