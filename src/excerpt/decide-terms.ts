// Which rules apply to one column and what they leave: the strictest wins, absence never resets, and every rule is kept.
import type { Access, Agreement, CountryCode, Directive, Rule, Terms } from '../model/index.ts'
import { defaultFor, maxListChars } from './countries.ts'
import { effectOf, largePicture, type Bounds, type Effect } from './effects.ts'

export type TermsInput = {
  /**
   * All wishes read, in the order of precedence of their specifications where that matters: TDMRep from file, header, meta.
   * Those of other agents are left out here.
   */
  readonly directives: readonly Directive[]
  /** The publisher's; null counts as unknown. */
  readonly country: CountryCode | null
  readonly agreement: Agreement | null
  readonly access: Access
  /** Our product token, with or without version. */
  readonly agent: string
  readonly now: Date
}

/** Rules of one page beyond which the rest is only counted: contradictions of thousands help no reader. */
const maxRules = 60

/**
 * Order of precedence: operator, agreement, robots.txt, page header and meta, the feed's entry, TDMRep, RSL, Content-Usage and
 * Content-Signal, country default. An agreement replaces the country's default and nothing else. Pure.
 */
export function decideTerms({ directives, country, agreement, access, agent, now }: TermsInput): Terms {
  const judged: { directive: Directive; effect: Effect }[] = []
  const own = productToken(agent)
  const seen = new Set<string>()
  const lastTdm = lastOf(directives)

  const fallback = defaultFor(country)
  const agreedChars = charsOf(agreement?.maxExcerptChars)
  if (agreement?.blocked === true) {
    judged.push(
      line('operator', 'block', null, {
        bounds: { list: false, excerpt: false, image: false, mine: false },
        text: 'Not shown: blocked by the operator of this site',
      }),
    )
  }
  if (agreedChars !== null)
    judged.push(
      line('agreement', 'max-excerpt', String(agreedChars), {
        bounds: { maxChars: agreedChars },
        text: `At most ${agreedChars} characters: agreed with the publisher`,
      }),
    )
  if (agreement?.mayImage !== undefined) {
    judged.push(
      line(
        'agreement',
        'image',
        agreement.mayImage ? 'yes' : 'no',
        agreement.mayImage
          ? { bounds: {}, text: 'Pictures may be shown: agreed with the publisher' }
          : { bounds: { image: false }, text: 'No picture: agreed with the publisher' },
      ),
    )
  }
  for (const directive of directives) {
    if (directive.agent !== '*' && productToken(directive.agent) !== own) continue
    const effect = superseded(directive, lastTdm) ?? effectOf(directive, now)
    const key = `${directive.source}|${directive.agent}|${directive.name}|${directive.value}`
    if (effect === null || seen.has(key)) continue
    seen.add(key)
    judged.push({ directive, effect })
  }
  if (access === 'paid' || access === 'partly') {
    judged.push(
      line('access', access, null, {
        bounds: {},
        text:
          access === 'paid'
            ? 'Only what the publisher shows to everyone: the piece is for subscribers'
            : 'Only what the publisher shows to everyone: a part is for subscribers',
      }),
    )
  }
  if (agreedChars === null) {
    judged.push(
      line('country', 'max-excerpt', String(fallback.maxExcerptChars), {
        bounds: { maxChars: fallback.maxExcerptChars },
        text: `At most ${fallback.maxExcerptChars} characters: the default for ${fallback.country} (${fallback.reason})`,
      }),
    )
  }
  if (agreement?.mayImage === undefined && !fallback.mayImage) {
    judged.push(
      line('country', 'image', 'no', {
        bounds: { image: false },
        text: `No picture: the default for ${fallback.country} (${fallback.reason})`,
      }),
    )
  }
  return termsOf(judged, now)
}

