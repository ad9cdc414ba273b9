// Who reads on a small machine: this thread, and for pages one beside it as well while many come. Pages wait for their publishers
// and hardly keep the database busy, so that the second core has room; decisions 0011, 0034 and 0046.
import { performance } from 'node:perf_hooks'
import type { LanguageDetector } from '../parse/index.ts'
import { readHere, startReaders } from './readers.ts'
import type { PageReading, PageTask, Reader } from './reading-types.ts'

export type BesideOptions = {
  /** Starts the reader beside; one thread by default. */
  readonly start?: () => Reader
  /** Milliseconds without a page for it, after which it is ended and its memory given back. */
  readonly idleMs?: number
  /** Milliseconds by a clock that nobody sets. */
  readonly clock?: () => number
  /** Milliseconds that this thread has had nothing to do, in all. */
  readonly idleTime?: () => number
}

/** The others are the database's, and of the thread that asks publishers. */
const coresAThread = 4
const mostThreads = 4

/** Whoever is to read on a machine of so many cores: from four on, threads of their own read everything. */
export function startReader(detector: LanguageDetector, cores: number): Reader {
  if (cores >= coresAThread) return startReaders({ threads: Math.min(mostThreads, Math.floor(cores / coresAThread)) })
  return cores < 2 ? readHere(detector) : readHereAndBeside(detector)
}

/** Pages a second, above which a second core is of use. */
const manyPages = 20
/** Pages that lie ready for the thread beside, so that it need not wait for this one, which may be at a long page itself. */
const pagesAhead = 24
/** With so many it has enough to read for as long as one page takes this thread, if that has time for it. */
const enoughAhead = 4

type Waiting = {
  readonly task: PageTask
  readonly done: (reading: Promise<PageReading>) => void
}

/**
 * Feeds are read here: while they come, the database is busy with what the last one has brought. Of many pages the thread
 * beside reads as many as it can, and this one the rest when it has nothing else to do.
 */
export function readHereAndBeside(detector: LanguageDetector, options: BesideOptions = {}): Reader {
  const { start = startOneThread, idleMs = 30_000, clock = () => performance.now() } = options
  const { idleTime = () => performance.nodeTiming.idleTime } = options
  const here = readHere(detector)
  const waiting: Waiting[] = []
  /** One that the thread beside has room for and this one has time for. */
  let mine: Waiting | null = null
  let turn: NodeJS.Immediate | null = null
  let beside: Reader | null = null
  let given = 0
  let isClosed = false
  let ending: NodeJS.Timeout | undefined
  /** Pages of the last second, or so: each counts for less the longer it is ago. */
  let lately = 0
  let countedAt = clock()
  let idleBefore = 0
  return {
    readFeed: (task) => here.readFeed(task),
    async readPage(task) {
      count()
      if (lately < manyPages || isClosed) return here.readPage(task)
      return new Promise((done) => {
        const one = { task, done }
        if (hasBeenIdle() && given >= enoughAhead && mine === null) {
          mine = one
          turn ??= setImmediate(readOneHere)
        } else {
          waiting.push(one)
          handOut()
        }
      })
    },
    async close() {
      isClosed = true
      clearTimeout(ending)
      await beside?.close()
    },
  }

  function handOut(): void {
    for (const one of waiting.splice(0, isClosed ? 0 : pagesAhead - given)) giveAway(one)
    if (waiting.length > 0 && turn === null) turn = setImmediate(readOneHere)
  }

  function hasBeenIdle(): boolean {
    const before = idleBefore
    idleBefore = idleTime()
    return idleBefore > before
  }

  /** One in each turn of the event loop: whatever came meanwhile goes first. */
  function readOneHere(): void {
    turn = null
    const one = mine ?? waiting.shift()
    mine = null
    one?.done(here.readPage(one.task))
    handOut()
  }

  function giveAway({ task, done }: Waiting): void {
    clearTimeout(ending)
    beside ??= start()
    given += 1
    done(
      beside.readPage(task).finally(() => {
        given -= 1
        handOut()
        if (given === 0 && !isClosed) endLater()
      }),
    )
  }

  function count(): void {
    const now = clock()
    lately = lately * Math.exp((countedAt - now) / 1000) + 1
    countedAt = now
  }

  function endLater(): void {
    ending = setTimeout(() => {
      void beside?.close()
      beside = null
    }, idleMs).unref()
  }
}

/** All that lie ready for it are given to it: it had nothing left while this thread was at its longer turns. */
const startOneThread = () => startReaders({ threads: 1, givenAtOnce: pagesAhead })
