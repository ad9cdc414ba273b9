// Pages of long lists: always from a place in the order (keyset), never by a count of rows to skip.
import { BadRequest } from '../base/index.ts'

/** The place of a column in every list that is newest first. */
export type Cursor = { readonly publishedAt: Date; readonly id: number }
/** The place of a columnist in an alphabetical list. */
export type NameCursor = { readonly name: string; readonly id: number }

/** `after`: older than that place; `before`: newer than it. At most one of them. */
export type PageRequest = {
  readonly limit: number
  readonly after?: Cursor | undefined
  readonly before?: Cursor | undefined
}

/** `older` and `newer` are null where the list ends. */
export type Listing<T> = { readonly items: T[]; readonly older: Cursor | null; readonly newer: Cursor | null }

/** Something looked up by a slug: itself, or the slug under which it lives now. */
export type Found<T> = { readonly kind: 'found'; readonly value: T } | { readonly kind: 'moved'; readonly slug: string }

const maxLimit = 500

export function encodeCursor(cursor: Cursor): string {
  return `${cursor.publishedAt.getTime().toString(36)}_${cursor.id.toString(36)}`
}

/** Throws BadRequest for anything that encodeCursor did not make. */
export function decodeCursor(text: string): Cursor {
  const match = /^(-?[0-9a-z]{1,11})_([0-9a-z]{1,11})$/.exec(text)
  const publishedAt = new Date(Number.parseInt(match?.[1] ?? '', 36))
  const id = Number.parseInt(match?.[2] ?? '', 36)
  if (Number.isNaN(publishedAt.getTime()) || !Number.isSafeInteger(id))
    throw new BadRequest('This page of the list does not exist.', { said: { key: 'noListPage' } })
  return { publishedAt, id }
}

export function encodeNameCursor(cursor: NameCursor): string {
  return Buffer.from(JSON.stringify([cursor.name, cursor.id])).toString('base64url')
}

/** Throws BadRequest for anything that encodeNameCursor did not make. */
export function decodeNameCursor(text: string): NameCursor {
  const parts = parseJson(Buffer.from(text.slice(0, 2000), 'base64url').toString('utf8'))
  if (Array.isArray(parts) && parts.length === 2) {
    const [name, id] = parts as unknown[]
    if (typeof name === 'string' && !name.includes('\0') && Number.isSafeInteger(id)) return { name, id: id as number }
  }
  throw new BadRequest('This page of the list does not exist.', { said: { key: 'noListPage' } })
}

/** What may be asked for at once: a whole number from 1 to 500; 1 for what is none. */
export function boundedLimit(limit: number): number {
  return Math.min(maxLimit, Math.max(1, Math.floor(limit) || 1))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
