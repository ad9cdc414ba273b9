// A view or an open is counted after the answer is given, and asked of the archive once a reader and day.
import { countOnce, type Db } from '../../archive/index.ts'
import type { ColumnId, PublisherId } from '../../model/index.ts'
import type { Asked } from '../http/asked.ts'
import { visitorHash } from '../http/visitor.ts'
import type { Desk } from './desk.ts'
import { isoDay } from './format.ts'

/** Hashes of visits that this process has counted today; all are forgotten when there are too many, and then the archive knows. */
const maxRemembered = 20_000
const remembered = new WeakMap<Db, Day>()

const dayMs = 86_400_000

/** `salt` once it has been asked for. */
type Day = { readonly day: string; readonly number: number; readonly visits: Set<string>; salt: Buffer | null }

/** For a request of which `isPerson` or `isPersonsPage` holds. */
export function countVisit(
  asked: Asked,
  desk: Desk,
  { publisherId, id }: { readonly publisherId: PublisherId; readonly id: ColumnId },
  what: 'view' | 'open',
): void {
  const today = dayOf(desk.db, desk.now())
  const { day, visits } = today
  const keyOf = (visitor: Buffer) => `${what} ${visitor.toString('base64')}`
  // Whoever looks again today costs no more than this.
  if (today.salt !== null && visits.has(keyOf(visitorHash(today.salt, asked, id)))) return
  const count = async () => {
    today.salt = await desk.salt(day)
    const visitor = visitorHash(today.salt, asked, id)
    const key = keyOf(visitor)
    if (visits.has(key)) return
    if (visits.size >= maxRemembered) visits.clear()
    visits.add(key)
    try {
      await countOnce(desk.db, { publisherId, columnId: id, what, day, visitor })
    } catch (error) {
      visits.delete(key)
      throw error
    }
  }
  desk.afterwards(count())
}

/** The day's own: with the day they are thrown away, like its salt. */
function dayOf(db: Db, now: Date): Day {
  const number = Math.floor(now.getTime() / dayMs)
  const known = remembered.get(db)
  if (known?.number === number) return known
  const begun: Day = { day: isoDay(now), number, visits: new Set(), salt: null }
  remembered.set(db, begun)
  return begun
}
