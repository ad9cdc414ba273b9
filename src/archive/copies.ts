// Copies as readers and operators meet them: where a piece can be read free, where else it was published and how we know, and
// the operator's word that two columns are one piece, or are not.
import { sql } from 'kysely'
import type { ColumnCard, ColumnId, PublisherId } from '../model/index.ts'
import { cardColumns, cardJoins, toCard, type CardRow } from './cards.ts'
import { logAct } from './desk-log.ts'
import type { ColumnKey } from './column-keys.ts'
import { lockFamilies, refreshFamilies } from './families.ts'
import type { Db } from './schema.ts'
import { inRetriedTransaction } from './transactions.ts'

/** Adds to cards that ask for a subscription where the same piece is free. Asks only when there is such a card. */
export async function withFreeCopies(db: Db, cards: ColumnCard[]): Promise<ColumnCard[]> {
  const wanted = cards.filter((card) => card.family && (card.access === 'paid' || card.access === 'partly'))
  if (wanted.length === 0) return cards
  const { rows } = await sql<CardRow>`
    select ${cardColumns} from columns c ${cardJoins}
    where c.family = any(${wanted.map((card) => card.family)}::bigint[]) and c.listed and c.access = 'free'
    order by c.copy_level, c.published_at, c.id`.execute(db)
  const free = new Map<ColumnId, ColumnCard>()
  for (const row of rows) if (row.family !== null && !free.has(row.family)) free.set(row.family, toCard(row))
  return cards.map((card) => {
    const copy = wanted.includes(card) && card.family ? free.get(card.family) : undefined
    return copy === undefined ? card : { ...card, freeAt: copy }
  })
}

/** One publication of a piece. The first of a family stands for all in lists. */
export type Publication = {
  readonly card: ColumnCard
  /** Why it counts as a copy: `canonical`, `feed-via`, `same-text`, `same-headline`, `operator`; null for the original. */
  readonly evidence: string | null
}

/** All publications of a piece that may be shown, the one that stands for them first. Empty for a piece without copies. */
export async function listFamily(db: Db, family: ColumnId | null | undefined): Promise<Publication[]> {
  if (family === null || family === undefined) return []
  const { rows } = await sql<CardRow & { evidence: string | null }>`
    select ${cardColumns}, (select s.evidence from syndications s where s.publisher_id = c.publisher_id and s.column_id = c.id
      and s.of_column_id is not null and s.undone_at is null order by s.found_at limit 1) as evidence
    from columns c ${cardJoins} where c.family = ${family} and c.listed
    order by c.id <> ${family}, c.published_at, c.id limit 60`.execute(db)
  return rows.map((row) => ({ card: toCard(row), evidence: row.id === family ? null : row.evidence }))
}

type Deciding = { readonly who: string; readonly reason: string; readonly now: Date }

/** The operator's word that `copy` is the same piece as `original`. False when they are one family already, or not two publishers'. */
export function joinCopy(db: Db, copy: ColumnKey, original: ColumnKey, deciding: Deciding): Promise<boolean> {
  return inRetriedTransaction(db, async (trx) => {
    await lockFamilies(trx)
    const [one, other] = [await familyOf(trx, copy), await familyOf(trx, original)]
    const isOne = one?.family !== null && one?.family === other?.family
    if (one === undefined || other === undefined || isOne || copy.publisherId === original.publisherId) return false
    await sql`
      insert into syndications (publisher_id, column_id, original_url, of_publisher_id, of_column_id, evidence, place, found_at)
      values (${copy.publisherId}, ${copy.id}, ${other.url}, ${original.publisherId}, ${original.id}, 'operator', '',
        ${deciding.now})
      on conflict (publisher_id, column_id, original_url) do update set of_publisher_id = excluded.of_publisher_id,
        of_column_id = excluded.of_column_id, evidence = excluded.evidence, undone_at = null, undone_by = null`.execute(
      trx,
    )
    await refreshFamilies(trx, [copy])
    await log(trx, 'copy', copy, one.url, { copyOf: null }, { copyOf: other.url }, deciding)
    return true
  })
}

/**
 * The operator's word that a column is no copy and has none: every edge to and from it is undone, and no later reading draws one of
 * them again. False when it had none.
 */
export function separateCopy(db: Db, key: ColumnKey, deciding: Deciding): Promise<boolean> {
  return inRetriedTransaction(db, async (trx) => {
    await lockFamilies(trx)
    const column = await familyOf(trx, key)
    if (column === undefined) return false
    const { rows } = await sql<{ publisherId: PublisherId; id: ColumnId; url: string }>`
      update syndications s set undone_at = ${deciding.now}, undone_by = ${deciding.who}
      where undone_at is null and ((publisher_id = ${key.publisherId} and column_id = ${key.id})
        or (of_publisher_id = ${key.publisherId} and of_column_id = ${key.id}))
      returning publisher_id as "publisherId", column_id as id, original_url as url`.execute(trx)
    if (rows.length === 0) return false
    await refreshFamilies(trx, [key])
    const before = { edges: rows.map(({ id, url }) => ({ copy: id, original: url })) }
    await log(trx, 'separate', key, column.url, before, { edges: [] }, deciding)
    return true
  })
}

async function familyOf(db: Db, key: ColumnKey): Promise<{ url: string; family: number | null } | undefined> {
  const { rows } = await sql<{ url: string; family: number | null }>`
    select canonical_url as url, family from columns where publisher_id = ${key.publisherId} and id = ${key.id}`.execute(
    db,
  )
  return rows[0]
}

function log(
  db: Db,
  what: string,
  key: ColumnKey,
  subject: string,
  before: object,
  after: object,
  { who, reason, now }: Deciding,
): Promise<void> {
  return logAct(db, { now, who, what, reason, subject, publisherId: key.publisherId, columnId: key.id, before, after })
}
