// Who reads what visits bring: this thread itself, or threads beside it, so that the one that asks hosts and the archive
// is never busy with a long page. A thread that dies or hangs costs the one reading that it was at.
import { Worker } from 'node:worker_threads'
import { listNames } from '../attribute/index.ts'
import type { LanguageDetector } from '../parse/index.ts'
import { readFeedTask } from './read-feed.ts'
import { readPageTask } from './read-page.ts'
import type { FeedReading, FeedTask, FetchedBody, PageReading, PageTask, Reader } from './reading-types.ts'

/** Reads in this very thread. */
export function readHere(detector: LanguageDetector): Reader {
  return {
    readFeed: async (task) => readFeedTask(task, detector),
    // A copy, as from another thread: pieces of a page's text hold all of it in memory, and a draft waits for others of its host.
    readPage: async (task) => structuredClone(readPageTask(task, detector)),
    close: async () => undefined,
  }
}

export type ReaderThreadsOptions = {
  readonly threads: number
  /** Milliseconds for one reading, after which, or after twice as many, its thread is ended; 30 seconds by default. */
  readonly longestMs?: number
  /** Readings given to one thread at once, four by default: the next ones lie ready when one is done, even if we are busy. */
  readonly givenAtOnce?: number
  /** The thread's program; ours by default. */
  readonly program?: URL
}

export type ThreadTask =
  { readonly kind: 'feed'; readonly task: FeedTask } | { readonly kind: 'page'; readonly task: PageTask }
/**
 * `names`: as listNames gave them, which spares the thread half a second before its first reading. `begun`: how many readings it has
 * begun, told at once: answers to what was given together come together.
 */
export type ThreadData = { readonly names: string | undefined; readonly begun: Int32Array<SharedArrayBuffer> }
export type ThreadAnswer = { readonly answer: FeedReading | PageReading } | { readonly fault: unknown }

type Waiting = {
  readonly given: ThreadTask
  readonly done: (answer: FeedReading | PageReading) => void
  readonly failed: (error: unknown) => void
}

/** One thread and what it was given and has not answered, in order. */
type Desk = { at: Waiting[]; thread?: Thread | undefined; timer?: NodeJS.Timeout | undefined; cause?: unknown }
/** `begun` as in `ThreadData`, and how many there were when its timer was set. */
type Thread = { readonly worker: Worker; readonly begun: ThreadData['begun']; begunBefore: number; answered: number }

/** A page's tree is a hundred times smaller than this. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 }

/**
 * Threads start when there is something to read. `close` ends them, after which every reading still waiting is rejected; without it they end with the
 * process, which none of them keeps alive unless it is reading.
 */
export function startReaders(options: ReaderThreadsOptions): Reader {
  const { threads, longestMs = 30_000, givenAtOnce = 4, program = ownProgram } = options
  const waiting: Waiting[] = []
  const desks = Array.from({ length: threads }, (): Desk => ({ at: [] }))
  let isClosed = false
  let turn: NodeJS.Immediate | null = null

  function startThread(desk: Desk): Thread {
    const begun = new Int32Array(new SharedArrayBuffer(4))
    const worker = new Worker(program, {
      resourceLimits,
      workerData: { names: listNames(), begun } satisfies ThreadData,
    })
    const thread: Thread = { worker, begun, begunBefore: 0, answered: 0 }
    worker.on('message', (answers: readonly ThreadAnswer[]) => {
      thread.answered += answers.length
      const done = desk.at.splice(0, answers.length)
      time(desk)
      for (const [at, answer] of answers.entries())
        if ('fault' in answer) done[at]?.failed(answer.fault)
        else done[at]?.done(answer.answer)
      handOut()
    })
    worker.on('error', (error) => (desk.cause = error))
    worker.on('exit', (code) => {
      stopTimer(desk)
      if (isClosed) return
      // What it had read before, without an answer yet, is read again.
      const [lost] = desk.at.splice(Math.max(0, Atomics.load(begun, 0) - thread.answered - 1), 1)
      lost?.failed(desk.cause ?? new Error(`a thread that was reading ended (${code})`))
      waiting.unshift(...desk.at)
      desk.at = []
      desk.cause = undefined
      desk.thread = undefined
      handOut()
    })
    return thread
  }

  /** Each reading has its own time, once or twice as long: its thread is ended when no other was begun since it was looked at last. */
  function time(desk: Desk): void {
    const { thread } = desk
    if (thread === undefined) return
    if (desk.at.length === 0) {
      stopTimer(desk)
      thread.worker.unref()
      return
    }
    thread.begunBefore = Atomics.load(thread.begun, 0)
    if (desk.timer !== undefined) {
      desk.timer.refresh()
      return
    }
    thread.worker.ref()
    desk.timer = setTimeout(() => {
      if (Atomics.load(thread.begun, 0) > thread.begunBefore) return time(desk)
      desk.cause = new Error(`reading took over ${longestMs} ms`)
      void thread.worker.terminate()
    }, longestMs)
  }

  function handOut(): void {
    const given = new Map<Desk, Waiting[]>()
    while (waiting.length > 0) {
      const desk = desks.reduce((least, one) => (one.at.length < least.at.length ? one : least))
      if (desk.at.length >= givenAtOnce) break
      const next = waiting.shift()!
      desk.at.push(next)
      const together = given.get(desk)
      if (together === undefined) given.set(desk, [next])
      else together.push(next)
    }
    for (const [desk, together] of given) {
      desk.thread ??= startThread(desk)
      if (desk.at.length === together.length) time(desk)
      const own = together.map((one) => withOwnBody(one.given))
      desk.thread.worker.postMessage(
        own.map(({ given }) => given),
        own.map(({ own }) => own),
      )
    }
  }

  /** A message costs as much as what is in it: what comes in one turn of the event loop goes together, unless a thread waits for it. */
  function handOutSoon(): void {
    if (desks.some(({ at }) => at.length === 0)) handOut()
    else
      turn ??= setImmediate(() => {
        turn = null
        handOut()
      })
  }

  function ask(given: ThreadTask): Promise<FeedReading | PageReading> {
    if (isClosed) return Promise.reject(new Error('the readers are closed'))
    return new Promise((done, failed) => {
      waiting.push({ given, done, failed })
      handOutSoon()
    })
  }

  return {
    readFeed: (task) => ask({ kind: 'feed', task }) as Promise<FeedReading>,
    readPage: (task) => ask({ kind: 'page', task }) as Promise<PageReading>,
    async close() {
      isClosed = true
      const left = [...desks.flatMap((desk) => desk.at), ...waiting.splice(0)]
      await Promise.all(desks.flatMap(({ thread }) => thread?.worker.terminate() ?? []))
      for (const { failed } of left) failed(new Error('the readers are closed'))
    },
  }
}

function stopTimer(desk: Desk): void {
  clearTimeout(desk.timer)
  desk.timer = undefined
}

const ownProgram = new URL('./reader-thread.ts', import.meta.url)

/** A copy of the body to give away: ours stays for another attempt, and no larger buffer goes along. */
function withOwnBody(given: ThreadTask): { given: ThreadTask; own: ArrayBuffer } {
  const body = new Uint8Array(given.task.answer.body)
  const answer: FetchedBody = { ...given.task.answer, body }
  return { given: { kind: given.kind, task: { ...given.task, answer } } as ThreadTask, own: body.buffer }
}
