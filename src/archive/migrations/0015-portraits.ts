// Portraits of writers, from their own pages at their publishers: which are to be fetched, and the small copies that are kept.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // At most one an author's page. url: as that page names it. next_at: when it is asked for; null when there is nothing to ask.
  // attempts: those that failed, until the page is read again. digest: of the bytes, also of what was refused for being many people's.
  `create table portraits (
     publisher_id bigint not null,
     folded_name text not null,
     author_url text not null,
     host text not null,
     url text not null,
     max_width integer not null,
     next_at timestamptz,
     attempts integer not null default 0,
     digest text,
     hash text,
     small bytea,
     large bytea,
     fetched_at timestamptz,
     primary key (publisher_id, folded_name, author_url),
     check ((hash is null) = (small is null))
   )`,
  // WebP is compressed already.
  `alter table portraits alter column small set storage external, alter column large set storage external`,
  `create index portraits_due on portraits (host, next_at) where next_at is not null`,
  `create unique index portraits_by_hash on portraits (hash) where hash is not null`,
  // Last: by its key a table becomes one of Citus' own, whose storage it does not set.
  `alter table portraits add foreign key (publisher_id, folded_name, author_url)
     references author_pages (publisher_id, folded_name, author_url) on delete cascade`,
]
