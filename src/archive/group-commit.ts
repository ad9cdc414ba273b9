// Small writes that many visits make at the same moment share a commit: while one is under way the next ones gather.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Db } from './schema.ts'
import { isArchiveTrouble } from './archive-trouble.ts'

export type Gathering<T> = {
  /** Commits under way at the same time; 1 by default. */
  readonly atOnce?: number
  /** Waits for others as long as each turn of the event loop brings one; else an item alone is written at once. */
  readonly isPatient?: boolean
  /** Whether an item may be written with these others, of whom there is one at least; all may by default. */
  readonly fits?: (item: T, others: readonly T[]) => boolean
}

/** What became of each item, in order; nothing where nobody asks. One that is still under way may be answered later. */
type Answers<R> = readonly (R | Promise<R>)[] | void

type Waiting<T, R> = {
  readonly item: T
  readonly done: (answer: R | Promise<R>) => void
  readonly failed: (error: unknown) => void
}

type Queue<T, R> = { waiting: Waiting<T, R>[]; underWay: number; isGathering: boolean }

/** Items in one commit at most. */
const maxTogether = 100

/**
 * A function that writes one item and resolves when it is committed. Nothing waits for a timer: items that come while a write
 * is under way are written together after it. Where a write fails, each of its items is tried alone; for troubles of the
 * database all of them fail. A transaction writes its own.
 */
export function groupCommit<T, R = void>(
  write: (db: Db, items: readonly T[]) => Promise<Answers<R>>,
  { atOnce = 1, isPatient = false, fits = () => true }: Gathering<T> = {},
): (db: Db, item: T) => Promise<R> {
  const queues = new WeakMap<Db, Queue<T, R>>()
  return (db, item) => {
    if (db.isTransaction) return writeAlone(db, item)
    return new Promise<R>((done, failed) => {
      const queue = queues.get(db) ?? { waiting: [], underWay: 0, isGathering: false }
      queues.set(db, queue)
      queue.waiting.push({ item, done, failed })
      void begin(db, queue)
    })
  }

  async function begin(db: Db, queue: Queue<T, R>): Promise<void> {
    if (queue.isGathering || queue.underWay >= atOnce || queue.waiting.length === 0) return
    if (isPatient) {
      queue.isGathering = true
      for (let seen = 0; seen < queue.waiting.length && fitting(queue).length === queue.waiting.length;) {
        seen = queue.waiting.length
        await nextTurn()
      }
      queue.isGathering = false
    }
    const together = fitting(queue)
    queue.waiting = queue.waiting.filter((one) => !together.includes(one))
    queue.underWay += 1
    const committed = commit(db, together)
    void begin(db, queue)
    await committed
    queue.underWay -= 1
    await begin(db, queue)
  }

  function fitting({ waiting }: Queue<T, R>): Waiting<T, R>[] {
    const together: Waiting<T, R>[] = []
    for (const one of waiting) {
      const others = together.map(({ item }) => item)
      if (others.length === 0 || (others.length < maxTogether && fits(one.item, others))) together.push(one)
    }
    return together
  }

  async function commit(db: Db, together: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const items = together.map(({ item }) => item)
      const answers = await write(db, items)
      for (const [at, { done }] of together.entries()) done(answers?.[at] as R)
    } catch (error) {
      if (together.length === 1 || isArchiveTrouble(error)) {
        for (const { failed } of together) failed(error)
        return
      }
      // One item's fault must not be the others': each is tried alone.
      for (const { item, done } of together) {
        const alone = writeAlone(db, item)
        done(alone)
        await Promise.allSettled([alone])
      }
    }
  }

  async function writeAlone(db: Db, item: T): Promise<R> {
    const answers = await write(db, [item])
    return answers?.[0] as R
  }
}
