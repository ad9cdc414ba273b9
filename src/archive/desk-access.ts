// Who may sit at the operator's desk: whoever holds a link that the command line has just made. The link works once and for
// ten minutes; it opens a session of twelve hours. Only hashes are kept.
import { createHash, randomBytes } from 'node:crypto'
import type { Db } from './schema.ts'

const keyLifeMs = 10 * 60_000
export const deskSessionMs = 12 * 3600_000

/** A key for one link. Old keys and sessions are thrown away on the way. */
export async function makeDeskKey(db: Db, now: Date): Promise<{ readonly key: string; readonly expiresAt: Date }> {
  const before = new Date(now.getTime() - 30 * 86_400_000)
  await db.deleteFrom('desk_keys').where('expires_at', '<', before).execute()
  await db.deleteFrom('desk_sessions').where('expires_at', '<', before).execute()
  const key = randomToken()
  const expiresAt = new Date(now.getTime() + keyLifeMs)
  await db
    .insertInto('desk_keys')
    .values({ token_hash: hashOf(key), made_at: now, expires_at: expiresAt, used_at: null })
    .execute()
  return { key, expiresAt }
}

/** Uses the key up. The session's token, or null when the key is unknown, used or too old. */
export async function openDeskSession(db: Db, key: string, now: Date): Promise<string | null> {
  return db.transaction().execute(async (trx) => {
    const used = await trx
      .updateTable('desk_keys')
      .set({ used_at: now })
      .where('token_hash', '=', hashOf(key))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirst()
    if (used.numUpdatedRows !== 1n) return null
    const token = randomToken()
    await trx
      .insertInto('desk_sessions')
      .values({
        token_hash: hashOf(token),
        opened_at: now,
        expires_at: new Date(now.getTime() + deskSessionMs),
        closed_at: null,
      })
      .execute()
    return token
  })
}

/** False for a token that was never given, has expired or was closed. */
export async function isDeskSession(db: Db, token: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('desk_sessions')
    .select('opened_at')
    .where('token_hash', '=', hashOf(token))
    .where('closed_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row !== undefined
}

export async function closeDeskSession(db: Db, token: string, now: Date): Promise<void> {
  await db.updateTable('desk_sessions').set({ closed_at: now }).where('token_hash', '=', hashOf(token)).execute()
}

/** 256 random bits: a plain hash of them cannot be guessed back. */
function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
