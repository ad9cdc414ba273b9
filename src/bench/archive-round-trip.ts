// There and back: a whole archive into a backup, out of it into an empty database, and every table of both by its checksum.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { openArchive, restoreBackup, writeBackup, type Db } from '../archive/index.ts'
import type { ArchiveServer } from './archive-server.ts'

export type RoundTrip = {
  readonly columns: number
  /** Of all tables. */
  readonly rows: number
  readonly fileBytes: number
  readonly backupS: number
  readonly restoreS: number
  /** Tables whose rows came back as others, by SHA-256 of all rows in the order of their key; none, when all is well. */
  readonly differing: readonly string[]
}

const restoredName = 'colonnade_bench_restored'

export async function roundTrip(server: ArchiveServer, db: Db, columns: number, folder?: string): Promise<RoundTrip> {
  const dir = await mkdtemp(join(folder ?? tmpdir(), 'colonnade-round-trip-'))
  const file = join(dir, 'backup.tar.zst')
  const options = { version: '0', now: new Date() }
  try {
    const started = performance.now()
    const sums = await writeBackup(db, createWriteStream(file), options)
    const written = performance.now()
    const restored = await openArchive({ url: await server.make(restoredName), poolSize: 2, migrate: false })
    try {
      await restoreBackup(restored.db, createReadStream(file))
      const loaded = performance.now()
      const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
      const back = await writeBackup(restored.db, nowhere, options)
      const tables = [...new Set([...Object.keys(sums), ...Object.keys(back)])]
      return {
        columns,
        rows: Object.values(sums).reduce((sum, { rows }) => sum + rows, 0),
        fileBytes: (await stat(file)).size,
        backupS: (written - started) / 1000,
        restoreS: (loaded - written) / 1000,
        differing: tables.filter(
          (table) => sums[table]?.sha256 !== back[table]?.sha256 || sums[table]?.rows !== back[table]?.rows,
        ),
      }
    } finally {
      await restored.close()
    }
  } finally {
    await server.drop(restoredName)
    await rm(dir, { recursive: true, force: true })
  }
}
