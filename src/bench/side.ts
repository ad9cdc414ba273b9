// A measured side as its parent sees it: started, told to work, ended.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { envOfTask, type SideAnswer, type SideMessage, type SideTask } from './side-process.ts'

export type SideName = 'ours' | 'bare'

export type Side = {
  /** Works through whatever is due, once. */
  run(signal: AbortSignal): Promise<SideAnswer>
  /** Ends the process; resolves when it has ended. */
  close(): Promise<void>
}

const programs: Readonly<Record<SideName, URL>> = {
  ours: new URL('./our-collector.ts', import.meta.url),
  bare: new URL('./bare-collector.ts', import.meta.url),
}
/** Milliseconds a side has to close its connections before it is ended. */
const patienceMs = 5000

/** Resolves when the side is connected and ready to work. */
export async function startSide(name: SideName, task: SideTask): Promise<Side> {
  const child = fork(programs[name], {
    execArgv: ['--disable-warning=ExperimentalWarning', ...engineOf(name), ...profiling(name)],
    env: { ...process.env, ...envOfTask(task) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const next = async (signal?: AbortSignal): Promise<SideMessage> => {
    const [message] = (await Promise.race([
      once(child, 'message', signal === undefined ? {} : { signal }),
      ended.then(([code]) => {
        throw new Error(`the ${name} side ended by itself (${String(code)})`)
      }),
    ])) as [SideMessage]
    return message
  }
  const close = async () => {
    if (child.connected) child.disconnect()
    const late = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    await ended
    clearTimeout(late)
  }
  try {
    await next()
  } catch (error) {
    await close()
    throw error
  }
  return {
    async run(signal) {
      const answered = next(signal)
      child.send('work')
      const message = await answered
      if (message.kind !== 'ran') throw new Error(`the ${name} side is not working`)
      return message.answer
    },
    close,
  }
}

/** Our side runs as its launcher starts us, so far as V8 goes; the bare script is left as it is. */
function engineOf(name: SideName): string[] {
  return name === 'ours' ? process.execArgv.filter((flag) => !ofNode.test(flag)) : []
}

/** Options of Node, not of V8: how it runs tests, loads sources and warns. */
const ofNode = /^--(?:test|import|enable-source-maps|disable-warning)|^[^-]/

/** `BENCH_PROFILE=folder` keeps a CPU profile of our side there, for the tools of V8. */
function profiling(name: SideName): string[] {
  const folder = process.env['BENCH_PROFILE']
  return folder === undefined || name !== 'ours' ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`]
}
