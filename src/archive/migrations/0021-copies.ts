// What settling copies looks up, without reading past what is no concern of it: the addresses of a column that others may name, and
// the copies of a country's day.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create index addresses_by_column on addresses (publisher_id, column_id) where address like 'http%'`,
  `create index columns_copies on columns (country, published_at) where listed and copy_level > 0`,
]