function termsOf(judged: readonly { directive: Directive; effect: Effect }[], now: Date): Terms {
  const ordered = [...judged].sort((a, b) => rankOf(a.directive) - rankOf(b.directive))
  const all = ordered.map(({ effect }) => effect.bounds)
  const maxChars = Math.min(...all.map((bounds) => bounds.maxChars ?? Infinity))
  const ends = all.flatMap((bounds) => (bounds.until === undefined ? [] : [bounds.until.getTime()]))
  const until = ends.length === 0 ? null : new Date(Math.min(...ends))
  const mayList = all.every((bounds) => bounds.list !== false)
  const mayExcerpt = mayList && all.every((bounds) => bounds.excerpt !== false)
  const maxImageWidth = Math.min(largePicture, ...all.map((bounds) => bounds.maxImageWidth ?? largePicture))
  const mayImage = mayList && all.every((bounds) => bounds.image !== false)
  const set = new Set<string>()
  const ledger: Rule[] = ordered.map(({ directive, effect }) => ({
    ...directive,
    effect: effect.text,
    decisive: decides(effect.bounds, maxChars, until, set),
    readAt: now,
  }))
  return {
    mayList,
    mayExcerpt,
    maxExcerptChars: mayExcerpt ? maxChars : 0,
    maxListChars: mayExcerpt ? Math.min(maxChars, maxListChars) : 0,
    mayImage,
    maxImageWidth: mayImage ? maxImageWidth : 0,
    mayMine: all.every((bounds) => bounds.mine !== false),
    mayTranslate: all.every((bounds) => bounds.translate !== false),
    mayKeepPage: all.every((bounds) => bounds.keepPage !== false),
    until,
    ledger: [...ledger.filter((rule) => rule.decisive), ...ledger.filter((rule) => !rule.decisive)].slice(0, maxRules),
  }
}

/** True for the first rule, in order of precedence, that sets a bound to its final value. */
function decides(bounds: Bounds, maxChars: number, until: Date | null, set: Set<string>): boolean {
  let decisive = false
  for (const [name, value] of Object.entries(bounds)) {
    const final =
      name === 'maxChars'
        ? value === maxChars
        : name === 'until'
          ? until !== null && (value as Date).getTime() === until.getTime()
          : true
    if (!final || set.has(name)) continue
    set.add(name)
    decisive = true
  }
  return decisive
}

const precedence: readonly Directive['source'][] = [
  'operator',
  'agreement',
  'robots.txt',
  'x-robots-tag',
  'robots-meta',
  'feed',
  'tdmrep',
  'rsl',
  'content-usage',
  'content-signal',
  'access',
  'country',
]

function rankOf(directive: Directive): number {
  return precedence.indexOf(directive.source)
}

function line(
  source: Directive['source'],
  name: string,
  value: string | null,
  effect: Effect,
): { directive: Directive; effect: Effect } {
  return { directive: { source, agent: '*', name, value, place: places[source] ?? source }, effect }
}

const places: Partial<Record<Directive['source'], string>> = {
  operator: 'catalogue',
  agreement: 'catalogue',
  access: 'page',
  country: 'country table',
}

/** TDMRep §4: each later source supersedes the earlier ones for the property it speaks of. Values that are none do not speak. */
function lastOf(directives: readonly Directive[]): ReadonlyMap<string, Directive> {
  const last = new Map<string, Directive>()
  for (const directive of directives) {
    if (directive.source === 'tdmrep' && (directive.name !== 'tdm-reservation' || /^[01]$/.test(directive.value ?? '')))
      last.set(directive.name, directive)
  }
  return last
}

function superseded(directive: Directive, last: ReadonlyMap<string, Directive>): Effect | null {
  if (directive.source !== 'tdmrep') return null
  const decisive = last.get(directive.name)
  return decisive === undefined || decisive === directive || !/^[01]$/.test(directive.value ?? '1')
    ? null
    : { bounds: {}, text: 'Superseded by what the header or the page says' }
}

/** `ColonnadeBot/1.0 (+…)` → `colonnadebot`. Source: RFC 9309 §2.2.1. */
function productToken(agent: string): string {
  return /^[a-z_-]+/i.exec(agent.trim())?.[0].toLowerCase() ?? ''
}

/** Whole characters from an agreement; null for nothing and for what is no number. */
function charsOf(chars: number | undefined): number | null {
  return chars !== undefined && Number.isFinite(chars) && chars >= 0 ? Math.floor(chars) : null
}
