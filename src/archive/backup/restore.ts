// A backup becomes an archive again, in this version's shape: all of it or nothing.
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Client } from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import { announce, configOf } from '../announcements.ts'
import { isDistributed } from '../distribution.ts'
import { knownMigrations, migrateArchive } from '../migrate.ts'
import type { Db } from '../schema.ts'
import { BackupProblem, readBackupFile, type Manifest, type Sums } from './backup-file.ts'
import { copyIn, listTables, quoted } from './tables.ts'

export type Restored = {
  readonly manifest: Manifest
  readonly sums: Sums
  /** Migrations that ran after loading. */
  readonly migrated: readonly string[]
}

/**
 * Loads a backup into a database that holds no archive, or an empty one. Rows are loaded in one transaction: whatever goes
 * wrong, a damaged file included, leaves the database without any. Throws BackupProblem for what an operator has to know.
 */
export async function restoreBackup(
  db: Db,
  source: Readable,
  onTable: (table: string) => void = () => undefined,
): Promise<Restored> {
  const client = new Client(configOf(db))
  client.on('error', () => undefined) // told by the query that fails
  await client.connect()
  try {
    let loading: { table: string; stream: CopyStreamQuery; ended: Promise<void> } | null = null
    const endTable = async (): Promise<void> => {
      if (loading === null) return
      const { stream, table, ended } = loading
      loading = null
      stream.end()
      await ended
      onTable(table)
    }
    let definitions: Definitions | undefined
    const onCluster = isDistributed(db)
    const columnsOf = new Map<string, readonly string[]>()
    const { manifest, sums } = await readBackupFile(source, {
      async start(manifest) {
        for (const { name, columns } of manifest.tables) columnsOf.set(name, columns)
        await makeRoom(db, client, manifest)
        await client.query('begin')
        await client.query(`set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local statement_timeout = 0;
          set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0;
          set local maintenance_work_mem = '${indexingMegabytes}MB'`)
        const tables = (await listTables(client)).map(({ name }) => name)
        await client.query(`truncate ${tables.map(quoted).join(', ')}`)
        definitions = await dropDefinitions(client, !onCluster)
      },
      async piece(table, bytes) {
        if (loading?.table !== table) {
          await endTable()
          const stream = client.query(copyFrom(copyIn(table, columnsOf.get(table)!, !onCluster)))
          stream.on('error', () => undefined) // told by the write or the end that fails
          const ended = finished(stream)
          ended.catch(() => undefined)
          loading = { table, stream, ended }
        }
        const { stream, ended } = loading
        if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), ended])
      },
    })
    await endTable()
    await makeDefinitions(client, definitions!)
    await moveSequences(client)
    await client.query('commit')
    await client.query('analyze')
    const migrated = await migrateArchive(db)
    await announce(db, ['everything'])
    return { manifest, sums, migrated }
  } finally {
    // A connection that ends within a transaction rolls it back.
    await client.end()
  }
}

/** The database in the shape of the backup, without rows; refused when it has any. */
async function makeRoom(db: Db, client: Client, manifest: Manifest): Promise<void> {
  const known = knownMigrations()
  const unknown = manifest.migrations.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new BackupProblem(
      `The backup was made by a newer Colonnade (${manifest.colonnade}): restore it with that version or a later one.`,
    )
  const present = await listTables(client)
  for (const { name } of present.filter((table) => ['publishers', 'columns', 'columnists'].includes(table.name))) {
    const { rows } = await client.query(`select 1 from ${quoted(name)} limit 1`)
    if (rows.length > 0)
      throw new BackupProblem('There is an archive in this database already: restore into an empty one.')
  }
  const wanted = new Map(manifest.tables.map(({ name, columns }) => [name, columns.join()]))
  const fits =
    present.length === wanted.size && present.every(({ name, columns }) => wanted.get(name) === columns.join())
  if (fits) return
  // An empty archive of another version makes room for the backup's own shape, from which this version then goes on.
  if (present.length > 0)
    await client.query(
      `drop table ${present.map(({ name }) => quoted(name)).join(', ')}, migrations, migrations_lock cascade`,
    )
  await migrateArchive(db, manifest.migrations.at(-1))
}

/**
 * For one index at a time, shared by the processes that make it. More makes the index of words later: its trees no longer fit
 * the processor's cache (decision 0028).
 */
const indexingMegabytes = 64

/** In the order in which they are made. */
type Definitions = readonly string[]

/**
 * Loading is several times quicker when indexes and constraints are made afterwards. On a cluster keys stay: its tables are
 * spread by them.
 */
async function dropDefinitions(client: Client, keysToo: boolean): Promise<Definitions> {
  const { rows: constraints } = await client.query<{ drop: string; make: string; isKey: boolean }>(`
    select format('alter table %I drop constraint %I', t.relname, k.conname) as drop,
      format('alter table %I add constraint %I %s', t.relname, k.conname, pg_get_constraintdef(k.oid)) as make,
      k.contype <> 'f' as "isKey"
    from pg_constraint k join pg_class t on t.oid = k.conrelid
    where t.relnamespace = current_schema()::regnamespace and k.contype in (${keysToo ? `'f', 'p', 'u'` : `'f'`})
      and t.relname not in ('migrations', 'migrations_lock')`)
  const { rows: indexes } = await client.query<{ drop: string; make: string }>(`
    select format('drop index %I', c.relname) as drop, pg_get_indexdef(i.indexrelid) as make
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    where t.relnamespace = current_schema()::regnamespace and t.relkind = 'r'
      and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)
      and t.relname not in ('migrations', 'migrations_lock')`)
  const keys = constraints.filter(({ isKey }) => isKey)
  const foreignKeys = constraints.filter(({ isKey }) => !isKey)
  for (const { drop } of [...foreignKeys, ...keys, ...indexes]) await client.query(drop)
  return [...keys, ...indexes, ...foreignKeys].map(({ make }) => make)
}

async function makeDefinitions(client: Client, definitions: Definitions): Promise<void> {
  for (const make of definitions) await client.query(make)
}

/** The next number of every identity column is one that no row has. */
async function moveSequences(client: Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(`
    select t.relname as table, a.attname as column from pg_attribute a join pg_class t on t.oid = a.attrelid
    where t.relnamespace = current_schema()::regnamespace and a.attidentity <> '' and not a.attisdropped`)
  for (const { table, column } of rows)
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), greatest(1, (select coalesce(max(${quoted(column)}), 0) from ${quoted(table)})),
        exists (select 1 from ${quoted(table)}))`,
      [quoted(table), column],
    )
}
