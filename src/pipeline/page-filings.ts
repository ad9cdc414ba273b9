// The pages of one host's turn at the archive's door: what it knows of them is asked for, and what was read is filed together,
// at the turn's end or every few seconds of it. Until a page is filed it stays due: a collector that dies has it visited once more.
import { filePages, findKnownBeforePages, isArchiveTrouble } from '../archive/index.ts'
import type { DuePage, KnownBeforePage, ReadPage, VisitRecord } from '../archive/index.ts'
import type { ColumnId } from '../model/index.ts'
import { limits } from './collecting.ts'
import { noteVisit } from './note-visit.ts'
import { recordOwnFault } from './own-fault.ts'
import type { Turn } from './turn.ts'

export type PageFilings = {
  /** What the archive knows of the due page's column, as it was some seconds ago at most. */
  knownOf(due: DuePage): Promise<KnownBeforePage | undefined>
  /** Files the page soon or with those that follow it. Rejects for what became of those before it. */
  file(due: DuePage, page: ReadPage & { readonly visit: VisitRecord }): Promise<void>
  /** Files what has not been filed. */
  finish(): Promise<void>
}

/** A turn's pages share a commit, unless it takes long: a crash costs their publisher as many visits made again. */
const pagesTogether = limits.visitsPerLease

const nothing: Promise<[]> = Promise.resolve([])

type Waiting = { readonly due: DuePage; readonly page: ReadPage & { readonly visit: VisitRecord } }

/** `pages`: those due in this turn, in its order. All of it rejects only for troubles of the database. */
export function createPageFilings(
  turn: Pick<Turn, 'collecting' | 'host'>,
  pages: readonly DuePage[],
  onFault: () => void,
): PageFilings {
  const { collecting } = turn
  let known = { readAt: 0, of: new Map<ColumnId, KnownBeforePage>(), asked: new Set<DuePage>() }
  let waiting: Waiting[] = []
  let oldestAt = 0
  /** The filing under way; one at a time. */
  let filing: Promise<PromiseSettledResult<void>[]> = nothing
  return {
    async knownOf(due) {
      if (!known.asked.has(due) || Date.now() - known.readAt > limits.filedAfterMs) await readKnown(due)
      return known.of.get(due.columnId)
    },
    async file(due, page) {
      if (waiting.length === 0) oldestAt = Date.now()
      waiting.push({ due, page })
      if (waiting.length < pagesTogether && Date.now() - oldestAt <= limits.filedAfterMs) return
      await filed()
      filing = Promise.allSettled([fileWaiting()])
    },
    async finish() {
      try {
        await filed()
      } finally {
        await fileWaiting()
      }
    },
  }

  async function filed(): Promise<void> {
    const [settled] = await filing
    filing = nothing
    if (settled?.status === 'rejected') throw settled.reason
  }

  async function readKnown(due: DuePage): Promise<void> {
    const from = Math.max(0, pages.indexOf(due))
    const next = pages.slice(from, from + pagesTogether).filter(({ publisherId }) => publisherId === due.publisherId)
    const readAt = Date.now()
    const asked = new Set([due, ...next])
    const ids = [...asked].map(({ columnId }) => columnId)
    known = { readAt, of: await findKnownBeforePages(collecting.db, due.publisherId, ids), asked }
  }

  async function fileWaiting(): Promise<void> {
    if (waiting.length === 0) return
    const together = waiting
    waiting = []
    const read = together.map(({ page }) => page)
    const filed = await filePages(collecting.db, read, collecting.now()).catch((error: unknown) => {
      if (isArchiveTrouble(error)) throw error
      return together.map(() => ({ status: 'rejected' as const, reason: error }))
    })
    for (const [at, { due, page }] of together.entries()) {
      const settled = filed[at]!
      if (settled.status === 'fulfilled') {
        noteVisit(collecting, page.visit)
        continue
      }
      await recordOwnFault({ page: due }, turn, settled.reason)
      onFault()
    }
  }
}
