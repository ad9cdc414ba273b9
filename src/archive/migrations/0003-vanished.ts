// Columns that their feed has stopped listing, although it still covers their day: one row each, so that their page is
// asked about it once and not at every visit.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // missing_at: when its page was first found missing (404) after that.
  `create table vanished (
     publisher_id bigint not null,
     column_id bigint not null,
     seen_at timestamptz not null,
     missing_at timestamptz,
     primary key (publisher_id, column_id),
     foreign key (publisher_id, column_id) references columns (publisher_id, id)
   )`,
]
