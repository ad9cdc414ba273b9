// Progress of long work, on standard error and only where a person is looking.
import { SingleBar } from 'cli-progress'

export type Progress = { step(facts: Readonly<Record<string, string | number>>): void; stop(): void }

/** `{bar}`, `{value}`, `{total}` and any fact given to `step` may stand in `format`. */
export function progressBar(format: string, total: number): Progress {
  return start(format, total)
}

/** For work whose end is not known: counts what is done. */
export function countingProgress(format: string): Progress {
  return start(format, Number.MAX_SAFE_INTEGER)
}

function start(format: string, total: number): Progress {
  if (!process.stderr.isTTY) return { step: () => undefined, stop: () => undefined }
  const bar = new SingleBar({
    format,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: true,
  })
  bar.start(total, 0, {})
  return { step: (facts) => bar.increment(1, facts), stop: () => bar.stop() }
}
