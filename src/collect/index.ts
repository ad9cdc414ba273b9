// The only code that asks a publisher's server for anything: guarded client, robots.txt, wishes, schedules.
export { isLoopback, whyNotPublic } from './address.ts'
export { createClient, defaultLimits } from './client.ts'
export type * from './client-types.ts'
export { mayVisit, readRobotsFor, robotsFromVisit, robotsOf, robotsRequest } from './read-robots.ts'
export { retryAfter } from './retry-after.ts'
export { crawlDelayMs, isAllowed, parseRobots, type Robots, type RobotsGroup } from './robots.ts'
export {
  hostWait,
  mayAskUnconditionally,
  nextVisit,
  type NextVisit,
  type ScheduleHints,
  type ScheduleHistory,
} from './schedule.ts'
export { parseTdmRules, type TdmRules } from './tdmrep.ts'
export { linksFromHeader, type Link } from './link-header.ts'
export { listWishes, settleTdm, type WishesInput } from './wishes.ts'
export { readWishesFor, wishesFromVisit, wishesRequest, type HostWishes } from './read-wishes.ts'
