// Beside the visits: what was filed lately is compared with what was filed before, so that a piece and its copies are one card.
import { findOpenOriginals, settleCopies } from '../archive/index.ts'
import type { Collecting } from './collecting.ts'

const settleEveryMs = 5_000
const openEveryMs = 60_000
const allEveryMs = 3600_000

export type CopyJoiner = {
  /** Null when nothing is due yet, or a round is under way. Never rejects. */
  readonly whenDue: () => Promise<void> | null
  /** Everything that there is now, before a collector that runs once ends. Rejects when the archive fails. */
  readonly finish: () => Promise<void>
}

export function joinCopies(collecting: Pick<Collecting, 'db' | 'log' | 'now'>): CopyJoiner {
  let settleAt = performance.now() + settleEveryMs
  let openAt = -Infinity
  let allAt = performance.now() + allEveryMs
  let running = false
  return {
    whenDue() {
      if (running || performance.now() < settleAt) return null
      running = true
      return round()
        .catch((error: unknown) =>
          collecting.log.error({ err: error }, 'copies could not be compared; tried again soon'),
        )
        .finally(() => {
          running = false
          settleAt = performance.now() + settleEveryMs
        })
    },
    async finish() {
      await settleCopies(collecting.db)
      await findOpenOriginals(collecting.db, collecting.now(), { all: false })
    },
  }

  async function round(): Promise<void> {
    await settleCopies(collecting.db)
    const now = performance.now()
    if (now < openAt) return
    openAt = now + openEveryMs
    const all = now >= allAt
    if (all) allAt = now + allEveryMs
    await findOpenOriginals(collecting.db, collecting.now(), { all })
  }
}
