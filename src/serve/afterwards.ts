// Work that goes on after an answer is given, such as counting a view: waited for when the server closes, never by a reader.
import type { Hono } from 'hono'
import type { Log } from '../base/index.ts'

const working = new WeakMap<Hono, Set<Promise<unknown>>>()

export function afterwardsOf(app: Hono, log: Pick<Log, 'error'>): (work: Promise<unknown>) => void {
  const pending = new Set<Promise<unknown>>()
  working.set(app, pending)
  return (work) => {
    const settled = work
      .catch((error: unknown) => log.error({ err: error }, 'after an answer'))
      .finally(() => pending.delete(settled))
    pending.add(settled)
  }
}

/** Ends when everything begun so far has ended. */
export async function settle(app: Hono): Promise<void> {
  await Promise.all(working.get(app) ?? new Set<Promise<unknown>>())
}
