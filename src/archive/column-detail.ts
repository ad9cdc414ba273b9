// One column with everything that explains it: the evidence for its names, the rules that bound it, what was changed. Or
// what became of it: a permalink never ends in nothing.
import { sql } from 'kysely'
import type { ColumnCard, ColumnId, CountryCode, Credit, Evidence, PublisherId, Rule, Topic } from '../model/index.ts'
import { cardColumns, cardJoins, mayShowText, toCard, type CardRow } from './cards.ts'
import type { Db } from './schema.ts'

export type ColumnDetail = Omit<ColumnCard, 'credits'> & {
  readonly credits: readonly (Credit & { readonly evidence: readonly Evidence[] })[]
  readonly dek: string | null
  /** As printed. */
  readonly byline: string | null
  /** The excerpt for the column's own page; `excerpt` is the one for lists. */
  readonly fullExcerpt: string | null
  /** Decisive ones first, as they were filed. */
  readonly rules: readonly Rule[]
  /** Oldest first. */
  readonly revisions: readonly ColumnRevision[]
  readonly modifiedAt: Date | null
  readonly collectedAt: Date
  readonly pageRead: boolean
  /** The most telling first. */
  readonly topics: readonly Topic[]
  /** The operator's word on who wrote it, when the names stand on that. */
  readonly correction: { readonly id: number; readonly reason: string; readonly correctedAt: Date } | null
  /** Since it was collected one of its writers was taken for another of the name for a time: what `findPartedWriters` tells of it. */
  readonly parted: number | null
}

export type ColumnRevision = {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
  readonly seenAt: Date
}

/** What stays of a column that may not be shown. */
export type Tombstone = {
  readonly id: ColumnId
  readonly publisherId: PublisherId
  readonly publisherSlug: string
  readonly publisherName: string
  readonly country: CountryCode
  /** Of the takedown; `expired` when the publisher's own date has passed, `rules` when its rules do not let it be listed. */
  readonly reason: string
  readonly takenAt: Date
}

export type ColumnFinding =
  | { readonly kind: 'found'; readonly column: ColumnDetail }
  | { readonly kind: 'tombstone'; readonly tombstone: Tombstone }
  /** Two columns turned out to be one. */
  | { readonly kind: 'moved'; readonly publisherId: PublisherId; readonly id: ColumnId }

/** By its id; naming the publisher too lets a cluster ask one shard. Undefined when there never was such a column. */
export async function findColumn(db: Db, id: ColumnId, publisherId?: PublisherId): Promise<ColumnFinding | undefined> {
  const ofPublisher = publisherId === undefined ? sql`true` : sql`c.publisher_id = ${publisherId}`
  const { rows } = await sql<DetailRow>`
    select ${cardColumns}, c.listed, case when ${mayShowText} then c.dek end as dek, c.byline,
      case when ${mayShowText} then c.excerpt end as full_excerpt, c.modified_at, c.collected_at, c.page_read, c.until, c.topics,
      coalesce((select json_agg(json_build_object('position', e.position, 'source', e.source, 'text', e.text, 'selector', e.place)
          order by e.position, e.number)
        from evidence e where e.publisher_id = c.publisher_id and e.column_id = c.id), '[]'::json) as evidence,
      (select json_agg(a.position order by a.position)
        from attributions a where a.publisher_id = c.publisher_id and a.column_id = c.id) as positions,
      coalesce((select json_agg(json_build_object('source', r.source, 'agent', r.agent, 'name', r.name, 'value', r.value,
          'place', r.place, 'effect', r.effect, 'decisive', r.decisive, 'readAt', r.read_at) order by r.position)
        from rules r where r.publisher_id = c.publisher_id and r.column_id = c.id), '[]'::json) as rules,
      coalesce((select json_agg(json_build_object('field', v.field, 'before', v.before, 'after', v.after, 'seenAt', v.seen_at)
          order by v.seen_at, v.id)
        from revisions v where v.publisher_id = c.publisher_id and v.column_id = c.id), '[]'::json) as revisions,
      (select json_build_object('id', o.id, 'reason', o.reason, 'correctedAt', o.corrected_at) from corrections o
        where o.publisher_id = c.publisher_id and o.column_id = c.id and o.undone_at is null
        order by o.id desc limit 1) as correction,
      (select max(w.id) from attributions a
        join withdrawals w on w.outcome = 'parted' and (w.from_id = a.columnist_id or w.into_id = a.columnist_id)
        where a.publisher_id = c.publisher_id and a.column_id = c.id and w.withdrawn_at > c.collected_at) as parted,
      (select json_build_object('reason', t.reason, 'takenAt', t.taken_at) from takedowns t
        where t.publisher_id = c.publisher_id and t.column_id = c.id and t.undone_at is null
        order by t.id desc limit 1) as takedown
    from columns c ${cardJoins} where ${ofPublisher} and c.id = ${id}`.execute(db)
  const row = rows[0]
  if (row !== undefined)
    return row.listed ? { kind: 'found', column: toDetail(row) } : { kind: 'tombstone', tombstone: toTombstone(row) }
  return findMoved(db, id, publisherId)
}

