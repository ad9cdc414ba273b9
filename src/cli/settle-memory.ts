// A process that has nothing to do gives back the memory it took for what it did: at its start, for a wave of readers, for a
// round of visits. V8 keeps it otherwise until it is asked for more.
import { performance, type EventLoopUtilization } from 'node:perf_hooks'

/** Milliseconds between two looks. */
const lookMs = 5_000
/** Share of the time between two looks in which a process that is idle worked at most. */
const idleShare = 0.02
/** Bytes that it must have grown by since it last gave some back: collecting them stops it for some 50 ms. */
const worthBytes = 8 * 1024 * 1024

export type Settling = {
  /** Share of the time since the last look in which the process worked, 0 to 1. */
  readonly busy: () => number
  readonly residentBytes: () => number
  readonly collect: () => void
}

/** Looks every five seconds, and keeps no process alive. Without `--expose-gc`, which the launcher gives, it does nothing. */
export function settleMemory(): void {
  const { gc } = globalThis
  if (gc === undefined) return
  let last: EventLoopUtilization = performance.eventLoopUtilization()
  const look = lookAtMemory({
    busy() {
      const before = last
      last = performance.eventLoopUtilization()
      return performance.eventLoopUtilization(last, before).utilization
    },
    residentBytes: () => process.memoryUsage.rss(),
    collect() {
      gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    },
  })
  setInterval(look, lookMs).unref()
}

/** One look after the other: collects when the process is idle and has grown since it last did. */
export function lookAtMemory({ busy, residentBytes, collect }: Settling): () => void {
  let settledBytes = 0
  return () => {
    if (busy() > idleShare || residentBytes() < settledBytes + worthBytes) return
    collect()
    settledBytes = residentBytes()
  }
}
