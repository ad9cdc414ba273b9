// How a measured side runs: a process of its own, told its task by its parent, timed around its work alone.

export type SideTask = {
  readonly databaseUrl: string
  readonly feeds: readonly {
    readonly url: string
    readonly publisherId: number
    readonly feedId: number
    readonly etag: string | null
  }[]
  readonly atOnce: number
  readonly pages: boolean
  readonly pressPort: number
}

/** Milliseconds; `cpuMs` of this process alone, all its threads. */
export type SideAnswer = {
  readonly entries: number
  readonly wallMs: number
  readonly cpuMs: number
  readonly peakMemoryMb: number
}

export function readTask(): SideTask {
  const text = process.env['BENCH_TASK']
  if (text === undefined) throw new Error('this is started by `colonnade bench collect`')
  return JSON.parse(text) as SideTask
}

/** Times `work` and tells the parent. */
export async function answerParent(work: () => Promise<{ entries: number }>): Promise<void> {
  const before = process.cpuUsage()
  const started = performance.now()
  const { entries } = await work()
  const wallMs = performance.now() - started
  const { user, system } = process.cpuUsage(before)
  const answer: SideAnswer = {
    entries,
    wallMs,
    cpuMs: (user + system) / 1000,
    peakMemoryMb: process.resourceUsage().maxRSS / 1024,
  }
  await new Promise<void>((sent) => {
    if (process.send === undefined) throw new Error('this is started by `colonnade bench collect`')
    process.send(answer, () => sent())
  })
}
