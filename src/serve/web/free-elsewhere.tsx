// Where a piece that asks for a subscription can be read free: a copy of it at another publisher.
import type { FreeCopy } from '../../model/index.ts'
import { columnPath } from '../http/addresses.ts'
import { messages as m } from './messages.ts'

/** Below a card that asks for a subscription. */
export function FreeElsewhere({ copy }: { copy: FreeCopy | null | undefined }) {
  if (copy === null || copy === undefined) return null
  return (
    <p class="free-at" dir={m.dir}>
      <a href={columnPath(copy)}>{m.alsoFreeAt({ publisher: <bdi>{copy.publisherName}</bdi> })}</a>
    </p>
  )
}