async function findMoved(
  db: Db,
  id: ColumnId,
  publisherId: PublisherId | undefined,
): Promise<ColumnFinding | undefined> {
  let query = db.selectFrom('moved_columns').select(['publisher_id', 'to_id']).where('from_id', '=', id)
  if (publisherId !== undefined) query = query.where('publisher_id', '=', publisherId)
  const moved = await query.executeTakeFirst()
  return moved && { kind: 'moved', publisherId: moved.publisher_id as PublisherId, id: moved.to_id as ColumnId }
}

type DetailRow = CardRow & {
  listed: boolean
  dek: string | null
  byline: string | null
  full_excerpt: string | null
  modified_at: Date | null
  collected_at: Date
  page_read: boolean
  topics: string | null
  until: Date | null
  evidence: (Evidence & { position: number })[]
  positions: number[] | null
  rules: (Omit<Rule, 'readAt'> & { readAt: string })[]
  revisions: (Omit<ColumnRevision, 'seenAt'> & { seenAt: string })[]
  correction: { id: number; reason: string; correctedAt: string } | null
  parted: number | null
  takedown: { reason: string; takenAt: string } | null
}

function toDetail(row: DetailRow): ColumnDetail {
  const evidence = Map.groupBy(row.evidence, (item) => item.position)
  const positions = row.positions ?? []
  return {
    ...toCard(row),
    credits: row.credits.map((credit, index) => {
      const items = evidence.get(positions[index] ?? index) ?? []
      return Object.assign({}, credit, {
        evidence: items.map(({ source, text, selector }) => ({ source, text, selector })),
      })
    }),
    dek: row.dek,
    byline: row.byline,
    fullExcerpt: row.full_excerpt,
    rules: row.rules.map((rule) => Object.assign({}, rule, { readAt: new Date(rule.readAt) })),
    revisions: row.revisions.map((revision) => Object.assign({}, revision, { seenAt: new Date(revision.seenAt) })),
    modifiedAt: row.modified_at,
    collectedAt: row.collected_at,
    pageRead: row.page_read,
    topics: (row.topics?.split(' ') ?? []) as Topic[],
    correction: row.correction && { ...row.correction, correctedAt: new Date(row.correction.correctedAt) },
    parted: row.parted,
  }
}

function toTombstone(row: DetailRow): Tombstone {
  const { takedown, until } = row
  return {
    id: row.id,
    publisherId: row.publisher_id,
    publisherSlug: row.publisher_slug,
    publisherName: row.publisher_name,
    country: row.country,
    reason: takedown?.reason ?? (until === null ? 'rules' : 'expired'),
    takenAt: takedown === null ? (until ?? row.collected_at) : new Date(takedown.takenAt),
  }
}
