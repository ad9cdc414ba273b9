#!/usr/bin/env node
// The launcher: plain JavaScript that any Node can read. It finds a Node new enough for Colonnade, the system's or the
// one that came with the packages, and starts in it src/main.ts, or what is bundled of it for commands that stay.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { programOf } from '../scripts/program.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const [major, minor] = process.versions.node.split('.').map(Number)
const own = `${root}node_modules/.bin/node`
const newEnough = major > 24 || (major === 24 && minor >= 7)
const node = newEnough ? process.execPath : own

if (!newEnough && !existsSync(own)) {
  process.stderr.write(
    `Colonnade needs Node 24.7 or newer, and this is ${process.versions.node}. Run "npm ci" first.\n`,
  )
  process.exit(2)
}

const [command, measured] = process.argv.slice(2)
const benches = command === 'bench' ? measured : undefined
const serves = command === 'serve' || benches === 'serve'
// Memory is worth more than the little time that sweeping it oftener takes: a third of it while 5,000 feeds are collected.
// Without pretenuring: once one long page has outlived a sweep, V8 puts every page's arrays straight among what is old, 300 KB
// of each; reading a page then takes a quarter longer.
// V8 sweeps and compiles in four threads of its own whatever the machine: on two cores they stood in each other's way, and collecting
// took a tenth longer.
// `--expose-gc` lets an idle process give back what it has no use for; src/cli/settle-memory.ts.
const heap = [
  '--max-semi-space-size=16',
  '--no-allocation-site-pretenuring',
  `--v8-pool-size=${Math.min(4, Math.max(1, availableParallelism() - 1))}`,
  '--expose-gc',
]
// How far what is old may grow before it is marked. A collector's grows fast, by drafts that wait for their filing: with the heap of
// the others it was marked ten times over 15,000 entries for the sake of 50 MB in use; decision 0041. Without V8's counting what sockets
// brought, mostly thrown away by then, as something old: half of what then began a marking was bytes outside of the heap.
// Calls after which a function is compiled well, and best: compiling as early as V8 would took a tenth of the processor time of a
// collector's first 15,000 entries, and compiling best before a thread has read some thousand pages costs more than it saves; decision
// 0046. What runs for long is compiled all the same. A web process draws the same few pages from its first minute on: compiled when V8
// thinks best, they take a seventh less.
const manner = serves
  ? ['--heap-growing-percent=40']
  : [
      '--heap-growing-percent=60',
      '--initial-old-space-size=96',
      '--external-memory-accounted-in-global-limit',
      '--invocation-count-for-maglev=500',
      '--invocation-count-for-turbofan=60000',
    ]
// What stays runs from the bundle, and so does what measures a collector.
const stays = ['start', 'serve', 'collect', 'work'].includes(command)
const program = stays || ['collect', 'endurance', 'hosts'].includes(benches) ? bundled() : null
const args = [
  ...heap,
  ...manner,
  '--disable-warning=ExperimentalWarning',
  ...(program === null
    ? [
        '--enable-source-maps',
        '--import',
        new URL('../scripts/tsx-hook.js', import.meta.url).href,
        `${root}src/main.ts`,
      ]
    : [program.main]),
  ...process.argv.slice(2),
]
const env = {
  // glibc keeps freed memory in an arena for each thread. Those that ask, read and sweep for a collector waited for one another's
  // locks with two: a thirtieth of its processor time over 6,000 pages.
  MALLOC_ARENA_MAX: serves ? '2' : '3',
  ...(program === null ? {} : { NODE_COMPILE_CACHE: program.cache }),
  ...process.env,
}

// A launcher that stays would be a second Node in memory: where it can, it becomes what it starts.
if (newEnough && process.execve !== undefined && process.platform !== 'win32')
  process.execve(node, [node, ...args], env)

const child = spawn(node, args, { stdio: 'inherit', env })
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
process.on('SIGINT', () => {}) // the terminal has told the child already; wait for its clean end
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))

/** The bundle of these sources, made now where it is missing; null when it cannot be made, which is said. */
function bundled() {
  const program = programOf()
  if (program.isThere) return program
  const bundling = fileURLToPath(new URL('../scripts/program.js', import.meta.url))
  const { status, stderr } = spawnSync(node, [bundling], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
  if (status === 0) return program
  const why = /^\w*Error: .*$/m.exec(stderr)?.[0] ?? `exit ${status}`
  process.stderr.write(`Colonnade runs from its sources, which takes more memory: it could not be bundled (${why}).\n`)
  return null
}
