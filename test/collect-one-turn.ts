// One host's turn and no other, for tests of what it holds.
import { leaseHosts } from '../src/archive/index.ts'
import { rememberWays } from '../src/pipeline/learned.ts'
import { metEntriesOf } from '../src/pipeline/met-entries.ts'
import { createPlaces } from '../src/pipeline/places.ts'
import { readHere } from '../src/pipeline/readers.ts'
import type { Reader } from '../src/pipeline/reading-types.ts'
import { visitHost, type HostReport } from '../src/pipeline/visit-host.ts'
import type { ClockedHouse } from './collect-clock.ts'

export type TurnOptions = { readonly reader?: (usual: Reader) => Reader; readonly signal?: AbortSignal }

/** The next turn of the house's host; undefined when it has none now. */
export async function oneTurn(
  { collecting, publisher, now }: ClockedHouse,
  { reader = (usual) => usual, signal = new AbortController().signal }: TurnOptions = {},
): Promise<HostReport | undefined> {
  const { db, worker, leaseMs, detector } = collecting
  const request = { limit: 1, by: worker, leaseMs, now: now(), pagesPerHost: 50, feedsPerHost: 50 }
  const [lease] = await leaseHosts(db, request)
  if (lease === undefined) return undefined
  const about = {
    begunAs: 1,
    leasedAt: Date.now(),
    publishers: new Map([[publisher.id, publisher]]),
    waysOf: rememberWays(db, now),
    met: metEntriesOf(collecting),
    places: createPlaces(1),
    reader: reader(readHere(detector)),
    turnToAsk: async () => undefined,
  }
  return visitHost(lease, about, collecting, signal)
}
