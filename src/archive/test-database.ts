// Databases for tests: one server a process, one migrated template, a copy of it for whoever asks.
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext } from 'node:test'
import { Client } from 'pg'
import { connect, type ConnectOptions } from './database.ts'
import { rememberDistributed } from './distribution.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrateArchive } from './migrate.ts'
import { isRunning } from './processes.ts'
import type { Db } from './schema.ts'
import { administerCluster, copyClusterTemplate, makeClusterTemplate, testWorkers } from './test-cluster.ts'

export type TestDatabase = {
  readonly db: Db
  /** For another process or pool: a URL that `openArchive({ url })` takes. */
  readonly url: string
  readonly drop: () => Promise<void>
}

type TestServer = { readonly urlOf: (database: string) => string; readonly stop: () => Promise<void> }

let server: Promise<TestServer> | undefined
let template: Promise<string> | undefined
let made = 0

/** An empty, migrated archive of one's own, on TEST_DATABASE_URL's server or an embedded one without durability. */
export async function createTestDatabase(
  options: Pick<ConnectOptions, 'poolSize' | 'onQuery'> = {},
): Promise<TestDatabase> {
  server ??= startServer()
  const { urlOf } = await server
  template ??= makeTemplate(urlOf)
  const name = `colonnade_test_${process.pid}_${++made}`
  const isCluster = testWorkers().length > 0
  if (isCluster) await copyClusterTemplate(urlOf(name), await template)
  else await administer(urlOf, `create database ${name} template ${await template} strategy file_copy`)
  const db = openConnection(urlOf(name), options)
  if (isCluster) rememberDistributed(db)
  return {
    db,
    url: urlOf(name),
    async drop() {
      await db.destroy()
      await dropDatabase(urlOf, name)
    },
  }
}

/** The same, dropped when the test `t` ends. */
export async function withDatabase(
  t: Pick<TestContext, 'after'>,
  options: Pick<ConnectOptions, 'poolSize' | 'onQuery'> = {},
): Promise<Db> {
  const database = await createTestDatabase(options)
  t.after(() => database.drop())
  return database.db
}

/**
 * With COLONNADE_TEST_STATEMENTS, a file, every archive of these tests takes itself for a cluster's and each statement is
 * added to the file once, a JSON object a line with the functions that led to it: test/apart/distribution.test.ts reads it.
 */
function openConnection(url: string, options: Pick<ConnectOptions, 'poolSize' | 'onQuery'>): Db {
  const file = process.env['COLONNADE_TEST_STATEMENTS']
  const { onQuery } = options
  const db = connect(
    { connectionString: url },
    {
      poolSize: 5,
      filing: true,
      ...options,
      ...(file === undefined
        ? {}
        : {
            onQuery: (query) => {
              recordStatement(file, query.sql)
              onQuery?.(query)
            },
          }),
    },
  )
  if (file !== undefined) rememberDistributed(db)
  return db
}

const recorded = new Set<string>()

function recordStatement(file: string, statement: string): void {
  if (recorded.has(statement)) return
  recorded.add(statement)
  const depth = Error.stackTraceLimit
  Error.stackTraceLimit = 60
  const frames = (new Error('where').stack ?? '').split('\n')
  Error.stackTraceLimit = depth
  const via = frames.flatMap(
    (frame) => /at async (\S+) .*?(src\/\S+?|test\/\S+?):\d+/.exec(frame)?.slice(1, 3).join(' ') ?? [],
  )
  appendFileSync(file, `${JSON.stringify({ sql: statement, via })}\n`)
}

/** Registered while the test files are loaded, so that it runs after the last test of the process. */
after(async () => {
  if (server === undefined) return
  const { urlOf, stop } = await server
  if (template !== undefined) await dropDatabase(urlOf, await template)
  await stop()
  server = undefined
  template = undefined
})

async function startServer(): Promise<TestServer> {
  const url = process.env['TEST_DATABASE_URL']
  if (url !== undefined) return { urlOf: (database) => withName(url, database), stop: () => Promise.resolve() }
  removeLeftovers()
  const dataDir = mkdtempSync(join(tmpdir(), `colonnade-test-${process.pid}-`))
  const embedded = await startEmbeddedPostgres({
    dataDir,
    durable: false,
    settings: { max_connections: '200', shared_buffers: '128MB', file_copy_method: 'clone' },
  })
  return {
    urlOf: (database) =>
      `postgresql://${embedded.user}@localhost/${database}?host=${encodeURIComponent(embedded.socketDir)}&port=${embedded.port}`,
    async stop() {
      await embedded.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function makeTemplate(urlOf: (database: string) => string): Promise<string> {
  const name = `colonnade_template_${process.pid}`
  await dropDatabase(urlOf, name)
  if (testWorkers().length > 0) {
    await makeClusterTemplate(urlOf(name))
    return name
  }
  await administer(urlOf, `create database ${name}`)
  const db = connect({ connectionString: urlOf(name) }, { poolSize: 1 })
  await migrateArchive(db)
  await db.destroy()
  return name
}

async function dropDatabase(urlOf: (database: string) => string, name: string): Promise<void> {
  const statement = `drop database if exists ${name} with (force)`
  if (testWorkers().length > 0) await administerCluster(urlOf(name), statement)
  else await administer(urlOf, statement)
}

async function administer(urlOf: (database: string) => string, statement: string): Promise<void> {
  const client = new Client({ connectionString: urlOf('postgres') })
  client.on('error', () => undefined) // told by the query that fails
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function withName(url: string, database: string): string {
  const named = new URL(url)
  named.pathname = `/${database}`
  return named.href
}

/** Directories of test processes that were killed. Their servers ended with them. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^colonnade-test-(\d+)-/.exec(name)?.[1])
    if (Number.isNaN(pid) || isRunning(pid)) continue
    rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}
