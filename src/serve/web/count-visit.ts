// A view or an open is counted after the answer is given, and asked of the archive once a reader and day.
import type { Context } from 'hono'
import { countOnce, type Db } from '../../archive/index.ts'
import type { ColumnId, PublisherId } from '../../model/index.ts'
import { visitorHash } from '../http/visitor.ts'
import type { Desk } from './desk.ts'
import { isoDay } from './format.ts'

/** Hashes of visits that this process has counted today; all are forgotten when there are too many, and then the archive knows. */
const maxRemembered = 20_000
const remembered = new WeakMap<Db, { day: string; visits: Set<string> }>()

/** For a request of which `isPerson` or `isPersonsPage` holds. */
export function countVisit(
  c: Context,
  desk: Desk,
  { publisherId, id }: { readonly publisherId: PublisherId; readonly id: ColumnId },
  what: 'view' | 'open',
): void {
  const day = isoDay(desk.now())
  const known = visitsOf(desk.db, day)
  const count = async () => {
    const visitor = visitorHash(await desk.salt(day), c, id)
    const key = `${what} ${visitor.toString('base64')}`
    if (known.has(key)) return
    if (known.size >= maxRemembered) known.clear()
    known.add(key)
    try {
      await countOnce(desk.db, { publisherId, columnId: id, what, day, visitor })
    } catch (error) {
      known.delete(key)
      throw error
    }
  }
  desk.afterwards(count())
}

/** The day's own: with the day they are thrown away, like its salt. */
function visitsOf(db: Db, day: string): Set<string> {
  const known = remembered.get(db)
  if (known?.day === day) return known.visits
  const visits = new Set<string>()
  remembered.set(db, { day, visits })
  return visits
}
