// What lies beside each other in a list lies beside each other in the keys that its cards are put together by; decision 0028.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** Columns are numbered as they come, so those of one day, of any publisher, stand on one page of an index by number. */
const statements = [
  // With what a card says of a credit, so that the credits themselves need not be fetched.
  `alter table attributions drop constraint attributions_pkey`,
  `alter table attributions add constraint attributions_pkey
     primary key (column_id, publisher_id, position) include (columnist_id, role, confidence)`,
  `alter table column_counts drop constraint column_counts_pkey`,
  `alter table column_counts add constraint column_counts_pkey primary key (column_id, publisher_id)`,
  // A writer's list and days, without fetching the credits either; and the few columns that no list shows.
  `drop index attributions_by_columnist`,
  `create index attributions_by_columnist on attributions (columnist_id, published_at desc, column_id desc)
     include (publisher_id, role, repeated)`,
  `create index columns_unlisted on columns (publisher_id, id) where not listed`,
  // How much each writer of a directory's page has written where.
  `drop index outlets_by_columnist`,
  `create index outlets_by_columnist on outlets (columnist_id) include (last_published_at, publisher_id, columns, repeats)`,
  // Others on a subject, from a column's own time on.
  `create index columns_by_topic_lang on columns
     (split_part(topics, ' ', 1), split_part(lang, '-', 1), published_at desc, id desc)
     where listed and opinion and topics is not null`,
]
