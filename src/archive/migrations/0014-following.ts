// When each followed writer published last, read from one small index alone; decision 0026.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `drop index outlets_by_columnist`,
  `create index outlets_by_columnist on outlets (columnist_id) include (last_published_at)`,
]
