// Opening the archive: our embedded server or any PostgreSQL by its URL, checked, migrated and ready for questions.
import { Kysely, PostgresDialect, sql, type PostgresPool } from 'kysely'
import { Client, Pool, type PoolConfig } from 'pg'
import { rememberConfig } from './announcements.ts'
import { ArchiveProblem } from './archive-problem.ts'
import { firstDistributed, readDistribution, rememberDistributed } from './distribution.ts'
import {
  findRunningPostgres,
  startEmbeddedPostgres,
  type EmbeddedOptions,
  type EmbeddedServer,
} from './embedded-postgres.ts'
import { filingConnections, filingSettings, rememberForFiling } from './filing-connections.ts'
import { checkTenant, migrateArchive } from './migrate.ts'
import { PreparingClient, valueTypes } from './postgres-client.ts'
import { rememberRouter, routeToReplica } from './replica.ts'
import type { Db, Schema } from './schema.ts'

export type ArchiveOptions = {
  /** A server, 15 or newer. Without it the embedded one is started in `dataDir`. */
  readonly url?: string | undefined
  readonly dataDir?: string | undefined
  /** Connections at most. */
  readonly poolSize?: number
  /** Keeps some of them for filing, which plans otherwise; false by default. */
  readonly filing?: boolean
  /** Milliseconds after which any statement is given up; 0 or none for never. */
  readonly statementTimeoutMs?: number
  /** A streaming replica of the same server, for `readingFromReplica`. */
  readonly replicaUrl?: string
  /** Joins the server that another process already runs in `dataDir`, instead of being refused. */
  readonly beside?: boolean
  /** False opens the database as it is. */
  readonly migrate?: boolean
  /** Told of every statement that was sent. */
  readonly onQuery?: ConnectOptions['onQuery']
  /** Lines from the embedded server, and lost connections. */
  readonly onLog?: (line: string) => void
  readonly embedded?: Pick<EmbeddedOptions, 'durable' | 'settings'>
}

export type Archive = {
  readonly db: Db
  /** The embedded server, when there is one. */
  readonly server: EmbeddedServer | null
  close(): Promise<void>
}

const oldestVersion = 15
const usualPoolSize = 10
const embeddedDatabase = 'colonnade'

/** Rejects with ArchiveProblem, whose message is one sentence for the operator. */
export async function openArchive(options: ArchiveOptions): Promise<Archive> {
  if (options.url !== undefined) {
    const db = connect({ connectionString: options.url }, options)
    return prepare(db, options, null)
  }
  if (options.dataDir === undefined) throw new Error('An archive needs a url or a dataDir')
  const running = options.beside === true ? findRunningPostgres(options.dataDir) : null
  if (running !== null) {
    const { socketDir: host, port, user } = running
    return prepare(connect({ host, port, user, database: embeddedDatabase }, options), options, null)
  }
  const server = await startEmbeddedPostgres({
    ...options.embedded,
    dataDir: options.dataDir,
    ...(options.onLog ? { onLog: options.onLog } : {}),
  })
  try {
    await ensureDatabase(server)
    const { socketDir: host, port, user } = server
    return await prepare(connect({ host, port, user, database: embeddedDatabase }, options), options, server)
  } catch (error) {
    await server.stop()
    throw error
  }
}

export type ConnectOptions = Pick<
  ArchiveOptions,
  'poolSize' | 'filing' | 'statementTimeoutMs' | 'onLog' | 'replicaUrl'
> & {
  readonly onQuery?: ((query: { readonly sql: string; readonly parameters: readonly unknown[] }) => void) | undefined
}

/** A pool and Kysely on it, without any check. */
export function connect(config: PoolConfig, options: ConnectOptions = {}): Db {
  const { poolSize = usualPoolSize } = options
  const ofFiling = options.filing === true && poolSize > filingConnections ? filingConnections : 0
  const db = connectReaders({ ...config, max: poolSize - ofFiling }, options)
  rememberConfig(db, config)
  if (ofFiling === 0) return db
  const filing = askedOf(openPool({ ...config, max: ofFiling }, options, filingSettings), options)
  rememberForFiling(db, filing)
  const destroy = db.destroy.bind(db)
  db.destroy = async () => {
    await Promise.all([destroy(), filing.destroy()])
  }
  return db
}

function connectReaders(config: PoolConfig, options: ConnectOptions): Db {
  const primary = openPool(config, options)
  const routed =
    options.replicaUrl === undefined
      ? null
      : routeToReplica(
          primary,
          openPool({ connectionString: options.replicaUrl, max: options.poolSize }, options),
          (cause) => options.onLog?.(`The replica does not answer, the primary does its work: ${String(cause)}`),
        )
  const db = askedOf(routed?.pool ?? primary, options)
  if (routed !== null) rememberRouter(db, routed.router)
  return db
}

function askedOf(pool: PostgresPool, { onQuery }: ConnectOptions): Db {
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery === undefined ? {} : { log: ({ query }) => onQuery(query) }),
  })
}

