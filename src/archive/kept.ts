// What the installation itself must remember from start to start: its cookie secret, the catalogue as last applied.
import type { Db } from './schema.ts'

/** The value kept under `name`, or undefined. It is whatever JSON was kept: the caller checks its shape. */
export async function findKept(db: Db, name: string): Promise<unknown> {
  const row = await db.selectFrom('kept').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value
}

/** Keeps `value`, replacing what was there. */
export async function keep(db: Db, name: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value)
  await db
    .insertInto('kept')
    .values({ name, value: json, kept_at: new Date() })
    .onConflict((oc) => oc.column('name').doUpdateSet({ value: json, kept_at: new Date() }))
    .execute()
}

/** Keeps `value` unless something is kept already; what is kept in the end, the same for every process that asks. */
export async function keepOnce(db: Db, name: string, value: string): Promise<string> {
  await db
    .insertInto('kept')
    .values({ name, value: JSON.stringify({ text: value }) })
    .onConflict((oc) => oc.column('name').doNothing())
    .execute()
  const kept = await db.selectFrom('kept').select('value').where('name', '=', name).executeTakeFirstOrThrow()
  const { text } = kept.value as { text?: unknown }
  if (typeof text !== 'string') throw new Error(`what is kept as ${name} is not a text`)
  return text
}
