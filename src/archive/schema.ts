// The shape of every table, as Kysely knows it. archive/schema.sql is the dumped truth; a test compares the two.
import type { ColumnType, Generated, JSONColumnType, Kysely } from 'kysely'

/** A connection to the archive, or a transaction on one. */
export type Db = Kysely<Schema>

export type Schema = {
  kept: KeptTable
  editions: EditionsTable
  publishers: PublishersTable
  publisher_slugs: PublisherSlugsTable
  feeds: FeedsTable
  licences: LicencesTable
  subscriptions: SubscriptionsTable
  author_pages: AuthorPagesTable
  withdrawals: WithdrawalsTable
  portraits: PortraitsTable
  backfills: BackfillsTable
  hosts: HostsTable
  visits: VisitsTable
  visit_days: VisitDaysTable
  columns: ColumnsTable
  addresses: AddressesTable
  moved_columns: MovedColumnsTable
  pages_due: PagesDueTable
  images_due: ImagesDueTable
  images: ImagesTable
  image_files: ImageFilesTable
  syndications: SyndicationsTable
  fingerprints: FingerprintsTable
  copies_due: CopiesDueTable
  revisions: RevisionsTable
  rules: RulesTable
  takedowns: TakedownsTable
  columnists: ColumnistsTable
  columnist_slugs: ColumnistSlugsTable
  aliases: AliasesTable
  attributions: AttributionsTable
  evidence: EvidenceTable
  corrections: CorrectionsTable
  outlets: OutletsTable
  publisher_counts: PublisherCountsTable
  country_days: CountryDaysTable
  column_counts: ColumnCountsTable
  views_daily: ViewsDailyTable
  opens_daily: OpensDailyTable
  counting_salts: CountingSaltsTable
  counted: CountedTable
  likes: LikesTable
  reviews: ReviewsTable
  reports: ReportsTable
  reporters: ReportersTable
  amendments: AmendmentsTable
  never_names: NeverNamesTable
  vanished: VanishedTable
  acts: ActsTable
  desk_keys: DeskKeysTable
  desk_sessions: DeskSessionsTable
  takedown_requests: TakedownRequestsTable
  blocks: BlocksTable
}

type JsonColumn = JSONColumnType<object>
/** Never read back: only searched. */
type Lexemes = ColumnType<never, unknown, unknown>

export type KeptTable = {
  name: string
  value: JsonColumn
  kept_at: Generated<Date>
}

export type EditionsTable = {
  id: string
  name: string
  languages: Generated<string[]>
}

export type PublishersTable = {
  id: Generated<number>
  slug: string
  name: string
  home: string
  country: string
  languages: Generated<string[]>
  contact: string | null
  agreement: JsonColumn | null
  attribution_rule: JsonColumn | null
  address_source: string | null
  followed_at: Generated<Date>
  search: ColumnType<string, string | undefined, string>
}

export type PublisherSlugsTable = {
  slug: string
  publisher_id: number
}

export type FeedsTable = {
  publisher_id: number
  id: Generated<number | null>
  url: string
  host: string
  format: string | null
  title: string | null
  lang: string | null
  kind: string | null
  section: string | null
  etag: string | null
  last_modified: string | null
  columnist: string | null
  hub: string | null
  hints: JsonColumn | null
  next_at: Generated<Date>
  interval_s: Generated<number>
  failures: Generated<number>
  moved_to: string | null
  moved_seen: Generated<number>
  visited_at: Date | null
  unconditional_at: Date | null
  brought_at: Date | null
  gone_at: Date | null
  added_at: Generated<Date>
  pushed_until: Date | null
  pinged_at: Date | null
}

export type LicencesTable = {
  url: string
  value: JsonColumn
  expires_at: Date
}

export type SubscriptionsTable = {
  publisher_id: number
  feed_id: number
  hub: string
  topic: string
  token: string
  secret: string
  state: string
  next_at: Date
  asked_at: Date | null
  lease_ends_at: Date | null
  failures: Generated<number>
  problem: string | null
}

export type BackfillsTable = {
  publisher_id: number
  id: Generated<number>
  feed_id: number
  host: string
  url: string
  pages_left: number
  next_at: Date
  attempts: Generated<number>
  visited_at: Date | null
  outcome: string | null
  entries: number | null
  new_columns: number | null
  problem: string | null
}

