// Search by name in any spelling, of publishers too. What the index of words holds is made by the program (search-form.ts),
// which brings rows that were written before up to date.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create extension if not exists pg_trgm`,
  // The name by its sound, in Latin letters: what misspelt names are compared with.
  `alter table columnists add sounds text not null default ''`,
  `create index columnists_by_sound on columnists using gin (sounds gin_trgm_ops)`,
  `alter table publishers add search tsvector not null default ''`,
  // Only what may be listed can be found. Words that wait to be sorted in are looked through by every search, so few may.
  `drop index columns_search`,
  `create index columns_search on columns using gin (search) with (gin_pending_list_limit = 512) where listed`,
]
