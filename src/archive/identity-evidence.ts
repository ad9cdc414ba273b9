// One person at two publishers, told by evidence: the same name and an address that nobody of another name has. What was
// decided about the two before, by an operator or by undoing, is not decided again here.
import { sql } from 'kysely'
import { BadRequest } from '../base/index.ts'
import type { ColumnistId } from '../model/index.ts'
import { mergeColumnists, type Merged } from './identity.ts'
import type { Db } from './schema.ts'

/** Who is written down as the one who decided. */
const byEvidence = 'evidence'

/**
 * Merges those of `ids`, who have just become known under a new address, with the one who was known under it before. The
 * older of the two stays.
 */
export async function joinByEvidence(db: Db, ids: readonly ColumnistId[], now: Date): Promise<Merged[]> {
  const merged: Merged[] = []
  for (const id of ids.toSorted((a, b) => a - b)) {
    const found = await findSamePerson(db, id)
    if (found === undefined) continue
    const { older, younger, address } = found
    try {
      merged.push(
        await mergeColumnists(db, {
          from: younger,
          into: older,
          by: byEvidence,
          reason: `Both publishers give the same address: ${address}`,
          now,
        }),
      )
    } catch (error) {
      // Someone else has just merged one of them: nothing is left to be done.
      if (!(error instanceof BadRequest)) throw error
    }
  }
  return merged
}

type SamePerson = { readonly older: string; readonly younger: string; readonly address: string }

async function findSamePerson(db: Db, id: ColumnistId): Promise<SamePerson | undefined> {
  const { rows } = await sql<SamePerson>`
    select (case when c.id < o.id then c else o end).slug as older, (case when c.id < o.id then o else c end).slug as younger,
      l.address
    from columnists c cross join unnest(c.links) as l(address)
    join columnists o on o.links @> array[l.address] and o.id <> c.id and o.sort_name = c.sort_name and o.merged_into is null
    where c.id = ${id} and c.merged_into is null
      and not exists (select 1 from columnists x where x.links @> array[l.address] and x.merged_into is null
        and x.sort_name <> c.sort_name)
      and not exists (select 1 from amendments a where a.what in ('merge', 'split') and a.concerns @> array[c.id, o.id])
    order by o.id limit 1`.execute(db)
  return rows[0]
}
