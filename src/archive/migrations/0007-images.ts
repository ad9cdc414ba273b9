// Pictures of columns: which are still to be fetched, and the small copies of those that were.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // max_width: CSS pixels that the publisher's rules allow. alt: what it shows, in the publisher's words.
  `create table images_due (
     publisher_id bigint not null,
     column_id bigint not null,
     host text not null,
     url text not null,
     max_width integer not null,
     alt text,
     next_at timestamptz not null,
     attempts integer not null default 0,
     primary key (publisher_id, column_id),
     foreign key (publisher_id, column_id) references columns (publisher_id, id) on delete cascade
   )`,
  `create index images_due_by_host on images_due (host, next_at)`,
  // hash: of the column's key and the largest copy's bytes, so that an address stands for one picture of one column.
  `create table images (
     publisher_id bigint not null,
     column_id bigint not null,
     hash text not null,
     host text not null,
     url text not null,
     max_width integer not null,
     alt text,
     fetched_at timestamptz not null,
     primary key (publisher_id, column_id),
     foreign key (publisher_id, column_id) references columns (publisher_id, id) on delete cascade
   )`,
  `create index images_by_hash on images (hash)`,
  `create index images_by_url on images (publisher_id, md5(url))`,
  `create table image_files (
     publisher_id bigint not null,
     column_id bigint not null,
     width integer not null,
     height integer not null,
     bytes bytea not null,
     primary key (publisher_id, column_id, width),
     foreign key (publisher_id, column_id) references images (publisher_id, column_id) on delete cascade
   )`,
  // WebP does not get any smaller: compressing it again costs time alone.
  `alter table image_files alter bytes set storage external`,
]
