// What keeps lists as quick in a large archive as in a small one; each index and what it weighs is in decision 0018.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // When each of five hundred followed writers wrote last is read from the index alone.
  `drop index attributions_by_columnist`,
  `create index attributions_by_columnist on attributions (columnist_id, published_at desc, column_id desc)
     include (publisher_id, role)`,
  // A publisher's writers with most columns first.
  `create index outlets_by_columns on outlets (publisher_id, columns desc, last_published_at desc) where columns > 0`,
]
