// The archive that both sides write to: an embedded server with the product's own settings in a temporary folder, one
// template that follows the press, a fresh copy of it for each side.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openArchive, upsertEdition, upsertFeeds, upsertPublisher, type Db } from '../archive/index.ts'
import type { LargePress } from '../press/index.ts'
import { serverCpuMs } from './server-cpu.ts'

export type BenchDatabase = { readonly db: Db; readonly url: string; drop(): Promise<void> }

export type BenchServer = {
  /** A template that follows every feed of the press; to be copied. */
  follow(press: LargePress): Promise<{ copy(): Promise<BenchDatabase> }>
  /** A database of its own, with nothing in it but our tables. */
  empty(): Promise<BenchDatabase>
  /** CPU milliseconds of all the server's processes since it began; null where the system does not tell. */
  cpuMs(): Promise<number | null>
  /** Stops the server and removes its folder. */
  close(): Promise<void>
}

export async function startBenchServer(dir = tmpdir()): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(dir, 'colonnade-bench-'))
  const remove = () => rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  const archive = await openArchive({ dataDir }).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const { server, db: admin } = archive
  if (server === null) throw new Error('a bench needs its own server')
  const urlOf = (name: string) =>
    `postgresql://${server.user}@/${name}?host=${encodeURIComponent(server.socketDir)}&port=${server.port}`
  let made = 0
  return {
    async follow(press) {
      const template = `bench_template_${++made}`
      await sql`create database ${sql.id(template)}`.execute(admin)
      const filling = await openArchive({ url: urlOf(template) })
      try {
        await followLargePress(filling.db, press)
        // Not what is still empty: a new archive's tables have never been vacuumed, and the planner knows them by that.
        await sql`vacuum analyze editions, publishers, publisher_slugs, feeds, hosts`.execute(filling.db)
      } finally {
        await filling.close()
      }
      return {
        async copy() {
          const name = `bench_${++made}`
          await sql`create database ${sql.id(name)} template ${sql.id(template)} strategy file_copy`.execute(admin)
          const copied = await openArchive({ url: urlOf(name), migrate: false, poolSize: 1 })
          return {
            db: copied.db,
            url: urlOf(name),
            async drop() {
              await copied.close()
              await sql`drop database if exists ${sql.id(name)} with (force)`.execute(admin)
            },
          }
        },
      }
    },
    async empty() {
      const name = `bench_${++made}`
      await sql`create database ${sql.id(name)}`.execute(admin)
      const opened = await openArchive({ url: urlOf(name) })
      return {
        db: opened.db,
        url: urlOf(name),
        async drop() {
          await opened.close()
          await sql`drop database if exists ${sql.id(name)} with (force)`.execute(admin)
        },
      }
    },
    cpuMs: () => serverCpuMs(server.pid()),
    async close() {
      await archive.close()
      await remove()
    },
  }
}

/** Puts every feed and host into its turn again, and writes down what the server still holds. */
export async function makeAllDue(db: Db): Promise<void> {
  await sql`update feeds set next_at = now() - interval '1 second'`.execute(db)
  await sql`update hosts set next_at = now() - interval '1 second', free_at = now() - interval '1 second'`.execute(db)
  await sql`checkpoint`.execute(db)
}

async function followLargePress(db: Db, press: LargePress): Promise<void> {
  const papers = Map.groupBy(press.feeds, ({ host }) => host)
  for (const [host, feeds] of papers) {
    const { paper, country, lang } = feeds[0]!
    await upsertEdition(db, { id: country, name: country.toUpperCase(), languages: [lang] })
    const publisher = await upsertPublisher(db, {
      slug: host.split('.', 1)[0]!,
      name: paper,
      home: `http://${host}:${press.port}/`,
      country,
      languages: [lang],
      contact: null,
      agreement: null,
      attributionRule: null,
      addressSource: 'the large press',
    })
    await upsertFeeds(
      db,
      feeds.map(({ url, format }) => ({ publisherId: publisher.id, url, format, lang, kind: 'column' })),
    )
  }
}
