// Joins the steps: what is due, one visit, one column filed.
export { usualLeaseMs, type Collecting } from './collecting.ts'
export { runCollector, type CollectorOptions, type CollectorReport } from './collector.ts'
export { checkFeeds, type FeedToCheck, type FeedCheck } from './check-feeds.ts'
export { discoverFeeds, type Discovery, type FoundFeed } from './discover-feeds.ts'
export { followCatalogue, type Followed } from './follow-catalogue.ts'
export { inspectPage, type InspectOptions, type Inspection } from './inspect-page.ts'
export { startReaders } from './readers.ts'
export type { HostReport } from './visit-host.ts'
