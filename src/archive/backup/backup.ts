// A backup: one consistent picture of the whole archive, streamed out while everything else goes on.
import type { Writable } from 'node:stream'
import { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { configOf } from '../announcements.ts'
import type { Db } from '../schema.ts'
import { writeBackupFile, type Sums } from './backup-file.ts'
import { copyOut, listTables } from './tables.ts'

export type BackupOptions = {
  /** Version of the program. */
  readonly version: string
  readonly now: Date
  /** Told after each table. */
  readonly onTable?: (table: string, rows: number) => void
}

/**
 * Writes everything that the archive holds to `sink`, and ends it. One snapshot (REPEATABLE READ): what is filed meanwhile is
 * not in it. Secrets are: cookie keys and hashes of one-time links. Rejects when the database or the sink fails.
 */
export async function writeBackup(db: Db, sink: Writable, options: BackupOptions): Promise<Sums> {
  const client = new Client(configOf(db))
  client.on('error', () => undefined) // told by the query that fails
  await client.connect()
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    // One text for one value, whatever the server is set to.
    await client.query(`set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local extra_float_digits = 1;
      set local bytea_output = 'hex'; set local intervalstyle = 'postgres'; set local statement_timeout = 0`)
    const tables = await listTables(client)
    const shapes = new Map(tables.map((table) => [table.name, table]))
    const { rows: servers } = await client.query<{ server: number }>(
      `select current_setting('server_version_num')::int as server`,
    )
    const { rows: migrations } = await client.query<{ name: string }>('select name from migrations order by name')
    const manifest = {
      format: 1 as const,
      colonnade: options.version,
      madeAt: options.now.toISOString(),
      server: servers[0]!.server,
      migrations: migrations.map(({ name }) => name),
      tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
    }
    return await writeBackupFile(
      sink,
      manifest,
      (table) => client.query(copyTo(copyOut(shapes.get(table)!))) as AsyncIterable<Buffer>,
      options.onTable,
    )
  } finally {
    await client.end()
  }
}
