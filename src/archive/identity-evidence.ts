// One person at two publishers, told by evidence: the same name and an address that nobody of another name has, printed with their
// pieces or named on their own page. What an operator decided about the two before, undoing included, is not decided again here.
import { sql, type RawBuilder } from 'kysely'
import { BadRequest } from '../base/index.ts'
import type { ColumnistId } from '../model/index.ts'
import { forFiling } from './filing-connections.ts'
import { resolveColumnistIds } from './identity-present.ts'
import { mergeColumnists, type Merged } from './identity.ts'
import { findKept, keep } from './kept.ts'
import type { Db } from './schema.ts'

/** Who is written down as the one who decided. */
export const byEvidence = 'evidence'

/** Times that others may be quicker with one of two whom we would join. */
const attempts = 20

/**
 * Merges those of `ids`, who have just become known under a new address, with everyone who was known under it before. The
 * oldest stays.
 */
export async function joinByEvidence(db: Db, ids: readonly ColumnistId[], now: Date): Promise<Merged[]> {
  const merged: Merged[] = []
  for (const { id } of await listSamePersons(db, ids)) {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      // As it is by now: whoever has become part of another is compared as that other, and a third may be there still.
      const [present = id] = await resolveColumnistIds(db, [id])
      const [found] = await listSamePersons(db, [present])
      if (found === undefined) break
      const { older, younger, address } = found
      try {
        merged.push(
          await mergeColumnists(db, {
            from: younger,
            into: older,
            by: byEvidence,
            reason: `Both publishers give the same address: ${address}`,
            address,
            now,
          }),
        )
      } catch (error) {
        // Someone else has just merged one of the two with a third: what is left is looked at anew.
        if (!(error instanceof BadRequest) || attempt === attempts) throw error
      }
    }
  }
  return merged
}

/** Columnists looked at by one call of joinForgotten; about two questions of an index each. */
const lookedAtOnce = 5000
/** Where the id is kept up to which they have been looked at. */
const lookedUpTo = 'evidence: looked up to'

/**
 * Merges whom a filing could not: it had been committed when its process ended, before it came to compare. Looks at the next few
 * thousand columnists and begins again after the last, so that its cost does not grow with the archive. Answers as joinByEvidence
 * does.
 */
export async function joinForgotten(
  db: Db,
  now: Date,
  { atOnce = lookedAtOnce }: { readonly atOnce?: number } = {},
): Promise<Merged[]> {
  const { rows } = await sql<{ id: ColumnistId }>`
    select id from columnists where id > ${Number((await findKept(db, lookedUpTo)) ?? 0)} and merged_into is null
    order by id limit ${atOnce}`.execute(db)
  const ids = rows.map(({ id }) => id)
  const merged = ids.length === 0 ? [] : await joinByEvidence(db, ids, now)
  await keep(db, lookedUpTo, ids.length < atOnce ? 0 : ids.at(-1))
  return merged
}

type SamePerson = {
  readonly id: ColumnistId
  readonly older: string
  readonly younger: string
  readonly address: string
}

/**
 * Each of `ids` who is somebody else of the same name too, with the oldest of those. What evidence has parted, it may join again; what an
 * operator has decided stands.
 */
async function listSamePersons(db: Db, ids: readonly ColumnistId[]): Promise<SamePerson[]> {
  const people = sql`(
    select o.id, o.slug, o.sort_name from columnists o where o.links @> array[k.address] and ${isPresent('o')}
    union
    select o.id, o.slug, o.sort_name from author_pages p ${aliasOfPage} join columnists o on o.id = a.columnist_id
    where p.links @> array[k.address] and ${isPresent('o')})`
  const { rows } = await sql<SamePerson>`
    with k as (
      select c.id, c.slug, c.sort_name, l.address from columnists c cross join unnest(c.links) as l(address)
      where c.id = any(${[...ids]}::bigint[]) and ${isPresent('c')}
      union
      select c.id, c.slug, c.sort_name, l.address from columnists c join aliases a on a.columnist_id = c.id
      ${pageOfAlias} cross join unnest(p.links) as l(address)
      where c.id = any(${[...ids]}::bigint[]) and ${isPresent('c')})
    select distinct on (k.id) k.id, (case when k.id < o.id then k.slug else o.slug end) as older,
      (case when k.id < o.id then o.slug else k.slug end) as younger, k.address
    from k cross join lateral ${people} as o
    where o.id <> k.id and o.sort_name = k.sort_name
      and not exists (select 1 from ${people} as x where x.sort_name <> k.sort_name)
      and not exists (select 1 from amendments d where d.what in ('merge', 'split') and d.concerns @> array[k.id, o.id]
        and not (d.who = ${byEvidence} and d.undone_by is not distinct from ${byEvidence}))
    order by k.id, o.id, k.address`.execute(forFiling(db))
  return rows
}

/**
 * Not part of another. Not said by `is null`: while a table has not been analyzed, PostgreSQL takes that for one row in two hundred,
 * and reads the index of all who are present for each address.
 */
function isPresent(of: 'c' | 'o'): RawBuilder<unknown> {
  return sql`coalesce(${sql.ref(`${of}.merged_into`)}, 0) = 0`
}

const samePage = sql`p.publisher_id = a.publisher_id and p.folded_name = a.folded_name and p.author_url = a.author_url`
const aliasOfPage = sql`join aliases a on ${samePage}`
const pageOfAlias = sql`join author_pages p on ${samePage}`
