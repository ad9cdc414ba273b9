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
  /** Milliseconds for one reading, after which its thread is ended; 30 seconds by default. */
  readonly longestMs?: number
  /** Readings given to one thread at once, four by default: the next ones lie ready when one is done, even if we are busy. */
  readonly givenAtOnce?: number
  /** The thread's program; ours by default. */
  readonly program?: URL
}

export type ThreadTask =
  { readonly kind: 'feed'; readonly task: FeedTask } | { readonly kind: 'page'; readonly task: PageTask }
/** `names`: as listNames gave them, which spares the thread half a second before its first reading. */
export type ThreadData = { readonly names: string | undefined }
export type ThreadAnswer = { readonly answer: FeedReading | PageReading } | { readonly fault: unknown }

type Waiting = {
  readonly given: ThreadTask
  readonly done: (answer: FeedReading | PageReading) => void
  readonly failed: (error: unknown) => void
}

/** One thread and what it was given, in order; the first is what it is at. */
type Desk = { at: Waiting[]; worker?: Worker | undefined; timer?: NodeJS.Timeout | undefined; cause?: unknown }

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

  function startWorker(desk: Desk): Worker {
    const worker = new Worker(program, { resourceLimits, workerData: { names: listNames() } satisfies ThreadData })
    worker.on('message', (message: ThreadAnswer) => {
      const one = desk.at.shift()
      time(desk)
      if ('fault' in message) one?.failed(message.fault)
      else one?.done(message.answer)
      handOut()
    })
    worker.on('error', (error) => (desk.cause = error))
    worker.on('exit', (code) => {
      stopTimer(desk)
      if (isClosed) return
      const [lost, ...untouched] = desk.at
      lost?.failed(desk.cause ?? new Error(`a thread that was reading ended (${code})`))
      waiting.unshift(...untouched)
      desk.at = []
      desk.cause = undefined
      desk.worker = undefined
      handOut()
    })
    return worker
  }

  /** Each reading has its own time, from when the one before it was done. */
  function time(desk: Desk): void {
    if (desk.at.length === 0) {
      stopTimer(desk)
      desk.worker?.unref()
      return
    }
    if (desk.timer !== undefined) {
      desk.timer.refresh()
      return
    }
    desk.worker?.ref()
    desk.timer = setTimeout(() => {
      desk.cause = new Error(`reading took over ${longestMs} ms`)
      void desk.worker?.terminate()
    }, longestMs)
  }

  function handOut(): void {
    while (waiting.length > 0) {
      const desk = desks.reduce((least, one) => (one.at.length < least.at.length ? one : least))
      if (desk.at.length >= givenAtOnce) return
      const next = waiting.shift()!
      desk.at.push(next)
      desk.worker ??= startWorker(desk)
      if (desk.at.length === 1) time(desk)
      const { given, own } = withOwnBody(next.given)
      desk.worker.postMessage(given, [own])
    }
  }

  function ask(given: ThreadTask): Promise<FeedReading | PageReading> {
    if (isClosed) return Promise.reject(new Error('the readers are closed'))
    return new Promise((done, failed) => {
      waiting.push({ given, done, failed })
      handOut()
    })
  }

  return {
    readFeed: (task) => ask({ kind: 'feed', task }) as Promise<FeedReading>,
    readPage: (task) => ask({ kind: 'page', task }) as Promise<PageReading>,
    async close() {
      isClosed = true
      const left = [...desks.flatMap((desk) => desk.at), ...waiting.splice(0)]
      await Promise.all(desks.flatMap(({ worker }) => worker?.terminate() ?? []))
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
