// Copies: which column is a copy of which, what is still to be compared, and how lists know at once what to leave out.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // An edge from a copy to its original, by the original's address; of_…: once that is filed. No key leaves its publisher.
  `create table syndications (
     publisher_id bigint not null,
     column_id bigint not null,
     original_url text not null,
     of_publisher_id bigint,
     of_column_id bigint,
     evidence text not null,
     place text not null,
     found_at timestamptz not null,
     undone_at timestamptz,
     undone_by text,
     primary key (publisher_id, column_id, original_url)
   )`,
  `create index syndications_by_original on syndications (of_publisher_id, of_column_id) where of_column_id is not null`,
  `create index syndications_open on syndications (md5(original_url)) where of_column_id is null and undone_at is null`,
  // The smallest hashes of a text's runs of words, 32 bits each: enough to see that two texts are one, and no text.
  `create table fingerprints (
     publisher_id bigint not null,
     column_id bigint not null,
     shingles integer not null,
     hashes integer[] not null,
     primary key (publisher_id, column_id),
     foreign key (publisher_id, column_id) references columns (publisher_id, id) on delete cascade
   )`,
  // Columns whose copies and originals are to be looked for.
  `create table copies_due (
     publisher_id bigint not null,
     column_id bigint not null,
     due_at timestamptz not null,
     primary key (publisher_id, column_id)
   )`,
  `create index copies_due_first on copies_due (due_at)`,
  // family: the id of the column that stands for all copies. copy_level: 0 stands in every list, 1 in its country's, 2 in its
  // publisher's alone.
  `alter table columns add family bigint, add copy_level smallint not null default 0`,
  `create index columns_by_family on columns (family) where family is not null`,
  // The same columnist is credited by the column that stands for the family.
  `alter table attributions add repeated boolean not null default false`,
  // Of the columns counted beside them: those that are such repetitions.
  `alter table outlets add repeats integer not null default 0`,
  // repeats: columns of that country and day that its own list leaves out; abroad: those that only the world's leaves out.
  `alter table country_days add repeats integer not null default 0, add abroad integer not null default 0`,
  `create index aliases_by_name on aliases (folded_name)`,
]
