// The picture that a writer's own page names.
import { countSamePortraits, filePortrait, type DuePortrait } from '../archive/index.ts'
import { shrinkPortrait } from './shrink-picture.ts'
import type { Turn, VisitReport } from './turn.ts'
import { visitPicture } from './visit-picture.ts'

/** Rejects only when the archive fails or the turn's signal aborts. */
export function visitPortrait(due: DuePortrait, turn: Turn): Promise<VisitReport> {
  const { db } = turn.collecting
  return visitPicture(due, turn, {
    what: 'portrait',
    columnId: null,
    refusal: async () =>
      (await countSamePortraits(db, due)) > 0 ? 'other writers of this publisher have it too' : null,
    shrink: shrinkPortrait,
    file: (becomes, visit) => filePortrait(db, due, becomes, visit),
  })
}