export type HostsTable = {
  host: string
  next_at: Generated<Date>
  free_at: Generated<Date>
  leased_until: Date | null
  leased_by: string | null
  crawl_delay_ms: number | null
  wait_until: Date | null
  failures: Generated<number>
  robots_state: string | null
  robots_text: string | null
  robots_status: number | null
  robots_fetched_at: Date | null
  robots_expires_at: Date | null
  wishes: JsonColumn | null
  wishes_expires_at: Date | null
}

export type VisitsTable = {
  publisher_id: number
  id: Generated<number | null>
  feed_id: number | null
  column_id: number | null
  host: string
  url: string
  purpose: string
  outcome: string
  reading: string | null
  status: number | null
  bytes: Generated<number>
  duration_ms: Generated<number>
  entries: number | null
  new_columns: number | null
  problem: string | null
  visited_at: Date
}

export type VisitDaysTable = {
  publisher_id: number
  day: string
  purpose: string
  outcome: string
  visits: number
  bytes: number
}

export type ColumnsTable = {
  publisher_id: number
  id: Generated<number | null>
  canonical_url: string
  feed_id: number | null
  country: string
  title: string
  feed_title: string | null
  dek: string | null
  excerpt: string | null
  list_excerpt: string | null
  byline: string | null
  lang: string
  dir: string
  kind: string
  opinion: boolean
  access: string
  section: string | null
  topics: string | null
  image: string | null
  words: number | null
  listed: boolean
  page_read: boolean
  published_at: Date
  published_known: boolean
  modified_at: Date | null
  collected_at: Date
  until: Date | null
  search: Lexemes
  claimed: string | null
  family: number | null
  copy_level: Generated<number>
}

export type AddressesTable = {
  publisher_id: number
  address: string
  column_id: number
}

export type MovedColumnsTable = {
  publisher_id: number
  from_id: number
  to_id: number
}

export type PagesDueTable = {
  publisher_id: number
  column_id: number
  host: string
  url: string
  next_at: Date
  attempts: Generated<number>
}

export type ImagesDueTable = {
  publisher_id: number
  column_id: number
  host: string
  url: string
  max_width: number
  alt: string | null
  next_at: Date
  attempts: Generated<number>
}

export type ImagesTable = {
  publisher_id: number
  column_id: number
  hash: string
  host: string
  url: string
  max_width: number
  alt: string | null
  fetched_at: Date
}

export type ImageFilesTable = {
  publisher_id: number
  column_id: number
  width: number
  height: number
  bytes: Buffer
}

export type RevisionsTable = {
  publisher_id: number
  id: Generated<number | null>
  column_id: number
  field: string
  before: string | null
  after: string | null
  seen_at: Date
}

export type RulesTable = {
  publisher_id: number
  column_id: number
  position: number
  source: string
  agent: string
  name: string
  value: string | null
  place: string
  effect: string
  decisive: boolean
  read_at: Date
}

export type TakedownsTable = {
  publisher_id: number
  id: Generated<number | null>
  column_id: number
  reason: string
  detail: string | null
  asked_by: string | null
  was_listed: boolean
  taken_at: Date
  undone_at: Date | null
  held: JsonColumn | null
}

export type ColumnistsTable = {
  id: Generated<number>
  slug: string
  name: string
  kind: string
  sort_name: string
  initial: string
  search: Lexemes
  sounds: Generated<string>
  links: Generated<string[]>
  image: string | null
  merged_into: number | null
  found_at: Generated<Date>
}

export type ColumnistSlugsTable = {
  slug: string
  columnist_id: number
}

export type AliasesTable = {
  publisher_id: number
  folded_name: string
  author_url: Generated<string>
  columnist_id: number
  kind: string
}

export type AuthorPagesTable = {
  publisher_id: number
  folded_name: string
  author_url: string
  host: string
  next_at: Date | null
  attempts: Generated<number>
  visited_at: Date | null
  outcome: string | null
  problem: string | null
  links: Generated<string[]>
  biography: string | null
  lang: string | null
  dir: string | null
  missing: string[] | null
  missing_since: Date | null
  withdrawn: string[] | null
}

export type WithdrawalsTable = {
  id: Generated<number>
  publisher_id: number
  author_url: string
  columnist_id: number
  address: string
  withdrawn_at: Date
  outcome: string
  merge_id: number | null
  from_id: number | null
  into_id: number | null
  merged_at: Date | null
}

