// Work whose means are large and whose result is small: done once in a process of its own, which takes the means with it.
import { execFile, execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const program = fileURLToPath(new URL('./make-apart-child.ts', import.meta.url))
const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const

/** What the `make` of that module answers with. Blocks until it is there: for who cannot wait otherwise. */
export function makeApart(module: URL): string {
  return execFileSync(process.execPath, [program, module.href], options)
}

/** The same without blocking. */
export async function makeApartMeanwhile(module: URL): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, module.href], options)
  return stdout
}
