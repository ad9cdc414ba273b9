// The writer's column before one and the one after it: a headline and an address each, and nothing else of their cards is read.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnCard, ColumnId, ColumnistId, Credit } from '../model/index.ts'
import { isDistributed } from './distribution.ts'
import { besideList } from './kept-counts.ts'
import type { Db } from './schema.ts'

/** Who is credited first alone: the address names no other. */
export type Neighbour = Pick<ColumnCard, 'id' | 'publisherSlug' | 'title' | 'lang' | 'dir'> & {
  readonly credits: readonly Pick<Credit, 'slug'>[]
}
export type Neighbours = { readonly previous: Neighbour | null; readonly next: Neighbour | null }

type Place = { readonly id: ColumnId; readonly publishedAt: Date; readonly columnistId: ColumnistId }
type NeighbourRow = Omit<Neighbour, 'credits'> & { readonly writer: string | null }

/** Asked for together; a cluster is asked for each. */
export async function findNeighbours(db: Db, column: Place): Promise<Neighbours> {
  const onCluster = isDistributed(db)
  const [older, newer] = [nearest(column, 'older', onCluster), nearest(column, 'newer', onCluster)]
  if (onCluster) {
    const [previous, next] = await Promise.all([older.execute(db), newer.execute(db)])
    return { previous: toNeighbour(previous.rows[0]), next: toNeighbour(next.rows[0]) }
  }
  const { rows } = await sql<NeighbourRow & { readonly newer: boolean }>`
    select o.*, false as newer from (${older}) o union all select n.*, true from (${newer}) n`.execute(db)
  return { previous: toNeighbour(rows.find((row) => !row.newer)), next: toNeighbour(rows.find((row) => row.newer)) }
}

/** Whose they are stays unknown to the planner where there is one server, so that it plans once. */
function nearest(
  { columnistId, publishedAt, id }: Place,
  side: 'older' | 'newer',
  onCluster: boolean,
): RawBuilder<NeighbourRow> {
  const writer = onCluster ? sql`${columnistId}` : sql`(select ${columnistId}::bigint)`
  const [beyond, order] = side === 'older' ? [sql.raw('<'), sql.raw('desc')] : [sql.raw('>'), sql.raw('asc')]
  return sql<NeighbourRow>`
    select c.id, p.slug as "publisherSlug", c.title, c.lang, c.dir, (
      select w.slug from attributions a join columnists w on w.id = a.columnist_id
      where a.publisher_id = c.publisher_id and a.column_id = c.id order by a.position limit 1) as writer
    from attributions f join columns c on c.publisher_id = f.publisher_id and c.id = f.column_id
    join publishers p on p.id = c.publisher_id
    where f.columnist_id = ${writer} and (f.published_at, f.column_id) ${beyond} (${publishedAt}, ${id}) and c.listed
      and not f.repeated and f.role not in (${besideList})
    order by f.published_at ${order}, f.column_id ${order} limit 1`
}

function toNeighbour(row: NeighbourRow | undefined): Neighbour | null {
  if (row === undefined) return null
  const { id, publisherSlug, title, lang, dir, writer } = row
  return { id, publisherSlug, title, lang, dir, credits: writer === null ? [] : [{ slug: writer }] }
}
