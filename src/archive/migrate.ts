// Bringing a database to the present shape, forward only, also when several processes start at once.
import { sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { ArchiveProblem } from './archive-problem.ts'
import * as first from './migrations/0001-first.ts'
import * as counting from './migrations/0002-counting.ts'
import * as vanished from './migrations/0003-vanished.ts'
import * as desk from './migrations/0004-desk.ts'
import * as identity from './migrations/0005-identity.ts'
import * as collecting from './migrations/0006-collecting.ts'
import * as images from './migrations/0007-images.ts'
import * as syndications from './migrations/0008-syndications.ts'
import * as topics from './migrations/0009-topics.ts'
import * as search from './migrations/0010-search.ts'
import * as growth from './migrations/0011-growth.ts'
import * as authorPages from './migrations/0012-author-pages.ts'
import * as following from './migrations/0014-following.ts'
import * as portraits from './migrations/0015-portraits.ts'
import * as neighbours from './migrations/0016-neighbours.ts'
import * as withdrawals from './migrations/0017-withdrawals.ts'
import * as byNumber from './migrations/0020-by-number.ts'
import * as copies from './migrations/0021-copies.ts'
import type { Db } from './schema.ts'
import { renewSearch } from './search-form.ts'
import { withoutTimeLimit } from './transactions.ts'

/** In the order they run. A name, once merged, is never edited, and neither is what it does. */
const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-counting': counting,
  '0003-vanished': vanished,
  '0004-desk': desk,
  '0005-identity': identity,
  '0006-collecting': collecting,
  '0007-images': images,
  '0008-syndications': syndications,
  '0009-topics': topics,
  '0010-search': search,
  '0011-growth': growth,
  '0012-author-pages': authorPages,
  '0014-following': following,
  '0015-portraits': portraits,
  '0016-neighbours': neighbours,
  '0017-withdrawals': withdrawals,
  '0020-by-number': byNumber,
  '0021-copies': copies,
}

/**
 * The last migration of the version before this one. Its processes go on, and may be started, beside ours: what has come since
 * only adds. Kept as the comment of the table of migrations, where they find it.
 */
export const worksBeside = '0012-author-pages'

const migrationTable = 'migrations'
const migrationLockTable = 'migrations_lock'

/** Names of all migrations, in order. */
export function knownMigrations(): string[] {
  return Object.keys(migrations)
}

/**
 * Runs what is missing, in one transaction under an advisory lock, and returns its names. `upTo`: the last one to run, for
 * the shape of an earlier version.
 */
export function migrateArchive(db: Db, upTo?: string): Promise<string[]> {
  return withoutTimeLimit(db, (one) => migrateWith(one, upTo))
}

async function migrateWith(db: Db, upTo: string | undefined): Promise<string[]> {
  // A newer version has been here already, or checkTenant would not have let us in.
  if (upTo === undefined && (await listUnknown(db)).length > 0) return []
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableName: migrationTable,
    migrationLockTableName: migrationLockTable,
  })
  const { error, results } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo)
  const failed = results?.find((result) => result.status === 'Error')
  if (error !== undefined)
    throw new Error(`The archive cannot be migrated${failed ? ` (${failed.migrationName})` : ''}`, { cause: error })
  if (upTo === undefined && (results ?? []).length > 0)
    await sql`comment on table ${sql.table(migrationTable)} is ${sql.lit(worksBeside)}`.execute(db)
  await renewSearch(db)
  return (results ?? []).map((result) => result.migrationName)
}

/** Refuses a database that holds another application, or an archive too much newer than this program. */
export async function checkTenant(db: Db): Promise<void> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and not exists (select 1 from pg_depend d
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname`.execute(db)
  if (tables.length === 0) return
  const names = new Set(tables.map((table) => table.name))
  const applied = names.has(migrationTable) ? await listApplied(db) : []
  const [firstName] = Object.keys(migrations)
  const isOurs =
    applied.includes(firstName!) || [...names].every((name) => name === migrationTable || name === migrationLockTable)
  if (!isOurs)
    throw new ArchiveProblem(
      'other-application',
      `The database holds another application's tables (${tables[0]!.name}${tables.length > 1 ? ` and ${tables.length - 1} more` : ''}): give Colonnade a database of its own.`,
    )
  const unknown = applied.filter((name) => !(name in migrations))
  if (unknown.length > 0 && !((await readWorksBeside(db)) in migrations))
    throw new ArchiveProblem(
      'newer-archive',
      `The archive was made by a newer Colonnade (${unknown[0]}): update this one, or restore an older backup.`,
    )
}

async function listUnknown(db: Db): Promise<string[]> {
  const { rows } = await sql`select 1 from pg_tables
    where schemaname = current_schema() and tablename = ${migrationTable}`.execute(db)
  return rows.length === 0 ? [] : (await listApplied(db)).filter((name) => !(name in migrations))
}

/** '' where no version has said it. */
async function readWorksBeside(db: Db): Promise<string> {
  const { rows } = await sql<{ comment: string | null }>`
    select obj_description(${migrationTable}::regclass, 'pg_class') as comment`.execute(db)
  return rows[0]?.comment ?? ''
}

async function listApplied(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    name?: unknown
  }>`select to_jsonb(m) ->> 'name' as name from ${sql.table(migrationTable)} m`.execute(db)
  return rows.map((row) => String(row.name))
}
