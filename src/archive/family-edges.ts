// Which columns edges join: followed from many columns at a time, a question for each step away from them.
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { keysTable, type ColumnKey } from './column-keys.ts'
import type { Db } from './schema.ts'

/** Members that are looked at: a page that thousands of others name is a mistake of theirs. */
const maxMembers = 60
/** Edges that are read of one column in either direction: among so many, as many as a family may have are new to it. */
const maxEdges = 2 * maxMembers

type Neighbour = ColumnKey & {
  /** This column is the copy, that one its original. */
  readonly isOriginal: boolean
}
type Graph = Map<ColumnId, readonly Neighbour[]>

export type Reached = ColumnKey & {
  /** Names an original among the columns that were reached with it. */
  readonly isCopy: boolean
}

/** For each of the columns that no earlier one reached, all that edges lead to from it in either direction, itself first. */
export async function reachFamilies(db: Db, keys: readonly ColumnKey[]): Promise<Reached[][]> {
  const graph: Graph = new Map()
  for (;;) {
    const families: ColumnKey[][] = []
    const done = new Set<ColumnId>()
    const unread = new Map<ColumnId, ColumnKey>()
    for (const key of keys) {
      if (done.has(key.id)) continue
      const reached = reachFrom(key, graph)
      for (const { id } of reached.members) done.add(id)
      for (const one of reached.unread) unread.set(one.id, one)
      families.push(reached.members)
    }
    if (unread.size === 0) return families.map((members) => withCopies(members, graph))
    await readNeighbours(db, [...unread.values()], graph)
  }
}

/** Nearest first. What has to be read before farther ones are known is `unread`. */
function reachFrom(key: ColumnKey, graph: Graph): { members: ColumnKey[]; unread: ColumnKey[] } {
  const members = new Map([[key.id, key]])
  const unread: ColumnKey[] = []
  for (const member of members.values()) {
    if (members.size >= maxMembers) break
    const neighbours = graph.get(member.id)
    if (neighbours === undefined) unread.push(member)
    for (const { publisherId, id } of neighbours ?? [])
      if (members.size < maxMembers && !members.has(id)) members.set(id, { publisherId, id })
  }
  return { members: [...members.values()], unread }
}

function withCopies(members: readonly ColumnKey[], graph: Graph): Reached[] {
  const ids = new Set(members.map(({ id }) => id))
  return members.map(({ publisherId, id }) => {
    const isCopy = graph.get(id)?.some((other) => other.isOriginal && ids.has(other.id)) ?? false
    return { publisherId, id, isCopy }
  })
}

/** Edges stand on every machine of a cluster, whatever shards their columns are in. */
async function readNeighbours(db: Db, keys: readonly ColumnKey[], graph: Graph): Promise<void> {
  const { rows } = await sql<{ from: ColumnId } & { publisherId: PublisherId; id: ColumnId; isOriginal: boolean }>`
    select k.id as "from", e.publisher_id as "publisherId", e.id, e.is_original as "isOriginal"
    from ${keysTable(keys)} cross join lateral (
      (select s.of_publisher_id as publisher_id, s.of_column_id as id, true as is_original from syndications s
        where s.publisher_id = k.publisher_id and s.column_id = k.id and s.of_column_id is not null and s.undone_at is null
        order by s.of_column_id limit ${sql.lit(maxEdges)})
      union all
      (select s.publisher_id, s.column_id, false from syndications s
        where s.of_publisher_id = k.publisher_id and s.of_column_id = k.id and s.undone_at is null
        order by s.column_id limit ${sql.lit(maxEdges)})
    ) e`.execute(db)
  const neighbours = Map.groupBy(rows, ({ from }) => from)
  for (const { id } of keys) graph.set(id, neighbours.get(id) ?? [])
}
