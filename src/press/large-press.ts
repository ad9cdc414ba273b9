// The large press: hundreds of papers made up by chance from a seed, for measuring. It runs in a process of its own, so
// that what it costs is not counted to whoever visits it.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LargeCommand, LargePress, LargePressOptions, LargeReply } from './large-press-types.ts'

/** Resolves when it listens on loopback; its hosts are `h0.large.localhost`, `h1.…`. It ends with this process at the latest. */
export async function largePress(options: LargePressOptions): Promise<LargePress> {
  const child = fork(fileURLToPath(new URL('./large-press-server.ts', import.meta.url)), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, LARGE_PRESS: JSON.stringify(options) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const next = async (): Promise<LargeReply> => {
    const [what] = (await Promise.race([
      once(child, 'message'),
      ended.then(() => {
        throw new Error('the large press ended by itself')
      }),
    ])) as [LargeReply]
    return what
  }
  const tell = async (command: LargeCommand): Promise<void> => {
    const answered = next()
    child.send(command)
    await answered
  }
  const first = await next()
  if (first.kind !== 'listening') throw new Error('the large press did not say where it listens')
  return {
    port: first.port,
    feeds: first.feeds,
    publish: () => tell({ kind: 'publish' }),
    setLatency: (latencyMs) => tell({ kind: 'latency', latencyMs }),
    async close() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
