#!/usr/bin/env node
// The launcher: plain JavaScript that any Node can read. It finds a Node new enough for Colonnade, the system's or the
// one that came with the packages, and starts src/main.ts in it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [major, minor] = process.versions.node.split('.').map(Number)
const bundled = `${root}node_modules/.bin/node`
const newEnough = major > 24 || (major === 24 && minor >= 7)
const node = newEnough ? process.execPath : bundled

if (!newEnough && !existsSync(bundled)) {
  process.stderr.write(
    `Colonnade needs Node 24.7 or newer, and this is ${process.versions.node}. Run "npm ci" first.\n`,
  )
  process.exit(2)
}

// Memory is worth more than the little time that sweeping it oftener takes: a third of it while 5,000 feeds are collected.
const heap = ['--max-semi-space-size=16', '--heap-growing-percent=40']
// Calls after which a function is compiled well, and best. Compiling took a sixth of a collector's processor time in its
// first seconds; four times as many calls later it is a tenth, and what runs for long is compiled all the same.
const thrift = ['--invocation-count-for-maglev=3000', '--invocation-count-for-turbofan=20000']
const child = spawn(
  node,
  [
    ...heap,
    ...thrift,
    '--enable-source-maps',
    '--disable-warning=ExperimentalWarning',
    '--import',
    new URL('../scripts/tsx-hook.js', import.meta.url).href,
    `${root}src/main.ts`,
    ...process.argv.slice(2),
  ],
  // glibc keeps freed memory in an arena for each thread: two are enough.
  { stdio: 'inherit', env: { MALLOC_ARENA_MAX: '2', ...process.env } },
)
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
process.on('SIGINT', () => {}) // the terminal has told the child already; wait for its clean end
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
