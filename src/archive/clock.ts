// Clocks that are wrong, or were: collectors must agree on the time, since their leases on hosts end by it, and what a clock that
// stood ahead has put off for years must not wait for them.
import { sql } from 'kysely'
import { ArchiveProblem } from './archive-problem.ts'
import { wakeHosts } from './feeds.ts'
import type { Db } from './schema.ts'
import { inTransaction } from './transactions.ts'

/** Half of a usual lease: a collector whose clock is farther off would take hosts that another one holds. */
const allowedMs = 30_000
/** Well before this program was made; a machine that has lost its clock begins at 1970. */
const neverBefore = new Date('2025-01-01T00:00:00Z')

/** Throws ArchiveProblem while this machine's clock and the database's do not agree, or cannot be right. */
export async function checkClock(db: Db, now: () => Date = () => new Date()): Promise<void> {
  const before = now().getTime()
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db)
  const here = (before + now().getTime()) / 2
  const lead = here - rows[0]!.at.getTime()
  if (Math.abs(lead) > allowedMs)
    throw new ArchiveProblem(
      'clock',
      `The clock of this machine is ${spanOf(Math.abs(lead))} ${lead > 0 ? 'ahead of' : 'behind'} the database's: set both right; nobody is visited meanwhile.`,
    )
  if (here < neverBefore.getTime())
    throw new ArchiveProblem(
      'clock',
      `The clock says ${new Date(here).toISOString().slice(0, 10)}, long before this program was made: set it right; nobody is visited meanwhile.`,
    )
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

function spanOf(ms: number): string {
  const [unit, name] = ms < 2 * hourMs ? [minuteMs, 'minute'] : ms < 2 * dayMs ? [hourMs, 'hour'] : [dayMs, 'day']
  const count = Math.max(1, Math.round(ms / unit))
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** Nothing is put off for longer than this: authors' pages rest for half a year. */
const longestWaitMs = 400 * dayMs
const putOff = ['pages_due', 'images_due', 'author_pages'] as const

/**
 * Makes due what was put off by a clock that stood ahead: feeds that were visited after `now`, leases that have hours to run, and
 * whatever waits for longer than anything does. Answers with how many feeds and pages that were.
 */
export function mendSchedule(db: Db, now: Date): Promise<number> {
  const soon = new Date(now.getTime() + 5 * minuteMs)
  const late = new Date(now.getTime() + longestWaitMs)
  const anHour = new Date(now.getTime() + hourMs)
  const threeDays = new Date(now.getTime() + 3 * dayMs)
  return inTransaction(db, async (trx) => {
    const due = await sql<{ host: string }>`
      update feeds set next_at = ${now}, visited_at = ${now} where visited_at > ${soon} returning host`.execute(trx)
    const hosts = due.rows.map(({ host }) => host)
    for (const table of putOff) {
      const { rows } = await sql<{ host: string }>`
        update ${sql.table(table)} set next_at = ${now} where next_at > ${late} returning host`.execute(trx)
      hosts.push(...rows.map(({ host }) => host))
    }
    await sql`
      update hosts set leased_until = case when leased_until > ${anHour} then null else leased_until end,
        leased_by = case when leased_until > ${anHour} then null else leased_by end,
        free_at = least(free_at, ${threeDays}), wait_until = case when wait_until > ${late} then null else wait_until end,
        robots_expires_at = least(robots_expires_at, ${threeDays})
      where leased_until > ${anHour} or free_at > ${threeDays} or wait_until > ${late} or robots_expires_at > ${threeDays}`.execute(
      trx,
    )
    await wakeHosts(
      trx,
      [...new Set(hosts)].map((host) => ({ host, at: now })),
    )
    return hosts.length
  })
}