export type PortraitsTable = {
  publisher_id: number
  folded_name: string
  author_url: string
  host: string
  url: string
  max_width: number
  next_at: Date | null
  attempts: Generated<number>
  digest: string | null
  hash: string | null
  small: Buffer | null
  large: Buffer | null
  fetched_at: Date | null
}

export type AttributionsTable = {
  publisher_id: number
  column_id: number
  position: number
  columnist_id: number
  role: string
  confidence: number
  published_at: Date
  folded_name: Generated<string>
  repeated: Generated<boolean>
}

export type SyndicationsTable = {
  publisher_id: number
  column_id: number
  original_url: string
  of_publisher_id: number | null
  of_column_id: number | null
  evidence: string
  place: string
  found_at: Date
  undone_at: Date | null
  undone_by: string | null
}

export type FingerprintsTable = {
  publisher_id: number
  column_id: number
  shingles: number
  hashes: number[]
}

export type CopiesDueTable = {
  publisher_id: number
  column_id: number
  due_at: Date
}

export type EvidenceTable = {
  publisher_id: number
  column_id: number
  position: number
  number: number
  source: string
  text: string
  place: string
}

export type CorrectionsTable = {
  publisher_id: number
  id: Generated<number | null>
  column_id: number
  before: JsonColumn
  after: JsonColumn
  reason: string
  corrected_by: string
  corrected_at: Generated<Date>
  amendment_id: number
  undone_at: Date | null
}

export type ReviewsTable = {
  publisher_id: number
  column_id: number
  reason: string
  evidence: JsonColumn
  asked_at: Date
  resolved_at: Date | null
  resolution: string | null
}

export type ReportsTable = {
  publisher_id: number
  id: Generated<number | null>
  column_id: number
  name: string
  note: string | null
  reported_at: Date
  settled_at: Date | null
  settlement: string | null
}

export type ReportersTable = {
  day: string
  visitor: Buffer
  reports: number
}

export type AmendmentsTable = {
  id: Generated<number>
  what: string
  who: string
  reason: string
  concerns: number[]
  before: JsonColumn
  after: JsonColumn
  amended_at: Date
  undone_at: Date | null
  undone_by: string | null
}

export type NeverNamesTable = {
  publisher_id: number
  folded_name: string
  name: string
  taught_at: Date
}

export type OutletsTable = {
  publisher_id: number
  columnist_id: number
  columns: number
  pieces: number
  first_published_at: Date
  last_published_at: Date
  repeats: Generated<number>
}

export type PublisherCountsTable = {
  publisher_id: number
  columns: number
  pieces: number
  last_published_at: Date
}

export type CountryDaysTable = {
  country: string
  day: string
  columns: number
  repeats: Generated<number>
  abroad: Generated<number>
}

export type ColumnCountsTable = {
  publisher_id: number
  column_id: number
  views: Generated<number>
  opens: Generated<number>
  likes: Generated<number>
}

export type ViewsDailyTable = {
  publisher_id: number
  column_id: number
  day: string
  views: number
}

export type OpensDailyTable = {
  publisher_id: number
  column_id: number
  day: string
  opens: number
}

export type CountingSaltsTable = {
  day: string
  salt: Buffer
}

export type CountedTable = {
  publisher_id: number
  column_id: number
  day: string
  what: string
  visitor: Buffer
}

export type LikesTable = {
  publisher_id: number
  column_id: number
  device: Buffer
  liked_on: string
}

export type VanishedTable = {
  publisher_id: number
  column_id: number
  seen_at: Date
  missing_at: Date | null
}

export type ActsTable = {
  id: Generated<number>
  acted_at: Date
  who: string
  what: string
  reason: string
  subject: string
  publisher_id: number | null
  column_id: number | null
  before: JsonColumn
  after: JsonColumn
}

export type DeskKeysTable = {
  token_hash: Buffer
  made_at: Date
  expires_at: Date
  used_at: Date | null
}

export type DeskSessionsTable = {
  token_hash: Buffer
  opened_at: Date
  expires_at: Date
  closed_at: Date | null
}

export type TakedownRequestsTable = {
  id: Generated<number>
  addresses: string[]
  asker: string
  role: string
  email: string
  reason: string
  asked_at: Date
  state: Generated<string>
  decided_at: Date | null
}

export type BlocksTable = {
  publisher_id: number
  id: Generated<number>
  prefix: string
  reason: string
  blocked_at: Date
  lifted_at: Date | null
}
