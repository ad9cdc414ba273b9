// Databases for tests on a Citus cluster: TEST_DATABASE_URL is its coordinator's, COLONNADE_TEST_WORKERS names its workers,
// `host:port` with commas between. A template is made and spread once; a test's own is a copy of it on every machine.
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { connect } from './database.ts'
import { distributeArchive } from './distribute.ts'
import { migrateArchive } from './migrate.ts'

/** Enough that two publishers lie on two machines, few enough that a copy is quick. */
const shardCount = 4

type Machine = { readonly host: string; readonly port: string }

/** Empty where tests run on one server. */
export function testWorkers(): Machine[] {
  return (process.env['COLONNADE_TEST_WORKERS'] ?? '')
    .split(',')
    .filter(Boolean)
    .map((text) => ({ host: text.slice(0, text.lastIndexOf(':')), port: text.slice(text.lastIndexOf(':') + 1) }))
}

/** An empty database on every machine, which know of each other. */
export async function makeCluster(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  await administerCluster(url, `create database ${name}`)
  for (const machine of [null, ...testWorkers()]) await ask(urlAt(url, machine), ['create extension citus'])
  const { hostname, port } = new URL(url)
  await ask(url, [
    `select citus_set_coordinator_host('${hostname}', ${port || '5432'})`,
    ...testWorkers().map((worker) => `select citus_add_node('${worker.host}', ${worker.port})`),
    `alter database ${name} set citus.shard_count = ${shardCount}`,
  ])
}

/** Spreads an empty archive over the cluster, for others to be copies of; from then on nobody connects to it. */
export async function makeClusterTemplate(url: string): Promise<void> {
  await makeCluster(url)
  const name = new URL(url).pathname.slice(1)
  const db = connect({ connectionString: url }, { poolSize: 1 })
  try {
    await migrateArchive(db)
    await distributeArchive(db, () => undefined)
  } finally {
    await db.destroy()
  }
  await administerCluster(url, `alter database ${name} with allow_connections false`)
  await administerCluster(url, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
}

/** What its template was told of itself is not copied. */
export async function copyClusterTemplate(url: string, template: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  await administerCluster(url, `create database ${name} template ${template} strategy file_copy`)
  await ask(url, [`alter database ${name} set citus.multi_shard_modify_mode = 'sequential'`])
}

/** On the coordinator and on every worker. */
export async function administerCluster(url: string, statement: string): Promise<void> {
  for (const machine of [null, ...testWorkers()]) {
    const admin = new URL(urlAt(url, machine))
    admin.pathname = '/postgres'
    await askUntilFree(admin.href, statement)
  }
}

function urlAt(url: string, machine: Machine | null): string {
  if (machine === null) return url
  const at = new URL(url)
  at.hostname = machine.host
  at.port = machine.port
  return at.href
}

/** Something of Citus' own may be connected for a moment still: SQLSTATE object_in_use. */
async function askUntilFree(url: string, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask(url, [statement])
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt === 20) throw error
      await sleep(100)
    }
  }
}

async function ask(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined) // told by the query that fails
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
