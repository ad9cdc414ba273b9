// Which publishers, editions and feeds we follow, and on what terms.
export { candidates } from './candidates.ts'
export type { Candidate, CandidateReason, SeenPage } from './candidates.ts'
export { isCountryCode, isLanguageTag } from './codes.ts'
export { diffCatalogue } from './diff-catalogue.ts'
export type {
  CatalogueChanges,
  FeedFields,
  FollowedFeed,
  FollowedPublisher,
  PublisherFields,
} from './diff-catalogue.ts'
export { readOpml, writeOpml } from './opml.ts'
export type { OpmlFeed, OpmlReading } from './opml.ts'
export { proposePublisher } from './propose-publisher.ts'
export type { ProposedPublisher } from './propose-publisher.ts'
export { CatalogueError, readCatalogue } from './read-catalogue.ts'
export type { Catalogue } from './read-catalogue.ts'
export { attributionRuleSchema } from './schema.ts'
export type { CatalogueFeed, CataloguePublisher, Edition } from './schema.ts'
