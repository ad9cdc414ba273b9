// A feed that was read and waits to be filed until the pages of its new columns have been visited: a column that is filed with
// its page is written once, and nobody sees it with its feed's word alone.
import { isArchiveTrouble, recordVisit } from '../archive/index.ts'
import type { DuePage, FilingResult, KnownBeforePage, PageOfDraft } from '../archive/index.ts'
import type { ColumnDraft, ColumnId, Publisher } from '../model/index.ts'
import { limits } from './collecting.ts'
import { noteVisit } from './note-visit.ts'
import { recordOwnFault } from './own-fault.ts'
import type { Turn, VisitReport } from './turn.ts'
import { askForPage, settlePage, type AskedPage } from './visit-page.ts'

/** The page of a draft that is new to the archive. */
export type NewPage = { readonly draft: ColumnDraft; readonly url: string; readonly known: KnownBeforePage }

export type HeldFeed = {
  /** Of its new columns, in its order. */
  readonly pages: readonly NewPage[]
  /** Whether what was read has waited for long enough. */
  isLate(): boolean
  /** Rejects as visitPage does; null after a fault of ours, which is told once the column is filed. */
  visit(page: NewPage, turn: Turn): Promise<VisitReport | null>
  /**
   * Files the feed, its new columns with what their pages said; whatever becomes of that, each visit of a page is recorded. `visited`: the
   * columns whose pages were asked for. `faults`: of pages, written down already.
   */
  file(turn: Turn): Promise<{
    readonly newColumns: number
    readonly visited: readonly ColumnId[]
    readonly faults: number
  }>
}

export type FeedToHold = {
  readonly publisher: Publisher
  readonly pages: readonly NewPage[]
  /** All that the feed brings, those pages' among them. */
  readonly drafts: readonly ColumnDraft[]
  /** Files the drafts, some with their pages, in one commit. */
  readonly file: (pages: ReadonlyMap<ColumnDraft, PageOfDraft>) => Promise<FilingResult>
  readonly afterwards: (filed: FilingResult) => Promise<void>
}

const noBody = new Uint8Array()

export function holdFeed({ publisher, pages, drafts, file, afterwards }: FeedToHold): HeldFeed {
  const heldAt = Date.now()
  const asked = new Map<NewPage, AskedPage>()
  const faults = new Map<NewPage, unknown>()
  return {
    pages,
    isLate: () => Date.now() - heldAt > limits.filedAfterMs,
    async visit(page, turn) {
      try {
        const answer = await askForPage({ url: page.url, publisher }, turn, () => Promise.resolve(page.known))
        asked.set(page, withoutBody(answer))
        return { outcome: answer.outcome, newColumns: 0, asked: answer.asked }
      } catch (error) {
        if (turn.signal.aborted || isArchiveTrouble(error)) throw error
        faults.set(page, error)
        return null
      }
    },
    async file(turn) {
      const read = new Map<ColumnDraft, PageOfDraft>()
      for (const [{ draft: entry }, { draft, visit }] of asked)
        if (draft !== null) read.set(entry, { draft, visit: { ...visit, columnId: null } })
      const filed = await file(read).catch(async (error: unknown) => {
        if (!isArchiveTrouble(error)) for (const answer of asked.values()) await recordAlone(answer, turn)
        throw error
      })
      const columnOf = new Map(drafts.map((draft, at) => [draft, filed.columns[at]!]))
      for (const [page, answer] of asked) {
        const { id, canonicalUrl, withPage } = columnOf.get(page.draft)!
        if (withPage === true) noteVisit(turn.collecting, answer.visit)
        // Filed meanwhile under another address: what came of this one says nothing of that column's page.
        else if (canonicalUrl !== page.url) await recordAlone(answer, turn)
        else await settle(page, id, answer, turn)
      }
      for (const [page, fault] of faults) {
        const { id, canonicalUrl } = columnOf.get(page.draft)!
        if (canonicalUrl === page.url) await recordOwnFault({ page: dueOf(page, id, turn) }, turn, fault)
      }
      await afterwards(filed)
      const visited = [...asked.keys(), ...faults.keys()].map(({ draft }) => columnOf.get(draft)!.id)
      return { newColumns: filed.newColumns, visited, faults: faults.size }
    },
  }

  /** A fault of ours with one page is its own. */
  async function settle(page: NewPage, id: ColumnId, answer: AskedPage, turn: Turn): Promise<void> {
    try {
      await settlePage(dueOf(page, id, turn), answer, turn)
    } catch (error) {
      if (isArchiveTrouble(error)) throw error
      faults.set(page, error)
    }
  }

  /** Of no column: that its address was asked for. */
  async function recordAlone({ visit }: AskedPage, { collecting }: Turn): Promise<void> {
    await recordVisit(collecting.db, { ...visit, columnId: null })
    noteVisit(collecting, visit)
  }

  function dueOf({ url }: NewPage, columnId: ColumnId, { host, collecting }: Turn): DuePage {
    return { publisherId: publisher.id, columnId, host, url, nextAt: collecting.now(), attempts: 0 }
  }
}

/** What was read of it waits, and not what it was read from. */
function withoutBody(answer: AskedPage): AskedPage {
  const { outcome } = answer
  return outcome.kind === 'fetched' ? { ...answer, outcome: { ...outcome, body: noBody } } : answer
}
