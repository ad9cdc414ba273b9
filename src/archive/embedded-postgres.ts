// Our own PostgreSQL server, for everyone who has none: it lives in the data directory, listens on a private unix socket,
// and never outlives this process, not even when the process is killed.
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ArchiveProblem } from './archive-problem.ts'
import { checkCluster, freeBytes, makeCluster, makeDataDir } from './cluster-directory.ts'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { isPostgres, isRunning } from './processes.ts'

export type EmbeddedOptions = {
  /** Our data directory; the cluster is made in `postgres` below it. */
  readonly dataDir: string
  /** False only for tests: nothing survives a power cut, everything is faster. */
  readonly durable?: boolean
  /** More server settings, such as `{ work_mem: '32MB' }`. */
  readonly settings?: Readonly<Record<string, string>>
  /** What the server writes, a line at a time. */
  readonly onLog?: (line: string) => void
}

export type EmbeddedServer = {
  /** Directory of the unix socket: the `host` of a connection. */
  readonly socketDir: string
  readonly port: number
  readonly user: string
  /** Process id of the running postmaster. */
  pid(): number
  /** Ends all connections, writes everything down and stops. */
  stop(): Promise<void>
}

const port = 5432
const user = 'postgres'
/** Backends of a killed server need some hundred ms to die before a new one may start. */
const startRetryMs = 10_000
/** A lock file that names a living program which is no PostgreSQL is a leftover, once old backends have had time to die. */
const staleAfterMs = 3000
/** A server that goes on being ready this long belongs to a living Colonnade; an orphan begins to stop within 50 ms. */
const inUseAfterMs = 1500
/** A unix socket's path is limited to 107 bytes by the kernel, 103 on macOS. */
const maxSocketPathBytes = 100

/** Starts the server of a data directory, making it if there is none. Rejects with ArchiveProblem. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir)
  const binaries = findPostgresBinaries()
  makeDataDir(dataDir, binaries)
  const cluster = join(dataDir, 'postgres')
  if (existsSync(cluster)) checkCluster(cluster, binaries)
  if (!existsSync(cluster)) await makeCluster(dataDir, cluster, binaries, options.durable ?? true)
  const socketDir = makeSocketDir(dataDir, binaries)
  const start = () =>
    startWithRetry(dataDir, cluster, binaries, argumentsOf(cluster, socketDir, options), options.onLog)

  let running = await start()
  let stopping = false
  const keepRunning = async () => {
    for (;;) {
      await running.ended
      if (stopping) return
      options.onLog?.('The embedded PostgreSQL ended by itself; starting it again.')
      running = await start()
      // It may have been told to stop while there was nothing that could be stopped.
      if (stopping) return stopServer(running)
    }
  }
  const guarding = keepRunning().catch((error: unknown) => {
    options.onLog?.(`The embedded PostgreSQL cannot be started again: ${String(error)}`)
  })
  return {
    socketDir,
    port,
    user,
    pid: () => running.pid,
    async stop() {
      stopping = true
      await stopServer(running)
      await guarding
      if (!socketDir.startsWith(dataDir)) rmSync(socketDir, { recursive: true, force: true })
    },
  }
}

function argumentsOf(cluster: string, socketDir: string, options: EmbeddedOptions): string[] {
  // A container may have less than its machine. Not constrained, it is 0 or more than there is.
  const megabytes = Math.min(totalmem(), process.constrainedMemory() || Infinity) / 2 ** 20
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    port: String(port),
    max_connections: '60',
    // Taken page by page as the archive grows; docs/decisions/0035.
    shared_buffers: `${Math.round(Math.min(4096, Math.max(64, megabytes / 8)))}MB`,
    effective_cache_size: `${Math.round(megabytes / 2)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    wal_compression: 'on',
    random_page_cost: '1.1',
    // Our pages are short queries: compiling them or starting workers for them costs more than it brings.
    jit: 'off',
    max_parallel_workers_per_gather: '0',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...(options.durable === false
      ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off', io_method: 'sync' }
      : {}),
    ...options.settings,
  }
  const args = ['-D', cluster, '-k', socketDir]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  return args
}

/** The socket lies beside the data where the path is short enough, else in a private directory named after it. */
function makeSocketDir(dataDir: string, binaries: PostgresBinaries): string {
  const beside = join(dataDir, 'run')
  const short = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  const fits = Buffer.byteLength(join(beside, `.s.PGSQL.${port}`)) <= maxSocketPathBytes
  const dir = fits ? beside : join(tmpdir(), `colonnade-${process.getuid?.() ?? 0}-${short}`)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const info = lstatSync(dir)
  const owner = process.getuid?.()
  if (!info.isDirectory() || (owner !== undefined && info.uid !== owner && info.uid !== binaries.uid))
    throw new ArchiveProblem('unwritable', `${dir} belongs to someone else: remove it and start again.`)
  chmodSync(dir, 0o700)
  binaries.own(dir)
  return dir
}

type Running = { readonly pid: number; readonly child: ChildProcess; readonly ended: Promise<void> }

