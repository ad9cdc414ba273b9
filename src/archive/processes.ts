// Other processes of this machine, as far as whoever shares a folder with them must know.
import { existsSync, readFileSync } from 'node:fs'

/** True too for a process of somebody else's. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** True as well where it cannot be known. */
export function isPostgres(pid: number): boolean {
  if (process.platform !== 'linux') return true
  const file = `/proc/${pid}/comm`
  return !existsSync('/proc/self/comm') || (existsSync(file) && readFileSync(file, 'utf8').startsWith('postgres'))
}
