// Progress of long work, on standard error and only where a person is looking.
import type * as CliProgress from 'cli-progress'
import { later, loadNow } from '../base/index.ts'
import type { Collecting } from '../pipeline/index.ts'

export type Progress = {
  readonly step: (facts: Readonly<Record<string, string | number>>) => void
  readonly stop: () => void
}

/** `{bar}`, `{value}`, `{total}` and any fact given to `step` may stand in `format`. */
export function progressBar(format: string, total: number): Progress {
  return start(format, total, {})
}

/** For work whose end is not known: counts what is done. */
export function countingProgress(format: string): Progress {
  return start(format, endless, {})
}

type OnVisit = NonNullable<Collecting['onVisit']>

/** What a collector does: `visited` is its `onVisit`, and `alsoTold` whom else to tell. */
export function collectingProgress(alsoTold: OnVisit): { readonly visited: OnVisit; readonly stop: () => void } {
  let columns = 0
  const progress = start('{value} visits · {columns} new columns · {host}', endless, { columns, host: '' })
  const visited: OnVisit = (visit, newColumns) => {
    alsoTold(visit, newColumns)
    progress.step({ host: visit.host, columns: (columns += newColumns) })
  }
  return { visited, stop: progress.stop }
}

const cliProgress = later(() => loadNow('cli-progress') as typeof CliProgress)

const endless = Number.MAX_SAFE_INTEGER

function start(format: string, total: number, facts: Readonly<Record<string, string | number>>): Progress {
  if (!process.stderr.isTTY) return { step: () => undefined, stop: () => undefined }
  const { SingleBar } = cliProgress()
  const bar = new SingleBar({
    format,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: true,
  })
  bar.start(total, 0, facts)
  return { step: (now) => bar.increment(1, now), stop: () => bar.stop() }
}
