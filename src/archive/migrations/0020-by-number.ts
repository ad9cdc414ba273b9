// Columns, their evidence and their rules are keyed by number as well, so that what was filed together stands together in every
// key, and one index finds a column where two did; decision 0035.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Foreign keys depend on the key they lead to: they are away while it changes, and come back as they were.
  const { rows: keys } = await sql<{ table: string; name: string; definition: string }>`
    select k.conrelid::regclass::text as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k where k.contype = 'f' and k.confrelid = 'columns'::regclass
      and k.connamespace = current_schema()::regnamespace order by 1, 2`.execute(db)
  for (const { table, name } of keys) await sql.raw(`alter table ${table} drop constraint ${name}`).execute(db)
  for (const statement of statements) await sql.raw(statement).execute(db)
  for (const { table, name, definition } of keys)
    await sql.raw(`alter table ${table} add constraint ${name} ${definition}`).execute(db)
}

const statements = [
  `alter table columns drop constraint columns_pkey`,
  `alter table columns add constraint columns_pkey primary key (id, publisher_id)`,
  `drop index columns_by_id`,
  `alter table evidence drop constraint evidence_pkey`,
  `alter table evidence add constraint evidence_pkey primary key (column_id, publisher_id, position, number)`,
  `alter table rules drop constraint rules_pkey`,
  `alter table rules add constraint rules_pkey primary key (column_id, publisher_id, position)`,
  // Of one publisher's year only what was taken away in it: a writer's days leave those out.
  `drop index columns_unlisted`,
  `create index columns_unlisted on columns (publisher_id, published_at, id) where not listed`,
]
