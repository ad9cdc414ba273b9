// Small writes that many visits make at the same moment share a commit: while one is under way the next ones gather.
import type { Db } from './schema.ts'

type Waiting<T> = { readonly item: T; readonly done: () => void; readonly failed: (error: unknown) => void }

/** Items in one commit at most. */
const maxTogether = 100

/**
 * A function that writes one item and resolves when it is committed. Nothing waits for a timer: an item alone is written
 * at once, items that come while a write is under way are written together after it. A transaction writes its own.
 */
export function groupCommit<T>(
  write: (db: Db, items: readonly T[]) => Promise<void>,
): (db: Db, item: T) => Promise<void> {
  const queues = new WeakMap<Db, Waiting<T>[]>()
  return (db, item) => {
    if (db.isTransaction) return write(db, [item])
    return new Promise((done, failed) => {
      const queue = queues.get(db)
      if (queue !== undefined) return void queue.push({ item, done, failed })
      const started: Waiting<T>[] = [{ item, done, failed }]
      queues.set(db, started)
      void drain(db, started)
    })
  }

  async function drain(db: Db, queue: Waiting<T>[]): Promise<void> {
    while (queue.length > 0) {
      const together = queue.splice(0, maxTogether)
      try {
        await write(
          db,
          together.map(({ item }) => item),
        )
        for (const { done } of together) done()
      } catch (error) {
        const [only] = together
        if (together.length === 1) only?.failed(error)
        // One item's fault must not be the others': each is tried alone.
        else for (const one of together) await writeAlone(db, one)
      }
    }
    // In the same breath as the last look at the queue, so that nobody joins a queue that has ended.
    queues.delete(db)
  }

  async function writeAlone(db: Db, { item, done, failed }: Waiting<T>): Promise<void> {
    try {
      await write(db, [item])
      done()
    } catch (error) {
      failed(error)
    }
  }
}
