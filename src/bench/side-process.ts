// How a measured side runs: a process of its own that works each time its parent says so, timed around its work alone.
import { once } from 'node:events'

export type SideTask = {
  readonly databaseUrl: string
  readonly atOnce: number
  readonly pages: boolean
  readonly pressPort: number
}

export type SideCounts = { readonly feeds: number; readonly entries: number; readonly pages: number }

/** Milliseconds; `cpuMs` of this process alone, all its threads; `peakMemoryMb` since it began. */
export type SideAnswer = SideCounts & {
  readonly wallMs: number
  readonly cpuMs: number
  readonly peakMemoryMb: number
}

export type SideMessage = { readonly kind: 'ready' } | { readonly kind: 'ran'; readonly answer: SideAnswer }

const envName = 'COLONNADE_BENCH_TASK'

export function envOfTask(task: SideTask): Record<string, string> {
  return { [envName]: JSON.stringify(task) }
}

export function readTask(): SideTask {
  const text = process.env[envName]
  if (text === undefined) throw new Error('this is started by `colonnade bench collect`')
  return JSON.parse(text) as SideTask
}

/** Does `work` once for each message of the parent's, and returns when the parent has let go. */
export async function answerParent(work: () => Promise<SideCounts>): Promise<void> {
  const letGo = once(process, 'disconnect')
  let isWorking = false
  process.on('message', () => {
    isWorking = true
    void measured(work).then((answer) => {
      isWorking = false
      tell({ kind: 'ran', answer })
    })
  })
  process.on('SIGINT', () => undefined) // Ctrl+C is for the parent, who then lets go of us
  tell({ kind: 'ready' })
  await letGo
  // Let go in the middle of its work, it has nothing to save.
  if (isWorking) process.exit(0)
}

async function measured(work: () => Promise<SideCounts>): Promise<SideAnswer> {
  const before = process.cpuUsage()
  const started = performance.now()
  const counts = await work()
  const wallMs = performance.now() - started
  const { user, system } = process.cpuUsage(before)
  return { ...counts, wallMs, cpuMs: (user + system) / 1000, peakMemoryMb: process.resourceUsage().maxRSS / 1024 }
}

function tell(message: SideMessage): void {
  if (process.send === undefined) throw new Error('this is started by `colonnade bench collect`')
  process.send(message)
}
