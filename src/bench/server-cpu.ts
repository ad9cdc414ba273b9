// How much processor time a PostgreSQL server has taken so far.
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'

/** Ticks a second that the kernel counts in for programs (proc(5): sysconf(_SC_CLK_TCK), 100 on every Linux). */
const ticksPerSecond = 100

/** The postmaster's own time, that of its ended children, and that of those alive. Source: proc(5), /proc/<pid>/stat. */
export async function serverCpuMs(postmaster: number): Promise<number | null> {
  if (process.platform !== 'linux') return null
  let ticks = 0
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch((error: unknown) => {
      if (isGone(error)) return null
      throw error
    })
    if (stat === null) continue
    // Fields after the name in parentheses, which may hold anything: state, ppid, …
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [own, ended] = [Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14])]
    if (Number(name) === postmaster) ticks += own + ended
    else if (Number(fields[1]) === postmaster) ticks += own
  }
  return (ticks * 1000) / ticksPerSecond
}

/**
 * Milliseconds that these processes have computed, to the nanosecond; null when one has ended or the system does not tell.
 * Source: Linux, Documentation/scheduler/sched-stats, /proc/<pid>/schedstat.
 */
export function computedMs(pids: readonly number[]): number | null {
  let nanoseconds = 0
  for (const pid of pids) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ', 1)[0])
    } catch (error) {
      if (isGone(error)) return null
      throw error
    }
  }
  return pids.length === 0 ? null : nanoseconds / 1e6
}

/** A process that ended while we were reading the list. */
function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ESRCH'
}
