// What benches with a progress bar share: it goes when they end, and who stops one early is told so.
import { CommandError } from './out.ts'
import type { Progress } from './progress.ts'

/** Throws CommandError when `signal` aborted; else whatever the bench throws. */
export async function runBench<T>(progress: Progress, signal: AbortSignal, bench: () => Promise<T>): Promise<T> {
  try {
    return await bench()
  } catch (error) {
    if (signal.aborted) throw new CommandError('The bench was stopped before its end.')
    throw error
  } finally {
    progress.stop()
  }
}
