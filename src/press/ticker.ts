// Keeps the demo press lively: every now and then something happens.
import type { Press, PressEvent } from './types.ts'

/** Ticks about every `everyMs`, between half and one and a half times as long, until stopped or nothing is left to do. */
export function startTicker(
  press: Press,
  options: { everyMs: number; random?: () => number; onEvent?: (event: PressEvent) => void },
): { stop(): void } {
  const random = options.random ?? Math.random
  let timer: NodeJS.Timeout | undefined
  const wait = () => {
    timer = setTimeout(happen, options.everyMs * (0.5 + random()))
    timer.unref()
  }
  const happen = () => {
    const event = press.tick(random)
    options.onEvent?.(event)
    if (event.kind !== 'nothing-left') wait()
  }
  wait()
  return { stop: () => clearTimeout(timer) }
}
