// Everything machine-readable that a publisher's host and headers say about what may be done with one address.
import type { Directive } from '../model/index.ts'
import { linksFromHeader } from './link-header.ts'
import { matchesPattern, pathOf } from './path-pattern.ts'
import type { HostWishes } from './read-wishes.ts'
import { directivesFromRobotsTag } from './robots-tag.ts'
import { groupsFor, type Robots, type UsagePreference } from './robots.ts'
import { findTdmRule, policyOf, reservationOf } from './tdmrep.ts'

export type WishesInput = {
  /** The column's address, absolute; after a visit, the one that answered. */
  readonly url: string
  readonly agent: string
  readonly robots: Robots | null
  /** Address of that robots.txt. */
  readonly robotsPlace: string | null
  readonly host: HostWishes | null
  /** Of the visit; empty when the page itself was not visited. */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Directives in order where that matters: TDMRep from the file, then from the headers; those of the page's
 * meta elements belong after them, and the last to speak wins (TDMRep §4). Names and values:
 * `tdmrep` tdm-reservation 0|1, tdm-policy URL; `rsl` license URL; `content-usage` such as train-ai y|n;
 * `content-signal` such as ai-train yes|no; `x-robots-tag` such as max-snippet 50.
 */
export function listWishes({ url, agent, robots, robotsPlace, host, headers }: WishesInput): Directive[] {
  return [
    ...(robots && robotsPlace ? fromRobots(robots, agent, url, robotsPlace) : []),
    ...(host ? fromTdmFile(host, url) : []),
    ...fromHeaders(headers, url),
  ]
}

function fromRobots(robots: Robots, agent: string, url: string, place: string): Directive[] {
  const preferences = [...robots.preferences, ...groupsFor(robots, agent).flatMap((group) => group.preferences)]
  if (preferences.length === 0 && robots.licences.length === 0) return []
  const path = pathOf(url)
  if (path === null) return []
  const licences = robots.licences.map(
    (value) => ({ source: 'rsl', agent: '*', name: 'license', value, place }) as const,
  )
  return [
    ...licences,
    ...longestOf('content-usage', preferences, path).flatMap(({ value }) => usage('content-usage', value, place)),
    ...longestOf('content-signal', preferences, path).flatMap(({ value }) => usage('content-signal', value, place)),
  ]
}

/** The preferences with the longest matching path; equal ones apply together (draft-ietf-aipref-attach §3.1). */
function longestOf(
  source: UsagePreference['source'],
  all: readonly UsagePreference[],
  path: string,
): UsagePreference[] {
  const matching = all.filter((one) => one.source === source && matchesPattern(one.pattern, path))
  const longest = Math.max(...matching.map((one) => one.pattern.length))
  return matching.filter((one) => one.pattern.length === longest)
}

function fromTdmFile({ rules, place }: HostWishes, url: string): Directive[] {
  const rule = rules.length === 0 ? undefined : findTdmRule(rules, url)
  return rule ? tdm(rule.reservation, rule.policy, place) : []
}

function fromHeaders(headers: WishesInput['headers'], url: string): Directive[] {
  // Most answers carry none of these fields.
  if (wishing.every((name) => headers[name] === undefined)) return []
  const licences = linksFromHeader(headers['link'], url)
    .filter((link) => link.rels.includes('license') && link.type?.split(';')[0]?.trim() === 'application/rsl+xml')
    .map((link) => ({ source: 'rsl', agent: '*', name: 'license', value: link.href, place: url }) as const)
  return [
    ...tdm(reservationOf(headers['tdm-reservation']), policyOf(headers['tdm-policy']), url),
    ...licences,
    ...usage('content-usage', headers['content-usage'] ?? '', url),
    ...usage('content-signal', headers['content-signal'] ?? '', url),
    ...directivesFromRobotsTag(headers['x-robots-tag'] ?? '', url),
  ]
}

/** The fields that fromHeaders reads. */
const wishing = ['link', 'tdm-reservation', 'tdm-policy', 'content-usage', 'content-signal', 'x-robots-tag'] as const

function tdm(reservation: 0 | 1 | null, policy: string | null, place: string): Directive[] {
  const directives: Directive[] = []
  const common = { source: 'tdmrep', agent: '*', place } as const
  if (reservation !== null) directives.push({ ...common, name: 'tdm-reservation', value: String(reservation) })
  if (policy !== null) directives.push({ ...common, name: 'tdm-policy', value: policy })
  return directives
}

/** `train-ai=n, search=y`: a dictionary (RFC 9651 §3.2) as far as wishes need one; parameters after `;` are left out. */
function usage(source: UsagePreference['source'], text: string, place: string): Directive[] {
  const directives: Directive[] = []
  for (const member of text.split(',').slice(0, 50)) {
    const [, name, value] = /^\s*([a-z*][\w.*-]*)\s*=\s*"?([\w.-]+)/i.exec(member) ?? []
    if (name === undefined || value === undefined) continue
    directives.push({ source, agent: '*', name: name.toLowerCase(), value: value.toLowerCase(), place })
  }
  return directives
}
