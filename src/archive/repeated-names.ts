// Names that a publisher repeats on nearly all its columns: learned from what its latest ones claimed. A name so common is
// the house's system speaking, not the writer; unless it stands alone, as on the site of one person.
import { sql, type RawBuilder } from 'kysely'
import type { PublisherId } from '../model/index.ts'
import { isDistributed } from './distribution.ts'
import { forFiling } from './filing-connections.ts'
import { groupCommit } from './group-commit.ts'
import type { Db } from './schema.ts'

/** Folded name → share (0 to 1) of the publisher's latest columns that claim it. */
export type RepeatedNames = ReadonlyMap<string, number>

const latestColumns = 500
const latestDays = 90
/** Fewer say nothing of a habit. */
const fewestColumns = 30
/** Below one half a name is no habit; attribution takes nothing off for it either. */
const leastShare = 0.5
/** Of a name's own columns, those that claim someone else too: from here on others compete with it. */
const leastCompany = 0.2
/** So many different others, too: a columnist with one steady co-author is no house. */
const leastOthers = 3

/** What the archive teaches attribution about one publisher. */
export type Learned = {
  /** Empty when too few columns are known; without names that nobody competes with. */
  readonly repeated: RepeatedNames
  /** What the operator has said is never a person's name there. */
  readonly neverNames: readonly string[]
}

/**
 * From the publisher's newest listed columns before `now`, and what corrections taught; nothing of both at a new
 * publisher.
 */
export function findLearned(db: Db, publisherId: PublisherId, now: Date): Promise<Learned> {
  const asked = { publisherId, since: new Date(now.getTime() - latestDays * 86_400_000) }
  return isDistributed(db) ? findAlone(db, asked) : findSoon(forFiling(db), asked)
}

type Asked = { readonly publisherId: PublisherId; readonly since: Date }
type LearnedRow = { readonly claimed: (string | null)[]; readonly never: string[] }

/** Publishers who are asked about at the same moment share a question. */
const findSoon = groupCommit<Asked, Learned>(
  async (db, asked) => {
    const { rows } = await sql<LearnedRow>`
      select ${learnedOf(sql`x.publisher_id`, sql`x.since`)}
      from unnest(${asked.map(({ publisherId }) => publisherId)}::bigint[], ${asked.map(({ since }) => since)}::timestamptz[])
        with ordinality as x(publisher_id, since, number) order by number`.execute(db)
    return rows.map(toLearned)
  },
  { isPatient: true },
)

async function findAlone(db: Db, { publisherId, since }: Asked): Promise<Learned> {
  const { rows } = await sql<LearnedRow>`select ${learnedOf(sql`${publisherId}`, sql`${since}`)}`.execute(db)
  return toLearned(rows[0]!)
}

function learnedOf(publisher: RawBuilder<unknown>, since: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    coalesce((select json_agg(l.claimed) from (
        select claimed from columns where publisher_id = ${publisher} and listed and published_at >= ${since}
        order by published_at desc, id desc limit ${sql.lit(latestColumns)}) l), '[]'::json) as claimed,
      coalesce((select json_agg(name order by folded_name) from never_names where publisher_id = ${publisher}),
        '[]'::json) as never`
}

function toLearned({ claimed, never }: LearnedRow): Learned {
  return { repeated: repeatedAmong(claimed.map((names) => names?.split('\n') ?? [])), neverNames: never }
}

/** Of lists of names, one a column, latest first; pure. */
export function repeatedAmong(columns: readonly (readonly string[])[]): RepeatedNames {
  const repeated = new Map<string, number>()
  if (columns.length < fewestColumns) return repeated
  const counts = new Map<string, number>()
  for (const names of columns) for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1)
  for (const [name, count] of counts) {
    if (count / columns.length <= leastShare) continue
    const own = columns.filter((names) => names.includes(name))
    const accompanied = own.filter((names) => names.some((other) => other !== name))
    const others = new Set(accompanied.flat())
    if (accompanied.length / own.length >= leastCompany && others.size > leastOthers)
      repeated.set(name, count / columns.length)
  }
  return repeated
}
