// The archive: the only SQL. Everything else asks it questions through the functions below; `db` comes first.
//
// Opening
//   openArchive({ url? | dataDir?, poolSize?, migrate?, onLog?, embedded? }): Promise<Archive>   Archive = { db, server, close() }
//     url: any PostgreSQL 15+ (DATABASE_URL); dataDir: our own embedded server lives in `<dataDir>/postgres`.
//     Rejects with ArchiveProblem { reason, message: one clear sentence } when the operator has something to mend.
//   migrateArchive(db): Promise<string[]>          dumpSchema(db): Promise<string>
//   type Db = Kysely<Schema>; a transaction is a Db as well.
//
// Lists are keyset pages: PageRequest = { limit, after?: Cursor, before?: Cursor } (after: older than; before: newer than),
//   Listing<T> = { items: T[], older: Cursor | null, newer: Cursor | null };
//   encodeCursor(cursor): string, decodeCursor(text): Cursor (throws BadRequest on junk; BadRequest lives in base).
// A name in an address is Found<T> = { kind: 'found', value: T } | { kind: 'moved', slug: string } or undefined.
//
// Publishers, editions, feeds
//   upsertPublisher(db, PublisherInput): Promise<Publisher>                 key: slug
//   renamePublisher(db, id, slug): Promise<string>                          the slug it got; the old one redirects for ever
//   getPublisher(db, id), listPublishersByIds(db, ids): Publisher[]
//   findPublisherBySlug(db, slug): Promise<Found<Publisher> | undefined>
//   listPublishers(db, { country? }): Promise<PublisherSummary[]>           PublisherSummary = Publisher & { columns, columnists, lastPublishedAt }
//   upsertEdition(db, { id, name, languages })
//   upsertFeed(db, FeedInput): Promise<Feed>, upsertFeeds(db, FeedInput[]): Promise<Feed[]>, stopFeed(db, publisherId, feedId, now)
//   listFeeds(db, { publisherId? }): Promise<Feed[]>
//
// The politeness lease
//   leaseHosts(db, { limit, by, leaseMs, now?, feedsPerHost?, pagesPerHost? }): Promise<LeasedHost[]>
//     LeasedHost = { host, leasedUntil, crawlDelayMs, waitUntil, failures, robots: RobotsFile | null,
//                    wishes: { value, expiresAt } | null, feeds: DueFeed[], pages: DuePage[] }   feeds and pages most overdue first
//   listDueFeeds(db, host, limit, now), listDuePages(db, host, limit, now)
//   releaseHosts(db, HostRelease[], now?), releaseHost(db, HostRelease, now?)
//     HostRelease = { host, by, freeAt, waitUntil?, failures?, crawlDelayMs? }
//     next turn = the latest of freeAt (politeness), waitUntil (Retry-After) and the host's earliest due feed or page.
//   extendLease(db, { host, by, leaseMs, now? }): Promise<boolean>          false: another worker has taken it over
//   nextTurnAt(db): Promise<Date | null>                                    when the next host is due: how long to sleep
//   findHost(db, host), saveRobots(db, host, RobotsFile, crawlDelayMs), saveWishes(db, host, { value, expiresAt })
//
// Visits
//   recordVisits(db, VisitRecord[]), recordVisit(db, VisitRecord): visits that file nothing (304, failures, robots.txt …);
//     VisitRecord.feed?: FeedChange and .page?: PageChange say what becomes of the feed or the due page, in the same commit.
//   summarizeHealth(db, now): Promise<Health>                               plain data for doctor: feeds, hosts, counts, trouble
//   recountArchive(db, { mend, onPublisher? }): Promise<Recount>             counts everything anew; Recount: { counted, wrong } of each kind
//   pruneVisits(db, now): Promise<number>                                   older than 90 days; visit_days stay for ever
//
// Filing
//   fileColumns(db, drafts, { publisherId, now, visit?, pageOf? }): Promise<FilingResult>
//     one feed visit, one commit: columns, credits, evidence, rules, counts, due pages, the visit, the feed's validators.
//     FilingResult = { columns: FiledColumn[] (one per draft, same order), newColumns: number };
//     FiledColumn = { outcome: 'new' | 'changed' | 'known' | 'taken-down', id: ColumnId, canonicalUrl }
//     pageOf(draft): { url, host, nextAt } | null   asked for new columns, and when the feed changes the headline of one whose page
//     was read: shall the page be visited?
//   filePages(db, [{ id, draft, visit? }], now): Promise<PromiseSettledResult<FiledColumn | undefined>[]>   what columns' own pages say, in one
//     commit a publisher; draft.pageRead is true. A page that cannot be filed is rejected alone.
//   A known column's feed never overwrites what its page said, except that a headline the feed changes is a changed headline.
//
// After filing
//   takeDownColumn(db, { publisherId, columnId, reason, detail?, askedBy?, now }), undoTakedown(db, { publisherId, columnId, now })
//   expireColumns(db, now): Promise<number>                                 columns past `until` become tombstones
//   dailySalt, countOnce, setLike, isLiked                                  views and opens once a day per reader, likes once per device
//
// Reading columns
//   listColumns(db, ColumnFilter, PageRequest): Promise<Listing<ColumnCard>>
//     ColumnFilter = { country?, publisherId?, columnistId?, languages?, section?, kinds?, access?, day?: 'YYYY-MM-DD', include?: 'opinion' | 'all' }
//   listColumnsOfCountry(db, country, page, filter?), listColumnsByPublisher(db, id, page, filter?),
//   listColumnsByColumnist(db, id, page, filter?), listColumnsOnDay(db, day, page, filter?)
//   listFavouriteColumns(db, { country?, since, limit, languages? }): Promise<ColumnCard[]>   most opened, liked and viewed
//   findColumn(db, id, publisherId?): Promise<ColumnFinding | undefined>
//     { kind: 'found', column: ColumnDetail } | { kind: 'tombstone', tombstone: Tombstone } | { kind: 'moved', publisherId, id }
//     ColumnDetail = ColumnCard & { dek, byline, fullExcerpt, evidence per credit, rules, revisions, modifiedAt, collectedAt, pageRead }
//   findNeighbours(db, { id, publishedAt, columnistId }): Promise<{ previous: Neighbour | null, next: Neighbour | null }>
//   listDayCounts(db, { country?, from, to }): Promise<DayCount[]>          { day, columns } for the calendar
//
// Reading columnists
//   listColumnists(db, { initial?, country?, publisherId?, kinds? }, { limit, after?: NameCursor }): { items: ColumnistSummary[], next: NameCursor | null }
//   listInitials(db, { country? }): Promise<{ initial, columnists }[]>
//   findColumnistBySlug(db, slug): Promise<Found<Columnist> | undefined>, listColumnistsByIds(db, ids)
//   listOutlets(db, columnistId): Promise<Outlet[]>                         { publisherId, slug, name, country, columns, firstPublishedAt, lastPublishedAt }
//   listColumnistsOfPublisher(db, publisherId, limit): Promise<ColumnistSummary[]>   most columns first
//
// Who is who (each throws BadRequest with a sentence; Deciding = { by, reason, now }; `amendment` is what undoAmendment takes)
//   mergeColumnists(db, { from, into, ...Deciding }), splitColumnist(db, { slug, publisher, ...Deciding }): slugs in, persons out
//   correctColumn(db, { columnId, writers, teach?: 'always' | 'never', ...Deciding })    undoAmendment(db, id, { by, now })
//   listCorrections(db, { limit, after? })   in public    listReviews(db, { limit, after? }), listReports(db, { limit }), dismissColumn
//   addReport(db, { publisherId, columnId, name, note, day, visitor, now }): Promise<boolean>    false: enough for today
//   resolveColumnistIds(db, ids)   follows of those who were merged    listSameNames(db, limit)   outletMoves(outlets)   pure
//   settleWithdrawals(db, now)   of addresses that authors' pages took back    listPartedWriters(db, { limit }), findPartedWriters(db, id)   in public
//   listDoubtedMerges(db, { limit }), keepMerge(db, { merge, who, now })   for the operator
//   findLearned(db, publisherId, now): Promise<Learned>   Learned = { repeated: Map<folded name, share>, neverNames }
//
// Topics, directories, a writer's year
//   countTopics(db): Promise<TopicCount[]>      topics with columns: { topic, columns, isMore }, a thousand at most
//   listColumnsOnTopic(db, Topic, Sieve, { limit, after? }): Promise<Listing<ColumnCard>>      opinion alone, by any of a column's topics
//   siftColumns(db, { country?, languages?, include? }, Sieve, { limit, after? })   5,000 columns a page are looked at; `older` says where it goes on
//     Sieve = { country?, languages?, kinds?, access?, topic? }
//   listOnSubject(db, { id, topic, lang, publishedAt, columnistIds }, limit)   others of the same days    listTopicsOfColumnist(db, id)
//   listColumnistsIn(db, { country } | { publisherId }, page), listColumnistsOnTopic(db, Topic, limit), listPopularColumnists(db, now, limit),
//   listNewColumnists(db, limit), listOtherNames(db, id)
//   listWritingDays(db, columnistId, since): { day, columns }[], listWritingYears(db, id), listWritingMonths(db, id, year)
//   listSiblings(db, publisher): other editions of a house, findPublisherState(db, id): how visits go
//
// Search
//   parseSearchQuery(text): SearchQuery   pure: words, "phrases", -not, or, and author: publisher: country: lang: kind: before: after:
//     SearchQuery = { typed, alternatives, authors, publishers, countries, languages, kinds, from, before, problems: { kind, value }[] };
//     nothing is searched for when the first problem is `nothing` or `only-not`
//   searchColumns(db, SearchQuery, SearchPage): Promise<SearchResult>
//     SearchPage = { limit, sort?: 'relevance' | 'date', after?: the page before's `next`, filter?: ColumnFilter, timeoutMs? }
//     SearchResult = { items, next: string | null, found, isMore, stopped, lookedSince, unknownNames }
//     stopped: it took too long, and nothing older than lookedSince was looked at
//   suggest(db, prefix, limit): Promise<{ columnists: ColumnistSummary[], publishers: PublisherSuggestion[] }>
//   suggestColumnists(db, text, limit): Promise<ColumnistSummary[]>         by the beginnings of name parts, in any alphabet
//
// Tests (import from src/archive/test-database.ts, which is not part of this index)
//   createTestDatabase(): Promise<{ db, url, drop() }>      withDatabase(t): Promise<Db>   drops after the test `t`
export {
  hasReplica,
  isLogPlace,
  noticeChange,
  placeInLog,
  readingFromReplica,
  startHearing,
  stopHearing,
} from './replica.ts'
export { listenForTopics, type Listening, type PageTopic } from './announcements.ts'
export * from './archive-days.ts'
export { blockPrefix, liftBlock, listBlocks, type Block, type BlockWish } from './blocks.ts'
export * from './desk-access.ts'
export * from './desk-log.ts'
export { addPublisher, ensureEdition } from './following.ts'
export { listFollowedColumns } from './followed-columns.ts'
export * from './column-detail.ts'
export * from './columnists.ts'
export { findChosenCards, listCandidates, listCandidatesByKeys } from './front-candidates.ts'
export {
  listColumns,
  listColumnsByColumnist,
  listColumnsByKeys,
  listColumnsByPublisher,
  listFavouriteColumns,
  type ColumnFilter,
} from './columns.ts'
export { findNeighbours, type Neighbours } from './neighbours.ts'
export { openArchive, type Archive, type ArchiveOptions } from './database.ts'
export { dumpSchema } from './dump-schema.ts'
export { distributeArchive, planDistribution, type DistributionPlan } from './distribute.ts'
export { listFeeds, stopFeed, upsertFeed, upsertFeeds, type DueFeed, type FeedInput } from './feeds.ts'
export { filePages, type PageFiling, type ReadPage } from './filing-page.ts'
export { fileColumns, type FiledColumn, type FilingResult } from './filing.ts'
export type { FilingOptions, PageOfDraft, PageWish } from './filing-plan.ts'
export { findNewDrafts } from './filing-known.ts'
export * from './health.ts'
export * from './hosts.ts'
export { joinCopy, listFamily, separateCopy, type Publication } from './copies.ts'
export { findOpenOriginals, settleCopies } from './settle-copies.ts'
export {
  countSamePictures,
  dropStaleImages,
  fileImage,
  findImageFile,
  findPictures,
  type DueImage,
  type ImageFile,
  type ImageOutcome,
  type Picture,
} from './images.ts'
export * from './kept.ts'
export {
  countSamePortraits,
  dropStalePortraits,
  filePortrait,
  findPortraitFile,
  findPortraits,
  planPortraits,
  portraitWidths,
  type DuePortrait,
  type Portrait,
  type PortraitFiles,
  type PortraitOutcome,
} from './portraits.ts'
export { isArchiveTrouble } from './archive-trouble.ts'
export * from './author-pages.ts'
export * from './author-page-filing.ts'
export { findBiography, type Biography } from './author-words.ts'
export * from './parted-writers.ts'
export { settleWithdrawals, type Parted } from './withdrawals.ts'
export { joinForgotten } from './identity-evidence.ts'
export { ArchiveProblem } from './archive-problem.ts'
export { checkClock, mendSchedule } from './clock.ts'
export * from './backfills.ts'
export { BackupProblem, readBackupFile, restoreBackup, writeBackup, type Manifest, type Sums } from './backup/index.ts'
export { listBotDays, type BotDay } from './bot-days.ts'
export { readGauges } from './gauges.ts'
export * from './licences.ts'
export * from './websub.ts'
export * from './page-known.ts'
export {
  decodeCursor,
  decodeNameCursor,
  encodeCursor,
  encodeNameCursor,
  type Cursor,
  type Found,
  type Listing,
  type NameCursor,
  type PageRequest,
} from './listing.ts'
export { migrateArchive } from './migrate.ts'
export * from './publishers.ts'
export { listAmendments } from './amendments.ts'
export { undoAmendment } from './undo.ts'
export { correctColumn, listCorrections, type CorrectedName, type Correction } from './corrections.ts'
export { mergeColumnists, splitColumnist } from './identity.ts'
export { resolveColumnistIds } from './identity-present.ts'
export { outletMoves, type OutletMove } from './outlet-moves.ts'
export { findLearned, type Learned } from './repeated-names.ts'
export { addReport, dismissColumn, listReports, listReviews, type Report, type Review } from './review.ts'
export { listSameNames } from './same-names.ts'
export type { Db, Schema } from './schema.ts'
export * from './review.ts'
export { recountArchive, type Recount } from './recount.ts'
export { copyRows, copyValue, type RowWriter } from './copy-rows.ts'
export { vectorOf as columnVector } from './filing-decide.ts'
export { soundsOf } from './name-sounds.ts'
export { periodTags } from './search-windows.ts'
export { nameVector, wordForms } from './search-vector.ts'
export { searchColumns, type SearchPage, type SearchResult } from './search.ts'
export { suggest, type PublisherSuggestion, type Suggestions } from './search-people.ts'
export { parseSearchQuery, type SearchProblem, type SearchQuery } from './search-query.ts'
export * from './rhythm.ts'
export * from './site-columnists.ts'
export * from './site-counting.ts'
export * from './site-editions.ts'
export * from './site-health.ts'
export * from './site-publishers.ts'
export * from './site-terms.ts'
export { forgetMissing, judgeMissing, queueVanished, type FeedListing, type MissingVerdict } from './vanished.ts'
export * from './takedown-requests.ts'
export * from './takedown-targets.ts'
export { countTopics, type TopicCount } from './topic-counts.ts'
export { listColumnsOnTopic, listOnSubject, listTopicsOfColumnist, siftColumns, type Sieve } from './topics.ts'
export {
  expireColumns,
  listTakedowns,
  takeDownColumn,
  undoTakedown,
  type StandingTakedown,
  type Takedown,
} from './takedowns.ts'
export {
  pruneVisits,
  recordVisit,
  type FeedChange,
  type PageChange,
  type VisitPurpose,
  type VisitRecord,
} from './visits.ts'
