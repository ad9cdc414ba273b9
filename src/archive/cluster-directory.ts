// The data directory of the embedded server: made whole or not at all, checked before it is used.
import { spawn } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { ArchiveProblem } from './archive-problem.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { isRunning } from './processes.ts'

/** Makes sure that we can write there, so that everything later fails for its own reasons. */
export function makeDataDir(dataDir: string, binaries: PostgresBinaries): void {
  const probe = join(dataDir, `.writable-${process.pid}`)
  try {
    // A server that runs as someone else must get through to its cluster, which only it can read.
    const mode = binaries.uid === null ? 0o700 : 0o711
    makeDirectories(dataDir, mode)
    if (binaries.uid !== null) chmodSync(dataDir, mode)
    writeFileSync(probe, 'x'.repeat(8192))
    rmSync(probe)
  } catch (cause) {
    throw problemOfFile(dataDir, cause)
  }
}

/** Node's own recursive mkdir never ends on file systems such as /proc, where nothing can be made. */
function makeDirectories(dir: string, mode: number): void {
  try {
    mkdirSync(dir, { mode })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST' && statSync(dir).isDirectory()) return
    if (code !== 'ENOENT' || existsSync(dirname(dir))) throw error
    makeDirectories(dirname(dir), mode)
    mkdirSync(dir, { mode })
  }
}

/** Refuses a directory that is not ours to use, before the server says so in its own words. */
export function checkCluster(cluster: string, binaries: PostgresBinaries): void {
  const file = join(cluster, 'PG_VERSION')
  if (!existsSync(file)) {
    if (readdirSync(cluster).length === 0) {
      rmSync(cluster, { recursive: true })
      return
    }
    throw new ArchiveProblem(
      'not-a-data-directory',
      `${cluster} holds something that is not a PostgreSQL data directory: choose another COLONNADE_DATA_DIR, or move it away.`,
    )
  }
  const version = readFileSync(file, 'utf8').trim()
  if (version !== String(binaries.version))
    throw new ArchiveProblem(
      'other-version',
      `${cluster} was made by PostgreSQL ${version}, and this Colonnade runs PostgreSQL ${binaries.version}: restore a backup into a new data directory.`,
    )
  const owner = process.geteuid?.()
  const { uid } = statSync(cluster)
  if (owner !== undefined && uid !== owner && uid !== binaries.uid)
    throw new ArchiveProblem('unwritable', `${cluster} belongs to another user (${uid}): start Colonnade as that user.`)
}

/** Makes the cluster beside its place and moves it there: an interrupted start leaves nothing half-made behind. */
export async function makeCluster(
  dataDir: string,
  cluster: string,
  binaries: PostgresBinaries,
  durable: boolean,
): Promise<void> {
  removeLeftovers(dataDir)
  const fresh = join(dataDir, `postgres.new-${process.pid}-${Date.now().toString(36)}`)
  try {
    mkdirSync(fresh, { mode: 0o700 })
    binaries.own(fresh)
    await initialize(fresh, dataDir, binaries, durable)
    move(fresh, cluster)
    if (durable) syncDirectory(dataDir)
  } catch (error) {
    throw error instanceof ArchiveProblem ? error : problemOfFile(dataDir, error)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** Bytes that this account may still write on the disk of `dir`; throws when there is no such folder. */
export function freeBytes(dir: string): number {
  const disk = statfsSync(dir)
  return disk.bavail * disk.bsize
}

async function initialize(fresh: string, dataDir: string, binaries: PostgresBinaries, durable: boolean): Promise<void> {
  const args = ['-D', fresh, '-U', 'postgres', '--auth=trust', '-E', 'UTF8']
  // The operating system's collations change under us with every upgrade; the built-in one does not.
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions')
  if (!durable) args.push('--no-sync')
  const [program, ...rest] = [...binaries.prefix, binaries.initdb, ...args]
  const child = spawn(program!, rest, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: binaries.env,
    ...(binaries.uid === null ? {} : { uid: binaries.uid, gid: binaries.uid }),
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)))
  const code = await new Promise<number | null>((done, fail) => {
    child.once('close', done)
    child.once('error', fail)
  })
  if (code === 0) return
  if (freeBytes(dataDir) < 64 * 2 ** 20)
    throw new ArchiveProblem('disk-full', `The disk that holds ${dataDir} is full: a new archive needs about 100 MB.`)
  const lastWords = said.trim().split('\n').at(-1) ?? ''
  throw new ArchiveProblem(
    'cannot-start',
    `A new database cannot be made in ${dataDir}: ${lastWords || `code ${code}`}`,
  )
}

/** Another first start may have been quicker; then its cluster is used, or refused as in use. */
function move(fresh: string, cluster: string): void {
  try {
    renameSync(fresh, cluster)
  } catch (error) {
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw error
  }
}

/** What interrupted starts left behind. A start that is still at work is not disturbed. */
function removeLeftovers(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const pid = /^postgres\.new-(\d+)-/.exec(name)?.[1]
    if (pid === undefined || isRunning(Number(pid))) continue
    rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}

function syncDirectory(dir: string): void {
  const handle = openSync(dir, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function problemOfFile(dataDir: string, cause: unknown): Error {
  const code = (cause as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new ArchiveProblem('disk-full', `The disk that holds ${dataDir} is full.`, { cause })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT')
    return new ArchiveProblem('unwritable', `${dataDir} cannot be written to by this user.`, { cause })
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new ArchiveProblem('unwritable', `${dataDir} is not a directory, or lies below a file.`, { cause })
  return new Error(`The data directory ${dataDir} cannot be prepared`, { cause })
}
