// Families of copies: everything that edges join is one piece, and one column of it stands for all. What lists, counts and
// columnists' pages leave out is worked out here, whenever a member comes, goes or is shown again.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnId, ColumnistId, PublisherId } from '../model/index.ts'
import { announce } from './announcements.ts'
import type { ColumnKey } from './column-keys.ts'
import { isDistributed } from './distribution.ts'
import { jsonRows } from './json-rows.ts'
import { besideRoles, recountOutlets } from './kept-counts.ts'
import type { Db } from './schema.ts'

/** Members that are looked at: a page that thousands of others name is a mistake of theirs. */
const maxMembers = 60

type Member = {
  readonly publisher_id: PublisherId
  readonly id: ColumnId
  readonly country: string
  readonly published_at: Date
  readonly listed: boolean
  readonly family: number | null
  readonly copy_level: number
  /** Names an original among the members. */
  readonly is_copy: boolean
}

/** True while lists of the whole world, of a country, or only of its publisher show the member. */
const levels = { everywhere: 0, inCountry: 1, atPublisher: 2 } as const

/** Works the families of these columns out anew, and those that their members belonged to before. Joins the caller's transaction. */
export async function refreshFamilies(db: Db, keys: readonly ColumnKey[]): Promise<void> {
  const done = new Set<ColumnId>()
  let left: readonly ColumnKey[] = keys
  while (left.length > 0) {
    const before = new Set<number>()
    for (const key of left) {
      if (done.has(key.id)) continue
      const members = await readMembers(db, key)
      done.add(key.id)
      for (const { id, family } of members) {
        done.add(id)
        if (family !== null) before.add(family)
      }
      await settle(db, members)
    }
    const { rows } = await sql<ColumnKey>`
      select publisher_id as "publisherId", id from columns where family = any(${[...before]}::bigint[])`.execute(db)
    left = rows.filter(({ id }) => !done.has(id))
  }
}

/** After a column was hidden or shown again: if it has copies, another may have to stand for them now. */
export async function refreshFamilyOf(db: Db, key: ColumnKey): Promise<void> {
  const { rows } = await sql`
    select 1 from columns where publisher_id = ${key.publisherId} and id = ${key.id} and family is not null`.execute(db)
  if (rows.length === 0) return
  await lockFamilies(db)
  await refreshFamilies(db, [key])
}

