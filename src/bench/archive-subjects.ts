// What the archive's bench asks about: of the same kind at every size, so that the same page is asked of all. Columns and days
// are there twice: as readers ask for them, and any of the forty years alike.
import { sql } from 'kysely'
import type { Db } from '../archive/index.ts'
import type { ColumnId, ColumnistId, PublisherId } from '../model/index.ts'
import { powerLaw, seededRandom } from './archive-random.ts'
import type { World } from './archive-world.ts'

export type Subjects = {
  readonly countries: readonly string[]
  readonly languages: readonly string[]
  readonly publishers: readonly { readonly id: PublisherId; readonly slug: string }[]
  readonly prolific: readonly Writer[]
  readonly rare: readonly Writer[]
  /** In no order that means anything: of them some are followed by many, most by few. */
  readonly writers: readonly ColumnistId[]
  readonly columns: OfAges<Column>
  readonly days: OfAges<string>
  /** A week before the newest column. */
  readonly since: Date
  readonly rareWords: readonly string[]
  readonly middlingWords: readonly string[]
  readonly commonWords: readonly string[]
  readonly names: readonly string[]
}
export type OfAges<T> = { readonly asked: readonly T[]; readonly any: readonly T[] }
type Writer = { readonly id: ColumnistId; readonly slug: string }
/** One with a neighbour before and after it. */
export type Column = {
  readonly id: ColumnId
  readonly publisherId: PublisherId
  readonly publisher: string
  readonly publishedAt: Date
  readonly columnistId: ColumnistId
  readonly columnist: string
}

/** So few cards of a day and of a rare writer that every size has some with more: a page and the row beyond it are read. */
export const dayCards = 2
export const rareCards = 1

const subjectsOfAKind = 300
/** Drawn as readers ask: some of them often. */
const drawn = 600
/**
 * Of a column's rank by age, from the newest on, and of a writer's among those who are followed: as steep as the most unequal
 * of the proxies' traces of Breslau et al. (INFOCOM 1999, 0.64 to 0.83).
 * At a news site itself Padmanabhan and Qiu (SIGCOMM 2000) found a law far steeper, and Dezső et al. (Physical Review E 73, 2006)
 * that access to most pieces falls away after 36 hours; here half ask for what is older than some months. Decision 0035.
 */
export const readersExponent = 0.83
/** Older columns that are looked at for one that has neighbours. */
const nearby = 24

type AskedWorld = Pick<World, 'vocabularies' | 'size' | 'publishedAt'>

export async function readSubjects(db: Db, world: AskedWorld): Promise<Subjects> {
  const all = async <T>(statement: ReturnType<typeof sql<T>>) => (await statement.execute(db)).rows
  const publishers = await all(sql<{ id: PublisherId; slug: string; country: string; lang: string }>`
    select p.id, p.slug, p.country, p.languages[1] as lang from publishers p
    join publisher_counts n on n.publisher_id = p.id order by n.columns desc limit 10`)
  const prolific = await all(sql<Writer>`
    select w.id, w.slug from outlets o join columnists w on w.id = o.columnist_id order by o.pieces desc limit 3`)
  const rare = await all(sql<Writer>`
    select w.id, w.slug from outlets o join columnists w on w.id = o.columnist_id where o.pieces > ${rareCards}
    order by o.pieces, md5(w.slug) limit ${sql.lit(subjectsOfAKind)}`)
  const writers = await all(sql<{ id: ColumnistId }>`
    select columnist_id as id from outlets where pieces >= 2 order by md5(columnist_id::text)`)
  const names = await all(sql<{ name: string }>`select name from columnists order by md5(name) limit 2000`)
  const word = (from: number, to: number) =>
    [...world.vocabularies.values()].flatMap(({ words, hasSpaces }) => (hasSpaces ? words.slice(from, to) : []))
  const asked = drawAges(world)
  return {
    countries: [...new Set(publishers.map(({ country }) => country))].slice(0, 3),
    languages: [...new Set(publishers.map(({ lang }) => lang))].slice(0, 3),
    publishers,
    prolific,
    rare,
    writers: writers.map(({ id }) => id),
    columns: await readColumns(db, world, asked),
    days: await readDays(db, world, asked),
    since: new Date(world.publishedAt(world.size).getTime() - 7 * 86_400_000),
    commonWords: word(0, 10),
    middlingWords: word(50, 1000),
    rareWords: word(1500, Number.MAX_SAFE_INTEGER),
    names: names.map(({ name }) => name),
  }
}

/** Numbers of columns, as readers ask for them. */
function drawAges({ size }: AskedWorld): number[] {
  const random = seededRandom(1)
  return Array.from({ length: drawn }, () => size - powerLaw(size, readersExponent, random))
}

async function readColumns(db: Db, world: AskedWorld, asked: readonly number[]): Promise<OfAges<Column>> {
  const any = evenly(world.size, subjectsOfAKind).map((at) => at + 1)
  const ids = new Set([...asked.flatMap((id) => Array.from({ length: nearby }, (_, n) => id - n)), ...any])
  const found = await findColumns(db, world, [...ids])
  return {
    asked: asked.flatMap((id) => {
      const near = Array.from({ length: nearby }, (_, n) => found.get(id - n))
      return near.find((column) => column !== undefined) ?? []
    }),
    any: any.flatMap((id) => found.get(id) ?? []),
  }
}

/** By their indexes alone: what a page is made of stays as far away as it was. */
async function findColumns(db: Db, world: AskedWorld, ids: readonly number[]): Promise<Map<number, Column>> {
  const dates = ids.map((id) => world.publishedAt(id))
  const { rows } = await sql<Column>`
    select k.id, a.publisher_id as "publisherId", p.slug as publisher, k.at as "publishedAt",
      a.columnist_id as "columnistId", w.slug as columnist
    from unnest(${ids}::bigint[], ${dates}::timestamptz[]) as k(id, at)
    join attributions a on a.column_id = k.id and a.position = 0
    join publishers p on p.id = a.publisher_id
    join columnists w on w.id = a.columnist_id
    join outlets o on o.publisher_id = a.publisher_id and o.columnist_id = a.columnist_id
    where k.at > o.first_published_at and k.at < o.last_published_at and not exists (
      select 1 from columns c where c.publisher_id = a.publisher_id and c.id = k.id and not c.listed)`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** A day is asked for as often as what came out on it. */
async function readDays(db: Db, world: AskedWorld, asked: readonly number[]): Promise<OfAges<string>> {
  const { rows } = await sql<{ day: string; isFull: boolean }>`
    select day, sum(columns) > ${dayCards} as "isFull" from country_days where day < (select max(day) from country_days)
    group by day order by day desc`.execute(db)
  // The smallest archive has some such days, one of the tests none.
  const full = rows.filter(({ isFull }) => isFull)
  const days = (full.length === 0 ? rows : full).map(({ day }) => day)
  const dayOf = (id: number) => world.publishedAt(id).toISOString().slice(0, 10)
  return {
    asked: asked.map((id) => days.find((day) => day <= dayOf(id)) ?? days.at(-1)!),
    any: evenly(days.length, subjectsOfAKind).map((at) => days[at]!),
  }
}

/** So many places, from 0, in the middles of equal parts of a list. */
function evenly(length: number, places: number): number[] {
  return Array.from({ length: places }, (_, i) => Math.floor(((i + 0.5) * length) / places))
}
