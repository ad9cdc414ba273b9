// Everything that a collector does beside its visits, in a process that asks no publisher for anything: copies are found,
// the archive is tended. Any number of these may run beside any number of collectors.
import { setTimeout as sleep } from 'node:timers/promises'
import { joinCopies } from './join-copies.ts'
import { tendArchive, type Tending } from './tend.ts'

const lookEveryMs = 1000
const longestWaitMs = 30_000

/** Runs until `signal` aborts, or with `once` until nothing is left. A database that is away is waited for. */
export async function runWork(
  working: Tending,
  { signal, once = false }: { readonly signal: AbortSignal; readonly once?: boolean },
): Promise<void> {
  const copies = joinCopies(working)
  const tend = tendArchive(working)
  let joining: Promise<void> | null = null
  let failures = 0
  while (!signal.aborted) {
    try {
      await tend()
      if (once) return await copies.finish()
      joining = copies.whenDue() ?? joining
      failures = 0
    } catch (error) {
      if (once) throw error
      failures += 1
      working.log.error({ err: error }, 'the database does not answer; work waits for it')
    }
    await sleep(Math.min(longestWaitMs, lookEveryMs * 2 ** Math.min(failures, 5)), undefined, { signal }).catch(
      ignoreAbort,
    )
  }
  await joining
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error
}
