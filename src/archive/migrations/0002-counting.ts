// Honest counts: a reader counts once a day per column, and likes once per device, without being remembered.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // One salt a day for all web processes; it and the day's hashes are deleted when the day is over.
  `create table counting_salts (
     day date primary key,
     salt bytea not null
   )`,
  `create table counted (
     publisher_id bigint not null,
     column_id bigint not null,
     day date not null,
     what text not null,
     visitor bytea not null,
     primary key (publisher_id, column_id, day, what, visitor)
   )`,
  `create index counted_by_day on counted (day)`,
  // The device is a hash of a random word that its browser keeps.
  `create table likes (
     publisher_id bigint not null,
     column_id bigint not null,
     device bytea not null,
     liked_on date not null,
     primary key (publisher_id, column_id, device)
   )`,
]
