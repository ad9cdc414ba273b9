// What a robots.txt says, and whether it lets us ask for an address. Pure; reading the file is read-robots.ts.
import { matchesPattern, normalisePattern, pathOf } from './path-pattern.ts'

export type Robots = {
  readonly groups: readonly RobotsGroup[]
  /** Usage preferences written before any group: taken as addressed to everyone. */
  readonly preferences: readonly UsagePreference[]
  readonly sitemaps: readonly string[]
  /** RSL licence addresses; they bind every agent. */
  readonly licences: readonly string[]
}

export type RobotsGroup = {
  /** Product tokens in lower case, or `*`. */
  readonly agents: readonly string[]
  readonly rules: readonly RobotsRule[]
  readonly crawlDelayMs: number | null
  readonly preferences: readonly UsagePreference[]
}

/** `pattern` is normalised for comparison and may hold `*` and a final `$`. */
type RobotsRule = { readonly allow: boolean; readonly pattern: string }

/** A Content-Usage or Content-Signal line: `value` such as `train-ai=n, search=y`, for paths that match `pattern`. */
export type UsagePreference = {
  readonly source: 'content-usage' | 'content-signal'
  readonly pattern: string
  readonly value: string
}

type GroupDraft = {
  agents: string[]
  rules: RobotsRule[]
  crawlDelayMs: number | null
  preferences: UsagePreference[]
  /** Set by the first allow or disallow: the next user-agent line starts another group. */
  ruled: boolean
}

/** RFC 9309 §2.5 asks for at least 500 KiB; what lies beyond is not read. */
export const robotsMaxBytes = 500 * 1024

/** A delay beyond a day is taken for a mistake in units. */
const longestDelayMs = 86_400_000

/**
 * Lines that cannot be read are skipped. Sources: RFC 9309 §2 (groups, rules); RSL 1.0 (`License`, which binds all
 * agents); draft-ietf-aipref-attach (`Content-Usage`) and contentsignals.org (`Content-Signal`), both with an optional
 * path before the value. Crawl-delay and Sitemap are custom. None of these four ends or starts a group (RFC 9309 §2.2.4).
 */
export function parseRobots(text: string): Robots {
  const groups: GroupDraft[] = []
  const preferences: UsagePreference[] = []
  const sitemaps: string[] = []
  const licences: string[] = []
  let group: GroupDraft | null = null
  for (const line of linesOf(text)) {
    const [key, value] = line
    switch (key) {
      case 'user-agent': {
        const agent = productToken(value)
        if (agent === null) break
        if (group === null || group.ruled) {
          group = { agents: [], rules: [], crawlDelayMs: null, preferences: [], ruled: false }
          groups.push(group)
        }
        group.agents.push(agent)
        break
      }
      case 'allow':
      case 'disallow':
        if (group === null) break
        group.ruled = true
        if (value !== '') group.rules.push({ allow: key === 'allow', pattern: normalisePattern(value) })
        break
      case 'crawl-delay':
        if (group && /^\d+(\.\d+)?$/.test(value)) {
          const delayMs = Math.min(Math.round(Number(value) * 1000), longestDelayMs)
          group.crawlDelayMs = Math.max(group.crawlDelayMs ?? 0, delayMs)
        }
        break
      case 'content-usage':
      case 'content-signal': {
        const [, path = '/', preference = ''] = /^(?:(\/\S*)\s+)?(.*)$/.exec(value) ?? []
        if (preference === '') break
        const list = group?.preferences ?? preferences
        list.push({ source: key, pattern: normalisePattern(path), value: preference })
        break
      }
      case 'sitemap':
        if (URL.canParse(value)) sitemaps.push(value)
        break
      case 'license':
        if (URL.canParse(value)) licences.push(value)
        break
      default:
    }
  }
  return { groups, preferences, sitemaps, licences }
}

/**
 * True unless the longest matching rule of `agent`'s groups disallows; allow wins a tie (RFC 9309 §2.2.2). Without a
 * group of its own the agent obeys those for `*`. `url` is absolute or begins with `/`.
 */
export function isAllowed(robots: Robots, agent: string, url: string): boolean {
  const path = pathOf(url)
  if (path === null) return false
  if (path === '/robots.txt') return true
  let longest = -1
  let allowed = true
  for (const { rules } of groupsFor(robots, agent)) {
    for (const { allow, pattern } of rules) {
      if (pattern.length < longest || (pattern.length === longest && !allow)) continue
      if (!matchesPattern(pattern, path)) continue
      longest = pattern.length
      allowed = allow
    }
  }
  return allowed
}

/** The longest Crawl-delay of the groups that `agent` obeys, at most a day. Not in RFC 9309; honoured as a courtesy. */
export function crawlDelayMs(robots: Robots, agent: string): number | null {
  return groupsFor(robots, agent).reduce<number | null>(
    (longest, group) => (group.crawlDelayMs === null ? longest : Math.max(longest ?? 0, group.crawlDelayMs)),
    null,
  )
}

/** Of each file the agent that was asked for last: every page of a host asks for the same one, several times. */
const lately = new WeakMap<Robots, { readonly agent: string; readonly groups: readonly RobotsGroup[] }>()

/** Groups that name `agent`, merged by RFC 9309 §2.2.1, else those for `*`. */
export function groupsFor(robots: Robots, agent: string): readonly RobotsGroup[] {
  const known = lately.get(robots)
  if (known?.agent === agent) return known.groups
  const groups = findGroups(robots, agent)
  lately.set(robots, { agent, groups })
  return groups
}

function findGroups(robots: Robots, agent: string): readonly RobotsGroup[] {
  const token = productToken(agent)
  const own = token === null ? [] : robots.groups.filter((group) => group.agents.includes(token))
  return own.length > 0 ? own : robots.groups.filter((group) => group.agents.includes('*'))
}

/** The leading letters, `_` and `-` in lower case (RFC 9309 §2.2.1), or `*`; what follows is a version or a mistake. */
function productToken(value: string): string | null {
  return /^(?:[a-z_-]+|\*(?=\s|$))/i.exec(value)?.[0].toLowerCase() ?? null
}

/** Field names in lower case with their values, comments gone. */
function* linesOf(text: string): Generator<readonly [key: string, value: string]> {
  for (const raw of text
    .slice(0, robotsMaxBytes)
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)) {
    const line = raw.split('#', 1)[0]?.trim() ?? ''
    const colon = line.indexOf(':')
    if (colon > 0) yield [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
    // A forgotten colon leaves the wish plain. Nothing else of the line can be meant.
    const bare = colon < 0 ? /^(user-agent|allow|disallow)\s+(\S+)$/i.exec(line) : null
    if (bare) yield [bare[1]?.toLowerCase() ?? '', bare[2] ?? '']
  }
}