/** Until the transaction ends: families are worked out by one process at a time. */
export async function lockFamilies(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('colonnade families'))`.execute(db)
}

/** All that edges lead to, in either direction, in the order in which they were published. */
async function readMembers(db: Db, from: ColumnKey): Promise<Member[]> {
  if (isDistributed(db)) return readMembersOnCluster(db, from)
  const { rows } = await sql<Member>`${reachedFrom(from)}
    select c.publisher_id, c.id, c.country, c.published_at, c.listed, c.family, c.copy_level, exists (
      select 1 from syndications s join reached o on o.publisher_id = s.of_publisher_id and o.id = s.of_column_id
      where s.publisher_id = c.publisher_id and s.column_id = c.id and s.undone_at is null) as is_copy
    from reached m join columns c on c.publisher_id = m.publisher_id and c.id = m.id
    order by c.published_at, c.id`.execute(db)
  return rows
}

function reachedFrom(from: ColumnKey): RawBuilder<unknown> {
  return sql`
    with recursive family(publisher_id, id) as (
      select ${from.publisherId}::bigint, ${from.id}::bigint
      union
      select e.publisher_id, e.id from family f cross join lateral (
        select s.of_publisher_id as publisher_id, s.of_column_id as id from syndications s
        where s.publisher_id = f.publisher_id and s.column_id = f.id and s.of_column_id is not null and s.undone_at is null
        union all
        select s.publisher_id, s.column_id from syndications s
        where s.of_publisher_id = f.publisher_id and s.of_column_id = f.id and s.undone_at is null
      ) e
    ), reached as (select * from family limit ${sql.lit(maxMembers)})`
}

/** Edges are on every machine of a cluster, columns in shards: the edges are followed first. */
async function readMembersOnCluster(db: Db, from: ColumnKey): Promise<Member[]> {
  const { rows: reached } = await sql<ColumnKey & { is_copy: boolean }>`${reachedFrom(from)}
    select m.publisher_id as "publisherId", m.id, exists (
      select 1 from syndications s join reached o on o.publisher_id = s.of_publisher_id and o.id = s.of_column_id
      where s.publisher_id = m.publisher_id and s.column_id = m.id and s.undone_at is null) as is_copy
    from reached m`.execute(db)
  const { rows } = await sql<Omit<Member, 'is_copy'>>`
    select c.publisher_id, c.id, c.country, c.published_at, c.listed, c.family, c.copy_level
    from unnest(${reached.map((key) => key.publisherId)}::bigint[], ${reached.map((key) => key.id)}::bigint[])
      as m(publisher_id, id)
    join columns c on c.publisher_id = m.publisher_id and c.id = m.id order by c.published_at, c.id`.execute(db)
  const copies = new Set(reached.filter((key) => key.is_copy).map((key) => key.id))
  return rows.map((row) => Object.assign({}, row, { is_copy: copies.has(row.id) }))
}

/** The first original that may be shown; where everything names another, or the original is gone, the first of all. */
function headOf(members: readonly Member[]): Member | undefined {
  const listed = members.filter((member) => member.listed)
  return listed.find((member) => !member.is_copy) ?? listed[0]
}

async function settle(db: Db, members: readonly Member[]): Promise<void> {
  const listed = members.filter((member) => member.listed)
  const head = headOf(members)
  const isFamily = members.length > 1
  const countries = new Set(head === undefined ? [] : [head.country])
  const rows = members.map((member) => {
    const isFirstThere = !countries.has(member.country)
    if (member.listed) countries.add(member.country)
    const level =
      !isFamily || listed.length < 2 || member === head || !member.listed
        ? levels.everywhere
        : isFirstThere
          ? levels.inCountry
          : levels.atPublisher
    return {
      publisher_id: member.publisher_id,
      id: member.id,
      family: isFamily ? (head ?? members[0])!.id : null,
      copy_level: level,
      was: member,
    }
  })
  const changed = rows.filter(({ family, copy_level, was }) => family !== was.family || copy_level !== was.copy_level)
  if (changed.length > 0)
    await sql`
      update columns c set family = x.family, copy_level = x.copy_level
      from json_to_recordset(${jsonRows(changed.toSorted((a, b) => a.id - b.id))}::json)
        as x(publisher_id bigint, id bigint, family bigint, copy_level smallint)
      where c.publisher_id = x.publisher_id and c.id = x.id`.execute(db)
  const repeats = await markRepeats(db, members, isFamily ? head : undefined)
  if (changed.length > 0) await recountDays(db, members)
  if (changed.length > 0 || repeats) await announce(db, ['everything'])
}

/** Credits of the other members that the head carries too; then the counts of whoever is concerned. True when any changed. */
async function markRepeats(db: Db, members: readonly Member[], head: Member | undefined): Promise<boolean> {
  const writersOfHead = head === undefined ? [] : await listWriters(db, head)
  const others = members.filter((member) => member !== head)
  const { rows } = await sql<{ publisher_id: PublisherId; columnist_id: ColumnistId }>`
    update attributions a set repeated = x.is_repeat
    from (
      select o.publisher_id, o.column_id, o.position,
        o.column_id <> ${head?.id ?? 0} and o.columnist_id = any(${writersOfHead}::bigint[]) as is_repeat
      from unnest(${members.map((member) => member.publisher_id)}::bigint[], ${members.map((member) => member.id)}::bigint[])
        as m(publisher_id, id)
      join attributions o on o.publisher_id = m.publisher_id and o.column_id = m.id
    ) x
    where a.publisher_id = x.publisher_id and a.column_id = x.column_id and a.position = x.position
      and a.repeated <> x.is_repeat
    returning a.publisher_id, a.columnist_id`.execute(db)
  // One that was taken down, or shown again, counts otherwise although its mark stays.
  const concerned = await sql<{ publisher_id: PublisherId; columnist_id: ColumnistId }>`
    select a.publisher_id, a.columnist_id
    from unnest(${others.map((member) => member.publisher_id)}::bigint[], ${others.map((member) => member.id)}::bigint[])
      as m(publisher_id, id)
    join attributions a on a.publisher_id = m.publisher_id and a.column_id = m.id where a.repeated`.execute(db)
  const writers = Map.groupBy([...rows, ...concerned.rows], (row) => row.publisher_id)
  for (const [publisherId, credits] of [...writers].toSorted(([a], [b]) => a - b))
    await recountOutlets(
      db,
      publisherId,
      credits.map((credit) => credit.columnist_id),
    )
  return rows.length > 0
}

/** Asked apart, since the head may lie in another shard than its copies. */
async function listWriters(db: Db, head: Member): Promise<ColumnistId[]> {
  const { rows } = await sql<{ columnist_id: ColumnistId }>`select a.columnist_id from attributions a
    where a.publisher_id = ${head.publisher_id} and a.column_id = ${head.id}
      and a.role <> all(${[...besideRoles]}::text[])`.execute(db)
  return rows.map((row) => row.columnist_id)
}

/** Counts the days of the members anew: how many of their columns the lists of the country and of the world leave out. */
async function recountDays(db: Db, members: readonly Member[]): Promise<void> {
  const days = new Map(
    members.map(({ country, published_at }) => {
      const day = published_at.toISOString().slice(0, 10)
      return [`${country} ${day}`, { country, day }]
    }),
  )
  for (const [, { country, day }] of [...days].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const from = new Date(`${day}T00:00:00Z`)
    const until = new Date(from.getTime() + 86_400_000)
    // Two statements, since days lie on other machines of a cluster than columns.
    const { rows } = await sql<{ repeats: number; abroad: number }>`
      select count(*) filter (where c.copy_level = ${sql.lit(levels.atPublisher)}) as repeats,
        count(*) filter (where c.copy_level = ${sql.lit(levels.inCountry)}) as abroad
      from columns c where c.listed and c.opinion and c.country = ${country} and c.copy_level > 0
        and c.published_at >= ${from} and c.published_at < ${until}`.execute(db)
    await sql`
      update country_days set repeats = ${rows[0]!.repeats}, abroad = ${rows[0]!.abroad}
      where country = ${country} and day = ${day}`.execute(db)
  }
}
