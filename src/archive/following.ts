// What the operator adds by hand must never overwrite what is followed already.
import type { Publisher } from '../model/index.ts'
import { slugify, uniqueSlug } from '../base/index.ts'
import { upsertPublisher, type EditionInput, type PublisherInput } from './publishers.ts'
import type { Db } from './schema.ts'
import { inTransaction } from './transactions.ts'

/** Follows a new publisher under `input.slug`, or under the next free slug like it (`herald-2`). */
export async function addPublisher(db: Db, input: PublisherInput): Promise<Publisher> {
  return inTransaction(db, async (trx) => {
    const base = slugify(input.slug) || 'publisher'
    const rows = await trx.selectFrom('publisher_slugs').select('slug').where('slug', 'like', `${base}%`).execute()
    const taken = new Set(rows.map(({ slug }) => slug))
    return upsertPublisher(trx, { ...input, slug: uniqueSlug(base, (slug) => taken.has(slug), 'publisher') })
  })
}

/** Makes the edition unless it is there already, whatever its name. */
export async function ensureEdition(db: Db, { id, name, languages }: EditionInput): Promise<void> {
  await db
    .insertInto('editions')
    .values({ id, name, languages: [...languages] })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute()
}
