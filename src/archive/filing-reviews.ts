// Filing, beside the credits: columns of whose writer the reading is not sure are put on the operator's review list.
import { sql } from 'kysely'
import type { ColumnDraft, ColumnId, PublisherId } from '../model/index.ts'
import { rowsByPublisher, type ByPublisher } from './rows-by-publisher.ts'
import type { Db } from './schema.ts'
import { writeTogether, type Write } from './write-together.ts'

const maxEvidence = 8
const maxEvidenceText = 200

/** Puts those with doubts on the list; one that an operator has dealt with stays off it. */
export function reviewWrites(
  columns: ByPublisher<{ readonly id: ColumnId; readonly draft: ColumnDraft }>,
  now: Date,
): Write[] {
  const rows = rowsByPublisher(columns, 'column_id bigint, evidence jsonb', (theirs) =>
    theirs
      .filter(({ draft }) => !isSure(draft))
      .map(({ id, draft }) => ({ column_id: id, evidence: evidenceOf(draft) }))
      .toSorted((a, b) => a.column_id - b.column_id),
  )
  if (rows === null) return []
  const statement = sql`
    insert into reviews as r (publisher_id, column_id, reason, evidence, asked_at)
    select ${rows.publisher}, column_id, 'unsure', evidence, ${now} from ${rows.table}
    on conflict (publisher_id, column_id) do update set
      evidence = excluded.evidence, asked_at = excluded.asked_at, resolved_at = null, resolution = null
      where r.resolved_at is null or r.resolution = 'reading'`
  return [{ statement }]
}

export function resolveReviews(db: Db, ...reviews: Parameters<typeof resolveWrites>): Promise<void> {
  return writeTogether(db, resolveWrites(...reviews))
}

export function resolveWrites(
  publisherId: PublisherId,
  ids: readonly ColumnId[],
  resolution: 'correction' | 'reading' | 'dismissed',
  now: Date,
): Write[] {
  if (ids.length === 0) return []
  const statement = sql`
    update reviews set resolved_at = ${now}, resolution = ${resolution}
    where publisher_id = ${publisherId} and column_id = any(${[...ids]}::bigint[]) and resolved_at is null`
  return [{ statement }]
}

/** True when the reading leaves nothing to ask. */
export function isSure(draft: ColumnDraft): boolean {
  return draft.doubts === undefined || draft.doubts.length === 0
}

function evidenceOf({ doubts = [] }: ColumnDraft): object[] {
  return doubts.slice(0, maxEvidence).map(({ source, text, selector }) => ({
    source,
    text: text.slice(0, maxEvidenceText),
    selector: selector.slice(0, maxEvidenceText),
  }))
}
