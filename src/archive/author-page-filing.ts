// What came of a visit to an author's own page: what it says is kept where it was read, joins them with the same person elsewhere as
// any other evidence does, and is taken back when the page has stopped saying it. Decision 0032.
import { sql } from 'kysely'
import type { ColumnistId, Direction, LanguageTag } from '../model/index.ts'
import { announce } from './announcements.ts'
import type { DueAuthorPage } from './author-pages.ts'
import { wakeHosts } from './feeds.ts'
import { joinByEvidence } from './identity-evidence.ts'
import type { Merged } from './identity.ts'
import { wishPortrait, type PortraitWish } from './portraits.ts'
import type { Db } from './schema.ts'
import { inRetriedTransaction } from './transactions.ts'
import { settleWithdrawals, type Parted } from './withdrawals.ts'

export type AuthorPageReading = {
  readonly outcome: string
  readonly problem: string | null
  /** When to ask again; null: never. */
  readonly nextAt: Date | null
  /**
   * What the page said; undefined keeps what was known, as when the page could not be had or is not about them; null keeps the
   * addresses alone, as when the page is gone or may not be read any more: it has taken none of them back.
   */
  readonly said?: {
    readonly links: readonly string[]
    /** The page was read to its end, so that what was not found is not there. */
    readonly isWhole: boolean
    readonly biography: string | null
    readonly lang: LanguageTag
    readonly dir: Direction
    /** When to look again if the page has just joined somebody, or does not say any more what it said. */
    readonly secondLookAt: Date
    /** Their picture, where the page's rules allow one. */
    readonly portrait?: PortraitWish | null
  } | null
  readonly now: Date
}

export type AuthorPageLessons = {
  /** Whom the page's new addresses have shown to be one person. */
  readonly merged: readonly Merged[]
  /** Who were taken for one person on an address that the page has taken back. */
  readonly parted: readonly Parted[]
}

/** Two readings that find an address missing are two only if they lie so far apart. */
const leastBetweenMs = 20 * 3_600_000

/** Keeps what came of a visit, and decides what follows from it. */
export async function fileAuthorPage(
  db: Db,
  due: DueAuthorPage,
  reading: AuthorPageReading,
): Promise<AuthorPageLessons> {
  const { id, learned, withdrawn } = await inRetriedTransaction(db, (trx) => fileReading(trx, due, reading))
  const { now, said } = reading
  const parted = withdrawn ? await settleWithdrawals(db, now) : []
  const merged = id !== null && learned ? await joinByEvidence(db, [id], now) : []
  if (merged.length > 0 && said) {
    await sql`
      update author_pages p set next_at = least(next_at, ${said.secondLookAt}::timestamptz)
      where ${isOf(due)} and next_at is not null`.execute(db)
    await wakeHosts(db, [{ host: due.host, at: said.secondLookAt }])
  }
  return { merged, parted }
}

type FiledReading = { readonly id: ColumnistId | null; readonly learned: boolean; readonly withdrawn: boolean }
type KnownPage = { columnist_id: ColumnistId; links: string[]; missing: string[]; missing_since: Date | null }

async function fileReading(trx: Db, due: DueAuthorPage, reading: AuthorPageReading): Promise<FiledReading> {
  const { outcome, problem, said, now } = reading
  const { rows } = await sql<KnownPage>`
    select a.columnist_id, p.links, coalesce(p.missing, '{}') as missing, p.missing_since from author_pages p
    join aliases a on a.publisher_id = p.publisher_id and a.folded_name = p.folded_name and a.author_url = p.author_url
    where ${isOf(due)} for update of p`.execute(trx)
  const known = rows[0]
  if (known === undefined) return { id: null, learned: false, withdrawn: false }
  const links = said ? compareLinks(known, said, now) : null
  const nextAt =
    said && links !== null && links.missing.length > 0 ? earlier(reading.nextAt, said.secondLookAt) : reading.nextAt
  await sql`
    update author_pages p set outcome = ${outcome}, problem = ${problem?.slice(0, 500) ?? null}, visited_at = ${now},
      next_at = ${nextAt}, attempts = ${said === undefined ? sql`p.attempts + 1` : sql`0`}
      ${said === undefined ? sql`` : sql`, biography = ${said?.biography ?? null}, lang = ${said?.lang ?? null}, dir = ${said?.dir ?? null}`}
      ${
        links === null
          ? sql``
          : sql`, links = ${links.links}::text[], missing = ${links.missing}::text[],
        missing_since = ${links.missingSince}, withdrawn = array(
          select unnest(coalesce(p.withdrawn, '{}') || ${links.gone}::text[]) except select unnest(${links.links}::text[]))`
      }
    where ${isOf(due)}`.execute(trx)
  if (nextAt !== null) await wakeHosts(trx, [{ host: due.host, at: nextAt }])
  const id = known.columnist_id
  if (said !== undefined) await wishPortrait(trx, { ...due, authorUrl: due.url }, said?.portrait ?? null, now)
  if (said === null || (links !== null && links.gone.length > 0)) await announce(trx, ['everything'])
  return {
    id,
    learned: links !== null && links.links.some((link) => !known.links.includes(link)),
    withdrawn: links !== null && links.gone.length > 0,
  }
}

type ComparedLinks = {
  readonly links: string[]
  readonly missing: string[]
  readonly missingSince: Date | null
  readonly gone: string[]
}

/** An address is gone when two whole readings in a row have not found it. */
function compareLinks(
  known: KnownPage,
  said: { readonly links: readonly string[]; readonly isWhole: boolean },
  now: Date,
): ComparedLinks {
  const unseen = known.links.filter((link) => !said.links.includes(link))
  if (!said.isWhole) {
    const missing = known.missing.filter((link) => unseen.includes(link))
    return { links: [...said.links, ...unseen], missing, missingSince: known.missing_since, gone: [] }
  }
  const isSecondLook = known.missing_since !== null && now.getTime() - known.missing_since.getTime() >= leastBetweenMs
  const gone = isSecondLook ? unseen.filter((link) => known.missing.includes(link)) : []
  const missing = unseen.filter((link) => !gone.includes(link))
  const isNew = missing.some((link) => !known.missing.includes(link))
  return {
    links: [...said.links, ...missing],
    missing,
    missingSince: missing.length === 0 ? null : isNew ? now : known.missing_since,
    gone,
  }
}

function isOf({ publisherId, foldedName, url }: DueAuthorPage) {
  return sql`p.publisher_id = ${publisherId} and p.folded_name = ${foldedName} and p.author_url = ${url}`
}

function earlier(one: Date | null, other: Date): Date {
  return one !== null && one < other ? one : other
}
