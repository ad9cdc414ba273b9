// How the archive is doing, in plain words: what `doctor` prints.
import { troubleShown, type FeedTrouble, type Health } from '../archive/index.ts'

export type HealthReport = {
  readonly lines: readonly string[]
  /** What the operator should look at, a sentence each; empty when all is well. */
  readonly attention: readonly string[]
}

/** Failed visits in a row. Fewer are an ordinary day on the web, and pass by themselves. */
const failuresThatMatter = 3

/** Trouble is told worst first, as `health` lists it. */
export function reportHealth(health: Health, now: Date): HealthReport {
  const { feeds, hosts } = health
  const well = feeds.followed - feeds.failing - feeds.neverVisited
  const last = health.lastVisitAt === null ? 'nobody was visited yet' : `last visit ${since(health.lastVisitAt, now)}`
  const lines = [
    `${count(health.publishers, 'publisher')}, ${count(feeds.followed, 'feed')}, ${count(health.columns, 'column')}, ${count(health.columnists, 'columnist')}.`,
    `Feeds: ${number(well)} well, ${number(feeds.failing)} failing, ${number(feeds.neverVisited)} not visited yet, ${number(feeds.gone)} gone.`,
    `${capitalised(last)}; ${count(health.newColumnsLastDay, 'new column')} in 24 hours.`,
    `${count(health.pagesDue, 'page')} due, ${count(health.reviewsOpen, 'column')} waiting for review.`,
    `Hosts: ${number(hosts.known)} known, ${number(hosts.leased)} being visited, ${number(hosts.waiting)} held back.`,
    `The database takes ${bytes(health.bytes)}.`,
    ...section(
      worst('Feeds in trouble', health.trouble),
      health.trouble.map((feed) => feedLine(feed, now)),
    ),
    ...section(worst('Hosts held back', health.hostTrouble), linesOfHosts(health.hostTrouble, now)),
  ]
  const lasting = health.trouble.filter(({ goneAt, failures }) => goneAt === null && failures >= failuresThatMatter)
  const attention = [
    isCutOff(health)
      ? 'Nobody could be reached in the last hour: is this machine connected, and can it look up names?'
      : null,
    lasting.length > 0 ? `${count(lasting.length, 'feed')} failed ${failuresThatMatter} times in a row or more.` : null,
    feeds.gone > 0
      ? `${count(feeds.gone, 'feed')} ${feeds.gone === 1 ? 'is' : 'are'} gone and no longer visited.`
      : null,
    feeds.overdue > 0
      ? `${count(feeds.overdue, 'feed')} should have been visited more than an hour ago: is a collector running?`
      : null,
  ].filter((line) => line !== null)
  return { lines, attention }
}

/** `harbour-post http://…/feed.xml: not a feed: …; failed 3 times; next visit in 2 h` */
function feedLine(feed: FeedTrouble, now: Date): string {
  const what = [feed.reading === 'not-a-feed' ? 'not a feed' : null, feed.problem ?? feed.reading ?? feed.outcome]
  const then =
    feed.goneAt !== null
      ? `gone ${since(feed.goneAt, now)}`
      : [
          feed.failures > 0 ? `failed ${feed.failures === 1 ? 'once' : `${number(feed.failures)} times`}` : null,
          `next visit ${until(feed.nextAt, now)}`,
        ]
          .filter((part) => part !== null)
          .join('; ')
  return `${feed.publisherSlug} ${feed.url}: ${what.filter((part) => part !== null).join(': ') || 'no word of why'}; ${then}`
}

/** So many visits in vain, and none that was answered, are hardly the publishers' doing. */
const visitsThatTell = 10

function isCutOff({ visits }: Health): boolean {
  const lately = (of: Health['visits']) => of.reduce((sum, one) => sum + one.lately, 0)
  return lately(visits) >= visitsThatTell && visits.every((one) => one.lately === 0 || one.outcome === 'unreachable')
}

/** Hosts of which the same is to be said are named together. */
const namedTogether = 3

function linesOfHosts(hosts: Health['hostTrouble'], now: Date): string[] {
  return [...Map.groupBy(hosts, (host) => whatOfHost(host, now))].map(([what, these]) => {
    const names = these.slice(0, namedTogether).map(({ host }) => host)
    const others = these.length - names.length
    return `${names.join(', ')}${others > 0 ? ` and ${count(others, 'other')}` : ''}: ${what}`
  })
}

function whatOfHost(host: Health['hostTrouble'][number], now: Date): string {
  const why = [
    host.robots === 'disallow-all' ? 'its robots.txt cannot be read' : null,
    host.failures > 0 ? `failed ${host.failures === 1 ? 'once' : `${number(host.failures)} times`}` : null,
  ].filter((part) => part !== null)
  const when =
    host.waitUntil !== null && host.waitUntil > now
      ? `left alone until ${host.waitUntil.toISOString().slice(0, 16).replace('T', ' ')} UTC`
      : 'may be asked again'
  return [...why, when].join('; ')
}

function worst(heading: string, rows: readonly unknown[]): string {
  return rows.length < troubleShown ? heading : `${heading}, the worst ${troubleShown}`
}

function section(heading: string, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : ['', heading, ...rows.map((row) => `  ${row}`)]
}

const number = (value: number): string => value.toLocaleString('en')

function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function since(at: Date, now: Date): string {
  const passed = now.getTime() - at.getTime()
  return passed < 60_000 ? 'just now' : `${duration(passed)} ago`
}

function until(at: Date, now: Date): string {
  const left = at.getTime() - now.getTime()
  return left < 60_000 ? 'now' : `in ${duration(left)}`
}

/** Milliseconds as the one unit that tells most: `5 min`, `2 h`, `3 days`. */
function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.round(ms / 3600_000)
  if (hours < 48) return `${hours} h`
  return `${Math.round(ms / 86_400_000)} days`
}

function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(value, 1)) / 3))
  return `${(value / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`
}