async function startWithRetry(
  dataDir: string,
  cluster: string,
  binaries: PostgresBinaries,
  args: readonly string[],
  onLog: ((line: string) => void) | undefined,
): Promise<Running> {
  await waitForOther(dataDir, cluster)
  const since = Date.now()
  let staleLockRemoved = false
  for (;;) {
    const attempt = await launch(cluster, binaries, args, onLog)
    if (attempt.kind === 'ready') return attempt.server
    const lock = readLock(cluster)
    if (lock === null && freeBytes(dataDir) < 32 * 2 ** 20)
      throw new ArchiveProblem('disk-full', `The disk that holds ${dataDir} is full.`)
    const isStale = lock !== null && isRunning(lock.pid) && !isPostgres(lock.pid) && Date.now() > since + staleAfterMs
    if (isStale && !staleLockRemoved) {
      // After a crash the number in the lock file was given to some other program, as happens in containers.
      rmSync(join(cluster, 'postmaster.pid'))
      staleLockRemoved = true
      continue
    }
    if (lock !== null && Date.now() < since + startRetryMs) {
      await waitForOther(dataDir, cluster)
      await sleep(200)
      continue
    }
    if (lock !== null && isRunning(lock.pid) && isPostgres(lock.pid)) throw inUse(dataDir, lock.pid)
    throw new ArchiveProblem(
      'cannot-start',
      `The embedded PostgreSQL in ${dataDir} cannot start: ${attempt.lastWords || 'it said nothing'}`,
    )
  }
}

function inUse(dataDir: string, pid: number): ArchiveProblem {
  return new ArchiveProblem('in-use', `Another Colonnade is already using ${dataDir} (process ${pid}).`)
}

/** Waits for a server that is on its way out; a server that stays belongs to another Colonnade. */
async function waitForOther(dataDir: string, cluster: string): Promise<void> {
  const since = Date.now()
  for (;;) {
    const lock = readLock(cluster)
    if (lock === null || !answers(lock.status) || !isRunning(lock.pid) || !isPostgres(lock.pid)) return
    if (Date.now() - since > inUseAfterMs) throw inUse(dataDir, lock.pid)
    await sleep(100)
  }
}

/**
 * The shell between us and the server holds the other end of a pipe: when we die, even by SIGKILL, the pipe closes and
 * the server gets a fast shutdown. Descriptor 3 is needed because a shell gives background jobs /dev/null as their input.
 */
const guard = `exec 3<&0 </dev/null
"$@" 3<&- >/dev/null & P=$!
echo $P
{ cat <&3 >/dev/null; kill -INT $P 2>/dev/null; } >/dev/null 2>&1 &
exec 3<&-
wait $P`

type Attempt = { kind: 'ready'; server: Running } | { kind: 'ended'; lastWords: string }

async function launch(
  cluster: string,
  binaries: PostgresBinaries,
  args: readonly string[],
  onLog: ((line: string) => void) | undefined,
): Promise<Attempt> {
  const child = spawn('/bin/sh', ['-c', guard, 'sh', ...binaries.prefix, binaries.postgres, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: binaries.env,
    detached: true, // Ctrl-C is for us: we stop the server when we have finished
    ...(binaries.uid === null ? {} : { uid: binaries.uid, gid: binaries.uid }),
  })
  const heard = { pid: 0, lastWords: '', hasEnded: false }
  const ended = new Promise<void>((done) => {
    const end = () => {
      heard.hasEnded = true
      child.stdin.destroy()
      done()
    }
    child.once('exit', end)
    child.once('error', (error) => {
      heard.lastWords = error.message
      end()
    })
  })
  child.stdin.on('error', () => undefined) // a closed pipe is how a server that has ended looks
  child.stdout.setEncoding('utf8').on('data', (text: string) => (heard.pid ||= Number.parseInt(text, 10)))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) {
      if (line === '') continue
      if (!/\b(HINT|LOG|DETAIL):/.test(line)) heard.lastWords = line
      onLog?.(line)
    }
  })
  while (!heard.hasEnded) {
    const lock = readLock(cluster)
    if (heard.pid !== 0 && lock?.pid === heard.pid && answers(lock.status)) {
      // The server must not keep a process alive that has nothing else to do.
      child.unref()
      for (const stream of [child.stdin, child.stdout, child.stderr])
        (stream as unknown as { unref?(): void }).unref?.()
      return { kind: 'ready', server: { pid: heard.pid, child, ended } }
    }
    await Promise.race([ended, sleep(10)])
  }
  return { kind: 'ended', lastWords: heard.lastWords }
}

async function stopServer(server: Running): Promise<void> {
  server.child.ref()
  server.child.stdin?.end()
  const patience = sleep(20_000, 'late' as const, { ref: false })
  if ((await Promise.race([server.ended, patience])) !== 'late') return
  if (isRunning(server.pid)) process.kill(server.pid, 'SIGQUIT') // safe: the next start recovers from the log
  await server.ended
}

/** Where the server that another process runs in `dataDir` can be reached; null when none is ready there. */
export function findRunningPostgres(dataDir: string): Pick<EmbeddedServer, 'socketDir' | 'port' | 'user'> | null {
  const lock = readLock(join(resolve(dataDir), 'postgres'))
  if (lock === null || lock.status !== 'ready' || !isRunning(lock.pid) || !isPostgres(lock.pid)) return null
  return lock.socketDir === '' || !(lock.port > 0) ? null : { socketDir: lock.socketDir, port: lock.port, user }
}

/** `standby`: a copy of another server, which answers questions. */
function answers(status: string): boolean {
  return status === 'ready' || status === 'standby'
}

/** postmaster.pid, as documented in PostgreSQL's miscadmin.h: pid, directory, start, port, socket, address, memory, status. */
function readLock(cluster: string): { pid: number; port: number; socketDir: string; status: string } | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, , , port, socketDir = '', , , status = ''] = lines
    return { pid: Number(pid), port: Number(port), socketDir: socketDir.trim(), status: status.trim() }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
