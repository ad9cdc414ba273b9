// Where the bench's archives live: on a server of its own in a temporary folder, or on one that is given.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openArchive, type Archive } from '../archive/index.ts'
import { BadRequest } from '../base/index.ts'
import { serverCpuMs } from './server-cpu.ts'

export type ArchiveServer = {
  /** The URL of a database of that name, when there is one. */
  find(name: string): Promise<string | undefined>
  /** Makes an empty database of that name, replacing what another bench has left; its URL. */
  make(name: string): Promise<string>
  drop(name: string): Promise<void>
  version(): Promise<string>
  /** Processor time of all the server's processes so far; null for a server that is not ours. */
  cpuMs(): Promise<number | null>
  close(): Promise<void>
}

/** For filling alone: what is lost in a crash is made again. Reading is as with the product's own settings. */
const fillingSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '8GB',
  maintenance_work_mem: '1GB',
  autovacuum: 'off',
}

/** `dir` is kept, a temporary folder is not. */
export async function startArchiveServer(url: string | undefined, dir: string | undefined): Promise<ArchiveServer> {
  if (url !== undefined)
    return serverAt(await openArchive({ url, migrate: false, poolSize: 1 }), (name) => urlOf(url, name))
  const dataDir = dir ?? (await mkdtemp(join(tmpdir(), 'colonnade-bench-')))
  const remove = async () => {
    if (dir === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  const archive = await openArchive({
    dataDir,
    migrate: false,
    poolSize: 1,
    embedded: { settings: fillingSettings },
  }).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const { socketDir, port, user } = archive.server!
  const embedded = serverAt(
    archive,
    (name) => `postgresql://${user}@/${name}?host=${encodeURIComponent(socketDir)}&port=${port}`,
  )
  return {
    ...embedded,
    cpuMs: () => serverCpuMs(archive.server!.pid()),
    async close() {
      await embedded.close()
      await remove()
    },
  }
}

function serverAt(archive: Archive, urlOfName: (name: string) => string): ArchiveServer {
  const { db } = archive
  const drop = async (name: string) => {
    await sql`drop database if exists ${sql.id(name)} with (force)`.execute(db)
  }
  return {
    async find(name) {
      const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(db)
      return rows.length === 0 ? undefined : urlOfName(name)
    },
    async make(name) {
      await drop(name)
      await sql`create database ${sql.id(name)}`.execute(db)
      return urlOfName(name)
    },
    drop,
    async version() {
      const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db)
      return rows[0]!.version
    },
    cpuMs: () => Promise.resolve(null),
    close: () => archive.close(),
  }
}

/**
 * The same server's other database. By its text: a URL of a socket may have a user and no host, which is no URL to a browser.
 * Source: PostgreSQL manual, libpq, "Connection URIs".
 */
export function urlOf(url: string, database: string): string {
  const parts = /^([a-z]+:\/\/[^/?#]*)(?:\/[^?#]*)?([?#].*)?$/.exec(url)
  if (parts === null) throw new BadRequest('--url needs a URL such as postgresql://user@host/database.')
  return `${parts[1]}/${encodeURIComponent(database)}${parts[2] ?? ''}`
}
