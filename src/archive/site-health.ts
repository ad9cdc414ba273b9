// Whether the archive answers at all: what `/readyz` asks.
import { sql } from 'kysely'
import type { Db } from './schema.ts'

/** Rejects when it does not. */
export async function pingArchive(db: Db): Promise<void> {
  await sql`select 1`.execute(db)
}
