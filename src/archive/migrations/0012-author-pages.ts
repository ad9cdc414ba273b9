// Authors' own pages at their publishers: when each is to be read, and what it said of the one person it is about.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // One row an alias that has an address. biography: bounded by the page's own wishes, as an excerpt is; publisher's words.
  `create table author_pages (
     publisher_id bigint not null,
     folded_name text not null,
     author_url text not null,
     host text not null,
     next_at timestamptz,
     attempts integer not null default 0,
     visited_at timestamptz,
     outcome text,
     problem text,
     links text[] not null default '{}',
     biography text,
     lang text,
     dir text,
     primary key (publisher_id, folded_name, author_url),
     foreign key (publisher_id, folded_name, author_url) references aliases (publisher_id, folded_name, author_url)
       on delete cascade
   )`,
  `create index author_pages_due on author_pages (host, next_at) where next_at is not null`,
  // A line about a person is shown with whose line it is, so it stands where it was read.
  `alter table columnists drop column biography`,
]
