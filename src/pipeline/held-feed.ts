// A feed that was read and waits to be filed until the pages of its new columns have been visited: a column that is filed with
// its page is written once, and nobody sees it with its feed's word alone.
import { isArchiveTrouble } from '../archive/index.ts'
import type { DuePage, FilingResult, KnownBeforePage, PageOfDraft } from '../archive/index.ts'
import type { ColumnDraft, ColumnId, Publisher } from '../model/index.ts'
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
  /** Files the feed, its new columns with what their pages said. Answers with the columns whose pages were visited, and how many were new. */
  file(turn: Turn): Promise<{ readonly newColumns: number; readonly visited: readonly ColumnId[] }>
}

const longestWaitMs = 5_000

/** `file`: files the feed's drafts in their order, some of them with their pages. */
export function holdFeed(
  publisher: Publisher,
  pages: readonly NewPage[],
  drafts: readonly ColumnDraft[],
  file: (pages: ReadonlyMap<ColumnDraft, PageOfDraft>) => Promise<FilingResult>,
): HeldFeed {
  const heldAt = Date.now()
  const asked = new Map<NewPage, AskedPage>()
  const faults = new Map<NewPage, unknown>()
  return {
    pages,
    isLate: () => Date.now() - heldAt > longestWaitMs,
    async visit(page, turn) {
      try {
        const answer = await askForPage({ url: page.url, publisher }, turn, () => Promise.resolve(page.known))
        asked.set(page, answer)
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
      const { columns, newColumns } = await file(read)
      const columnOf = new Map(drafts.map((draft, at) => [draft, columns[at]!]))
      for (const [page, answer] of asked) {
        const { id, withPage } = columnOf.get(page.draft)!
        if (withPage === true) noteVisit(turn.collecting, answer.visit)
        else await settlePage(dueOf(page, id, turn), answer, turn)
      }
      for (const [page, fault] of faults) {
        const due = dueOf(page, columnOf.get(page.draft)!.id, turn)
        await recordOwnFault({ page: due }, turn, fault)
      }
      const visited = [...asked.keys(), ...faults.keys()].map(({ draft }) => columnOf.get(draft)!.id)
      return { newColumns, visited }
    },
  }

  function dueOf({ url }: NewPage, columnId: ColumnId, { host, collecting }: Turn): DuePage {
    return { publisherId: publisher.id, columnId, host, url, nextAt: collecting.now(), attempts: 0 }
  }
}
