// A streaming replica made of the same binaries: a copy of a running server's directory, taken by PostgreSQL's own protocol for
// backups (its manual, "Making a Base Backup Using the Low Level API"), that goes on replaying its log.
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbeddedPostgres, type EmbeddedServer } from '../../src/archive/embedded-postgres.ts'

export const primarySettings = { wal_level: 'replica', max_wal_senders: '4', max_connections: '60', hot_standby: 'on' }

/** `dataDir`: the primary's; the replica is made in `into`. */
export async function startStandby(primary: EmbeddedServer, dataDir: string, into: string): Promise<EmbeddedServer> {
  const client = new Client({ host: primary.socketDir, port: primary.port, user: primary.user, database: 'postgres' })
  await client.connect()
  try {
    await client.query(`select pg_create_physical_replication_slot('standby', true)`)
    await client.query(`select pg_backup_start('standby', true)`)
    const cluster = join(into, 'postgres')
    await mkdir(into, { mode: 0o700 })
    await cp(join(dataDir, 'postgres'), cluster, {
      recursive: true,
      preserveTimestamps: true,
      filter: (path) => !/\/(?:postmaster\.(?:pid|opts)|pg_wal\/.+|pg_replslot\/.+)$/.test(path),
    })
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')
    await writeFile(join(cluster, 'backup_label'), rows[0]!.labelfile)
    await writeFile(join(cluster, 'standby.signal'), '')
    const conninfo = `host=${primary.socketDir} port=${primary.port} user=${primary.user} application_name=standby`
    await writeFile(
      join(cluster, 'postgresql.auto.conf'),
      `primary_conninfo = '${conninfo}'\nprimary_slot_name = 'standby'\n`,
    )
  } finally {
    await client.end()
  }
  return startEmbeddedPostgres({ dataDir: into, settings: { ...primarySettings, recovery_target_timeline: 'latest' } })
}

export function urlOf(server: EmbeddedServer, database = 'colonnade'): string {
  return `postgresql://${server.user}@localhost/${database}?host=${encodeURIComponent(server.socketDir)}&port=${server.port}`
}
