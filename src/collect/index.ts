// The only code that asks a publisher's server for anything: guarded client, robots.txt, wishes, schedules.
import type { Directive, RobotsFile, VisitOutcome } from '../model/index.ts'
import type { Client, ClientOptions } from './client-types.ts'

export type * from './client-types.ts'

export declare function createClient(options: ClientOptions): Client

// robots.txt (RFC 9309)
export type Robots = {
  readonly groups: readonly RobotsGroup[]
  readonly sitemaps: readonly string[]
  /** RSL licence addresses: they bind every agent. */
  readonly licences: readonly string[]
}
export type RobotsGroup = {
  /** Product tokens in lower case, or `*`. */
  readonly agents: readonly string[]
  readonly rules: readonly { readonly allow: boolean; readonly pattern: string }[]
  readonly crawlDelayMs: number | null
  readonly preferences: readonly {
    readonly source: 'content-usage' | 'content-signal'
    readonly pattern: string
    readonly value: string
  }[]
}
export declare function parseRobots(text: string): Robots
/** `url` absolute or a path; `agent` a product token. */
export declare function isAllowed(robots: Robots, agent: string, url: string): boolean
/** The whole answer: state of the file, then its rules. Missing file = not read yet = false. */
export declare function mayVisit(file: RobotsFile | null, agent: string, url: string): boolean
export declare function crawlDelayMs(robots: Robots, agent: string): number | null
export declare function robotsFromVisit(outcome: VisitOutcome, now: Date, previous?: RobotsFile | null): RobotsFile
/** Asks only when `previous` has expired. `origin` is `https://host[:port]`. */
export declare function readRobotsFor(
  client: Client,
  origin: string,
  previous: RobotsFile | null,
  now: Date,
  signal?: AbortSignal,
): Promise<RobotsFile>

// Machine-readable wishes → Directive[]
export type TdmRules = {
  readonly rules: readonly {
    readonly location: string
    readonly reservation: 0 | 1 | null
    readonly policy: string | null
  }[]
  readonly problems: readonly string[]
}
/** What a host's /.well-known/tdmrep.json said: plain JSON, kept in `hosts.wishes`. */
export type HostWishes = TdmRules & { readonly place: string; readonly readAt: string; readonly expiresAt: string }
export declare function parseTdmRules(text: string): TdmRules
export declare function readWishesFor(
  client: Client,
  origin: string,
  previous: HostWishes | null,
  now: Date,
  signal?: AbortSignal,
): Promise<HostWishes>
/** Directives for one URL, TDMRep in order of precedence (file, header; the page's meta comes after): the last one wins. */
export declare function listWishes(input: {
  readonly url: string
  readonly agent: string
  readonly robots: Robots | null
  readonly robotsPlace: string | null
  readonly host: HostWishes | null
  /** Of the visit: `outcome.headers`; empty when the page was not visited. */
  readonly headers: Readonly<Record<string, string>>
}): Directive[]

// Schedules
export type ScheduleHints = {
  readonly ttlMinutes: number | null
  readonly skipHours: readonly number[]
  readonly skipDays: readonly string[]
}
export type ScheduleHistory = {
  readonly outcome: VisitOutcome
  /** New columns this visit brought. */
  readonly brought: number
  /** Learned so far, seconds. */
  readonly intervalS: number
  /** Failed visits in a row before this one. */
  readonly failures: number
}
export type NextVisit = {
  readonly at: Date
  readonly intervalS: number
  /** Failed visits in a row, this one counted. */
  readonly failures: number
  /** 410 or 451: ask no more. */
  readonly stop: boolean
}
export declare function nextVisit(
  hints: ScheduleHints,
  history: ScheduleHistory,
  now: Date,
  random: () => number,
): NextVisit
/** When the whole host may be asked again after this outcome, or null when nothing holds it back. `failures`: of the host, in a row, this one not counted. */
export declare function hostWait(outcome: VisitOutcome, failures: number, now: Date, random: () => number): Date | null
export declare function retryAfter(value: string | null | undefined, now: Date): Date | null
