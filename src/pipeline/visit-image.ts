// The picture of one filed column.
import { countSamePictures, fileImage, type DueImage } from '../archive/index.ts'
import { shrinkPicture } from './shrink-picture.ts'
import type { Turn, VisitReport } from './turn.ts'
import { visitPicture } from './visit-picture.ts'

/** Columns of one publisher that may show the same picture: a drawing of a series, not the house's sign. */
const mostAlike = 2

/** Rejects only when the archive fails or the turn's signal aborts. */
export function visitImage(due: DueImage, turn: Turn): Promise<VisitReport> {
  const { db } = turn.collecting
  return visitPicture(due, turn, {
    what: 'picture',
    columnId: due.columnId,
    refusal: async () =>
      (await countSamePictures(db, due)) >= mostAlike ? 'many columns of this publisher show it' : null,
    shrink: shrinkPicture,
    file: (becomes, visit) => fileImage(db, due, becomes, visit),
  })
}
