// What must be done in the archive from time to time, and asks no publisher for anything: by whichever process comes first.
import {
  dropStaleImages,
  dropStalePortraits,
  expireColumns,
  joinForgotten,
  mendSchedule,
  pruneVisits,
  settleWithdrawals,
} from '../archive/index.ts'
import type { Collecting } from './collecting.ts'

const tendEveryMs = 3600_000

export type Tending = Pick<Collecting, 'db' | 'log' | 'now' | 'keepImages'>

/** Call it as often as you like: it does something once an hour, and at the first call. */
export function tendArchive(tending: Tending): () => Promise<void> {
  // By a clock that nobody sets.
  let tendAt = -Infinity
  return async () => {
    if (performance.now() < tendAt) return
    await tend(tending)
    tendAt = performance.now() + tendEveryMs
  }
}

async function tend({ db, log, now, keepImages }: Tending): Promise<void> {
  const mended = await mendSchedule(db, now())
  if (mended > 0)
    log.warn({ mended }, 'the clock stood ahead when these feeds and pages were put off; they are due again now')
  const expired = await expireColumns(db, now())
  const pictures = { all: keepImages !== true }
  const dropped = (await dropStaleImages(db, pictures)) + (await dropStalePortraits(db, pictures))
  const pruned = await pruneVisits(db, now())
  const { length: joined } = await joinForgotten(db, now())
  const { length: parted } = await settleWithdrawals(db, now())
  if (expired > 0 || pruned > 0 || dropped > 0 || joined > 0 || parted > 0)
    log.info({ expired, pruned, dropped, joined, parted }, 'tended the archive')
}