/** `settings`: statements that each connection begins with. */
function openPool(config: PoolConfig, options: ConnectOptions, settings: readonly string[] = []): Pool {
  const pool = new Pool({
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    application_name: 'colonnade',
    max: usualPoolSize,
    ...config,
    allowExitOnIdle: true,
    types: valueTypes,
    Client: PreparingClient,
  })
  // A server that goes away must not take this process with it: the next question gets the error.
  pool.on('error', (error) => options.onLog?.(`A database connection was lost: ${error.message}`))
  const timeoutMs = options.statementTimeoutMs ?? 0
  pool.on('connect', (client) => {
    client.on('error', (error) => options.onLog?.(`A database connection failed: ${error.message}`))
    // Before anything else that is sent on it; by a statement, since poolers refuse what they do not know at a start.
    const first = [...(timeoutMs > 0 ? [`set statement_timeout = ${timeoutMs}`] : []), ...settings]
    if (first.length > 0)
      client
        .query(first.join('; '))
        .catch((error: Error) =>
          options.onLog?.(`A database connection has not the settings that it should have: ${error.message}`),
        )
  })
  return pool
}

async function prepare(db: Db, options: ArchiveOptions, server: EmbeddedServer | null): Promise<Archive> {
  try {
    await checkServer(db, options)
    await checkTenant(db)
    if (options.migrate !== false)
      await migrateArchive(db).catch(async (error: unknown) => {
        throw (await problemOfMigration(db, error, options)) ?? error
      })
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    db,
    server,
    async close() {
      await db.destroy()
      await server?.stop()
    },
  }
}

async function checkServer(db: Db, options: ArchiveOptions): Promise<void> {
  const answer = await sql<{ version: number; has_citus: boolean }>`
    select current_setting('server_version_num')::int as version, to_regclass('pg_dist_partition') is not null as has_citus`
    .execute(db)
    .catch((cause: unknown) => {
      throw problemOfConnection(cause, options)
    })
  const { version, has_citus: hasCitus } = answer.rows[0]!
  const major = Math.floor(version / 10_000)
  if (major < oldestVersion)
    throw new ArchiveProblem(
      'too-old',
      `The database server is PostgreSQL ${major}; Colonnade needs ${oldestVersion} or newer.`,
    )
  if (hasCitus && (await readDistribution(db)).get(firstDistributed) === 'distributed') rememberDistributed(db)
}

/** SQLSTATE classes 28 and 3D (PostgreSQL appendix A), and the error codes of Node's sockets. */
function problemOfConnection(cause: unknown, options: ArchiveOptions): Error {
  const { host, database, user } = nameOf(options.url)
  const code = (cause as { code?: string }).code ?? ''
  if (code === '28P01' || code === '28000')
    return new ArchiveProblem(
      'refused',
      `${host} does not let ${user} in: check the user and password of DATABASE_URL.`,
      {
        cause,
      },
    )
  if (code === '3D000')
    return new ArchiveProblem(
      'refused',
      `There is no database ${database} on ${host}: create it, or correct DATABASE_URL.`,
      {
        cause,
      },
    )
  if (code === '42501')
    return new ArchiveProblem('refused', `${user} may not use the database ${database} on ${host}.`, { cause })
  if (code === '53300')
    return new ArchiveProblem('unreachable', `${host} has no connection left for us: raise its max_connections.`, {
      cause,
    })
  return new ArchiveProblem(
    'unreachable',
    `The database at ${host} cannot be reached (${code || (cause as Error).message}): check DATABASE_URL and that the server runs.`,
    { cause },
  )
}

/** SQLSTATE insufficient_privilege, and feature_not_supported, as when an extension is not there. PostgreSQL appendix A. */
async function problemOfMigration(db: Db, error: unknown, options: ArchiveOptions): Promise<ArchiveProblem | null> {
  const { host, database, user } = nameOf(options.url)
  const cause = error instanceof Error ? error.cause : undefined
  const code = (cause as { code?: string } | undefined)?.code
  if (code === '42501')
    return new ArchiveProblem(
      'refused',
      `${user} may not make tables in the database ${database} on ${host}: make it the owner of that database.`,
      { cause },
    )
  if (code !== '0A000') return null
  const { rows } = await sql`select 1 from pg_available_extensions where name = 'pg_trgm'`.execute(db)
  return rows.length > 0
    ? null
    : new ArchiveProblem('refused', `${host} has no extension pg_trgm: install PostgreSQL's contrib package there.`, {
        cause,
      })
}

/** The parts of a URL that may be shown: never its password. */
function nameOf(url: string | undefined): { host: string; database: string; user: string } {
  const parsed = URL.canParse(url ?? '') ? new URL(url!) : null
  return {
    host: parsed?.host || 'the database server',
    database: decodeURIComponent(parsed?.pathname.slice(1) ?? '') || embeddedDatabase,
    user: decodeURIComponent(parsed?.username ?? '') || 'this user',
  }
}

async function ensureDatabase(server: EmbeddedServer): Promise<void> {
  const client = new Client({ host: server.socketDir, port: server.port, user: server.user, database: 'postgres' })
  client.on('error', () => undefined) // told by the query that fails
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [embeddedDatabase])
    if (found.rowCount === 0) await client.query(`create database ${embeddedDatabase}`)
  } finally {
    await client.end()
  }
}
