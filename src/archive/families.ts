// Families of copies: everything that edges join is one piece, and one column of it stands for all. What lists, counts and
// columnists' pages leave out is worked out here, whenever a member comes, goes or is shown again.
import { sql } from 'kysely'
import type { ColumnId, ColumnistId, PublisherId } from '../model/index.ts'
import { announce } from './announcements.ts'
import { keysTable, type ColumnKey } from './column-keys.ts'
import { reachFamilies } from './family-edges.ts'
import { besideRoles, recountCredits } from './kept-counts.ts'
import type { Db } from './schema.ts'

type Member = ColumnKey & {
  readonly country: string
  readonly publishedAt: Date
  readonly listed: boolean
  readonly family: number | null
  readonly copyLevel: number
  /** Names an original among the members. */
  readonly isCopy: boolean
}

/** Where a member belongs. */
type Place = {
  readonly member: Member
  /** Null for a column without copies. */
  readonly family: ColumnId | null
  readonly copyLevel: number
  /** Whose credits it repeats. */
  readonly head: Member | undefined
}

/** True while lists of the whole world, of a country, or only of its publisher show the member. */
const levels = { everywhere: 0, inCountry: 1, atPublisher: 2 } as const

/**
 * Works the families of these columns out anew, and those that their members belonged to before: all of them together, in as many
 * statements as for one. Joins the caller's transaction.
 */
