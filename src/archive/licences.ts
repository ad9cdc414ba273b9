// Licence files that publishers point to, kept once for everyone who points to the same.
import type { Db } from './schema.ts'

/** As `collect` reads it: plain JSON, opaque here. */
export type StoredLicence = { readonly url: string; readonly value: unknown; readonly expiresAt: Date }

/** Those that have been read, in no order, also when they have expired. */
export async function listLicences(db: Db, urls: readonly string[]): Promise<StoredLicence[]> {
  if (urls.length === 0) return []
  const rows = await db
    .selectFrom('licences')
    .select(['url', 'value', 'expires_at'])
    .where('url', 'in', [...urls])
    .execute()
  return rows.map((row) => ({ url: row.url, value: row.value, expiresAt: row.expires_at }))
}

/** In the place of what was read there before. */
export async function saveLicence(db: Db, { url, value, expiresAt }: StoredLicence): Promise<void> {
  const values = { value: JSON.stringify(value).replaceAll('\\u0000', '\\ufffd'), expires_at: expiresAt }
  await db
    .insertInto('licences')
    .values({ url, ...values })
    .onConflict((oc) => oc.column('url').doUpdateSet(values))
    .execute()
}
