// What one machine-readable wish does to our terms, and how that is said in plain words. The only place that knows names.
import type { Directive } from '../model/index.ts'

/** Bounds that a wish may set; absent ones are left alone. Nothing here ever widens anything. */
export type Bounds = {
  readonly maxChars?: number
  readonly list?: false
  readonly excerpt?: false
  readonly image?: false
  /** CSS pixels. */
  readonly maxImageWidth?: number
  readonly mine?: false
  readonly translate?: false
  readonly keepPage?: false
  readonly until?: Date
}
export type Effect = { readonly bounds: Bounds; readonly text: string }

/** CSS pixels. What a preview of "standard" size is to us; "large" is bounded by `largePicture` alone. */
const smallPicture = 320
export const largePicture = 640

const nothing = (text: string): Effect => ({ bounds: {}, text })

/** The effect of a wish, or null when it says nothing that concerns us (`index`, `follow`, `max-video-preview`). */
export function effectOf(directive: Directive, now: Date): Effect | null {
  switch (directive.source) {
    case 'robots-meta':
    case 'x-robots-tag':
      return robotsEffect(directive, now)
    case 'tdmrep':
      return tdmEffect(directive)
    case 'rsl':
      return rslEffect(directive)
    case 'content-usage':
    case 'content-signal':
      return usageEffect(directive)
    case 'feed':
      return feedEffect(directive, now)
    case 'robots.txt':
      return directive.name === 'disallow' ? nothing('The page itself was not read: robots.txt asks us not to') : null
    case 'operator':
      return directive.name === 'block'
        ? {
            bounds: { list: false, excerpt: false, image: false, mine: false },
            text: 'Not shown: blocked by the operator of this site',
          }
        : null
    case 'agreement':
    case 'access':
    case 'country':
      return null
  }
}

/** Source: Google Search Central, "Robots meta tag, data-nosnippet, and X-Robots-Tag specifications". */
function robotsEffect({ name, value }: Directive, now: Date): Effect | null {
  switch (name) {
    case 'noindex':
    case 'none':
      return { bounds: { list: false }, text: 'Not listed: the publisher asks not to be indexed' }
    case 'nosnippet':
      return { bounds: { excerpt: false }, text: 'Headline only: the publisher allows no extract' }
    case 'max-snippet':
      return snippetEffect(value)
    case 'max-image-preview':
      if (value?.toLowerCase() === 'none')
        return { bounds: { image: false }, text: 'No picture: the publisher allows no preview' }
      if (value?.toLowerCase() === 'standard')
        return {
          bounds: { maxImageWidth: smallPicture },
          text: 'Only a small picture: the publisher allows a preview of standard size',
        }
      return value?.toLowerCase() === 'large' ? null : nothing('Ignored: not a size of picture we know')
    case 'noimageindex':
      return { bounds: { image: false }, text: 'No picture: the publisher asks that its pictures are not indexed' }
    case 'noarchive':
    case 'nocache':
      return { bounds: { keepPage: false }, text: 'No copy of the page is kept and no archived copy is linked' }
    case 'notranslate':
      return { bounds: { translate: false }, text: 'Not translated: the publisher asks so' }
    case 'noai':
    case 'noimageai':
      return { bounds: { mine: false }, text: 'Not used for text and data mining' }
    case 'unavailable_after':
      return expiryEffect(value, now)
    default:
      return null
  }
}

function snippetEffect(value: string | null): Effect {
  const text = value?.trim() ?? ''
  if (!/^[+-]?\d{1,9}$/.test(text)) return nothing('Ignored: the number of characters could not be read')
  const chars = Number(text)
  if (chars === -1) return nothing('The publisher sets no limit of its own; the other rules stand')
  if (chars < 0) return nothing('Ignored: not a number of characters')
  if (chars === 0) return { bounds: { excerpt: false }, text: 'Headline only: the publisher allows no extract' }
  return { bounds: { maxChars: chars }, text: `At most ${chars} characters: the publisher’s own limit` }
}

function expiryEffect(value: string | null, now: Date): Effect {
  const time = Date.parse(value ?? '')
  if (Number.isNaN(time)) return nothing('Ignored: the date could not be read')
  const until = new Date(time)
  const day = until.toISOString().slice(0, 10)
  return until <= now
    ? { bounds: { until, list: false }, text: `Withdrawn: the publisher offered it until ${day}` }
    : { bounds: { until }, text: `Shown until ${day}: the publisher withdraws it then` }
}

/** Source: W3C TDM Reservation Protocol §4: 1 reserves, 0 does not, anything else is no value. */
function tdmEffect({ name, value }: Directive): Effect | null {
  if (name === 'tdm-policy') return nothing('Terms for text and data mining are offered there')
  if (name !== 'tdm-reservation') return null
  if (value === '1')
    return { bounds: { mine: false }, text: 'Not used for text and data mining: the publisher reserves it' }
  return value === '0'
    ? nothing('Text and data mining is not reserved')
    : nothing('Ignored: not a value of the protocol')
}

/**
 * Source: RSL 1.0 §3. Terms that we have not met are not permitted; `search` is what a list with extracts is. A value may
 * name after the use what is asked: `search subscription`, `ai-train geo`.
 */
function rslEffect({ name, value }: Directive): Effect | null {
  const [use = ''] = (value ?? '').toLowerCase().split(' ')
  const reason = rslReasons[name]
  if (reason !== undefined) {
    if (use === 'all' || use === 'search')
      return { bounds: { list: false, excerpt: false, mine: false }, text: `Not listed: ${reason} search and lists` }
    return use.startsWith('ai-') || (use === '' && name === 'payment')
      ? { bounds: { mine: false }, text: `Not used for mining: ${reason} it` }
      : null
  }
  if (name === 'license')
    return { bounds: { mine: false }, text: 'Not used for mining: a licence is offered that we have not taken' }
  return name === 'permits' ? nothing(`The licence permits ${use}; the other rules stand`) : null
}

const rslReasons: Readonly<Record<string, string>> = {
  prohibits: 'the licence prohibits',
  payment: 'the licence asks for payment for',
  limited: 'the licence is for certain users or countries, as far as it permits',
}

/** What a feed says of one entry: `block` (itunes:block), `expires` with the moment (RSS expirationDate, PRISM). */
function feedEffect({ name, value }: Directive, now: Date): Effect | null {
  if (name === 'block')
    return { bounds: { list: false }, text: 'Not listed: the feed asks directories to leave this entry out' }
  return name === 'expires' ? expiryEffect(value, now) : null
}

const searching = /^(?:search|bots|all)$/
const mining = /^(?:train-ai|train-genai|ai-train|ai-input|ai|tdm|bots|all|ai-use|genai)$/

/**
 * Sources: draft-ietf-aipref-vocab (y or n), contentsignals.org (yes or no). `search` covers returning links and extracts, so
 * "no" means not listed, as noindex does.
 */
function usageEffect({ name, value }: Directive): Effect | null {
  const denied = /^(?:n|no|false|0)$/i.test(value ?? '')
  if (!denied)
    return searching.test(name) || mining.test(name) ? nothing('Allowed by the publisher; the other rules stand') : null
  if (searching.test(name))
    return {
      bounds: { list: false, excerpt: false, mine: false },
      text: 'Not listed: the publisher refuses use in search',
    }
  return mining.test(name) ? { bounds: { mine: false }, text: 'Not used for mining: the publisher refuses it' } : null
}