export async function refreshFamilies(db: Db, keys: readonly ColumnKey[]): Promise<void> {
  const done = new Set<ColumnId>()
  let left: readonly ColumnKey[] = keys
  while (left.length > 0) {
    const families = await readFamilies(db, left)
    const members = families.flat()
    for (const { id } of [...left, ...members]) done.add(id)
    await settle(db, families)
    const before = new Set(members.flatMap(({ family }) => family ?? []))
    if (before.size === 0) return
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

/** Each family in the order in which it was published. */
async function readFamilies(db: Db, keys: readonly ColumnKey[]): Promise<Member[][]> {
  const reached = await reachFamilies(db, keys)
  const columns = new Map(reached.flat().map((one) => [one.id, one]))
  const { rows } = await sql<Omit<Member, 'isCopy'>>`
    select c.publisher_id as "publisherId", c.id, c.country, c.published_at as "publishedAt", c.listed, c.family,
      c.copy_level as "copyLevel"
    from ${keysTable([...columns.values()])} join columns c on c.publisher_id = k.publisher_id and c.id = k.id`.execute(
    db,
  )
  const read = new Map(rows.map((row) => [row.id, row]))
  return reached.map((family) =>
    family
      .flatMap(({ id, isCopy }): Member[] => {
        const row = read.get(id)
        return row === undefined ? [] : [{ ...row, isCopy }]
      })
      .toSorted((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime() || a.id - b.id),
  )
}

/** Families that are too large to be followed to their end may share members: the last one says where those belong. */
async function settle(db: Db, families: readonly (readonly Member[])[]): Promise<void> {
  const places = new Map<ColumnId, Place>()
  const moved = new Set<readonly Member[]>()
  for (const members of families)
    for (const place of placesOf(members)) {
      places.set(place.member.id, place)
      if (isMoved(place)) moved.add(members)
    }
  await writePlaces(db, [...places.values()].filter(isMoved))
  const repeats = await markRepeats(db, [...places.values()])
  await recountDays(db, [...moved].flat())
  if (moved.size > 0 || repeats) await announce(db, ['everything'])
}

function placesOf(members: readonly Member[]): Place[] {
  const listed = members.filter((member) => member.listed)
  // The first original that may be shown; where everything names another, or the original is gone, the first of all.
  const head = listed.find((member) => !member.isCopy) ?? listed[0]
  const isFamily = members.length > 1
  const countries = new Set(head === undefined ? [] : [head.country])
  return members.map((member) => {
    const isFirstThere = !countries.has(member.country)
    if (member.listed) countries.add(member.country)
    const copyLevel =
      !isFamily || listed.length < 2 || member === head || !member.listed
        ? levels.everywhere
        : isFirstThere
          ? levels.inCountry
          : levels.atPublisher
    const family = isFamily ? (head ?? members[0])!.id : null
    return { member, family, copyLevel, head: isFamily ? head : undefined }
  })
}

function isMoved({ member, family, copyLevel }: Place): boolean {
  return family !== member.family || copyLevel !== member.copyLevel
}

async function writePlaces(db: Db, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return
  const sorted = places.toSorted((a, b) => a.member.id - b.member.id)
  await sql`
    update columns c set family = x.family, copy_level = x.copy_level
    from unnest(${sorted.map(({ member }) => member.publisherId)}::bigint[], ${sorted.map(({ member }) => member.id)}::bigint[],
      ${sorted.map(({ family }) => family)}::bigint[], ${sorted.map(({ copyLevel }) => copyLevel)}::smallint[])
      as x(publisher_id, id, family, copy_level)
    where c.publisher_id = x.publisher_id and c.id = x.id`.execute(db)
}

type Credit = {
  readonly publisherId: PublisherId
  readonly id: ColumnId
  readonly position: number
  readonly columnistId: ColumnistId
  readonly role: string
  readonly repeated: boolean
}

/** Credits of the other members that the head carries too; then the counts of whoever is concerned. True when any changed. */
async function markRepeats(db: Db, places: readonly Place[]): Promise<boolean> {
  if (places.length === 0) return false
  const { rows: credits } = await sql<Credit>`
    select a.publisher_id as "publisherId", a.column_id as id, a.position, a.columnist_id as "columnistId", a.role, a.repeated
    from ${keysTable(places.map(({ member }) => member))}
    join attributions a on a.publisher_id = k.publisher_id and a.column_id = k.id`.execute(db)
  const creditsOf = Map.groupBy(credits, ({ id }) => id)
  const writersOf = (head: Member | undefined) =>
    new Set(
      (creditsOf.get(head?.id ?? (0 as ColumnId)) ?? [])
        .filter(({ role }) => !(besideRoles as readonly string[]).includes(role))
        .map(({ columnistId }) => columnistId),
    )
  const marked: Credit[] = []
  const concerned: Credit[] = []
  for (const { member, head } of places) {
    const writers = writersOf(head)
    for (const credit of creditsOf.get(member.id) ?? []) {
      const repeated = member.id !== head?.id && writers.has(credit.columnistId)
      if (repeated !== credit.repeated) marked.push({ ...credit, repeated })
      // One that was taken down, or shown again, counts otherwise although its mark stays.
      if (repeated || credit.repeated) concerned.push(credit)
    }
  }
  await writeMarks(db, marked)
  await recountCredits(db, concerned)
  return marked.length > 0
}

async function writeMarks(db: Db, marked: readonly Credit[]): Promise<void> {
  if (marked.length === 0) return
  await sql`
    update attributions a set repeated = x.repeated
    from unnest(${marked.map(({ publisherId }) => publisherId)}::bigint[], ${marked.map(({ id }) => id)}::bigint[],
      ${marked.map(({ position }) => position)}::smallint[], ${marked.map(({ columnistId }) => columnistId)}::bigint[],
      ${marked.map(({ repeated }) => repeated)}::boolean[])
      as x(publisher_id, column_id, position, columnist_id, repeated)
    where a.publisher_id = x.publisher_id and a.column_id = x.column_id and a.position = x.position
      and a.columnist_id = x.columnist_id`.execute(db)
}

/** Counts the days of the members anew: how many of their columns the lists of the country and of the world leave out. */
async function recountDays(db: Db, members: readonly Member[]): Promise<void> {
  if (members.length === 0) return
  const days = [...new Set(members.map(({ country, publishedAt }) => `${country} ${dayOf(publishedAt)}`))]
    .toSorted()
    .map((key) => {
      const [country, day] = key.split(' ') as [string, string]
      const since = new Date(`${day}T00:00:00Z`)
      return { country, day, since, until: new Date(since.getTime() + 86_400_000) }
    })
  // Two statements, since days lie on other machines of a cluster than columns.
  const { rows } = await sql<{ country: string; since: Date; repeats: number; abroad: number }>`
    select k.country, k.since, count(*) filter (where c.copy_level = ${sql.lit(levels.atPublisher)}) as repeats,
      count(*) filter (where c.copy_level = ${sql.lit(levels.inCountry)}) as abroad
    from unnest(${days.map(({ country }) => country)}::text[], ${days.map(({ since }) => since)}::timestamptz[],
      ${days.map(({ until }) => until)}::timestamptz[]) as k(country, since, until)
    join columns c on c.country = k.country and c.published_at >= k.since and c.published_at < k.until
    where c.listed and c.opinion and c.copy_level > 0 group by k.country, k.since`.execute(db)
  const counts = new Map(rows.map((row) => [`${row.country} ${dayOf(row.since)}`, row]))
  const counted = days.map(({ country, day }) => {
    const { repeats = 0, abroad = 0 } = counts.get(`${country} ${day}`) ?? {}
    return { country, day, repeats, abroad }
  })
  // In the order in which filings take them, so that neither waits for the other in turn.
  await sql`
    select 1 from country_days d
    join unnest(${counted.map(({ country }) => country)}::text[], ${counted.map(({ day }) => day)}::date[])
      as x(country, day) on d.country = x.country and d.day = x.day
    order by d.country collate "C", d.day for update of d`.execute(db)
  await sql`
    update country_days d set repeats = x.repeats, abroad = x.abroad
    from unnest(${counted.map(({ country }) => country)}::text[], ${counted.map(({ day }) => day)}::date[],
      ${counted.map(({ repeats }) => repeats)}::integer[], ${counted.map(({ abroad }) => abroad)}::integer[])
      as x(country, day, repeats, abroad)
    where d.country = x.country and d.day = x.day`.execute(db)
}

/** In universal time. */
function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}
