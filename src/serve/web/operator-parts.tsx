// What the sections of the operator's desk share.
import type { ColumnId, PublisherId } from '../../model/index.ts'
import { formatNumber } from './format.ts'
import { messages as m, wordFor } from './messages.ts'

/** Of a section, with how much waits in it. */
export function Heading({ count, children }: { count: number; children: string }) {
  return (
    <h2>
      {children} <span class="count">{formatNumber(count)}</span>
    </h2>
  )
}

/** Which column a form is about. */
export function Key({ publisherId, columnId }: { publisherId: PublisherId; columnId: ColumnId }) {
  return (
    <>
      <input type="hidden" name="publisher" value={publisherId} />
      <input type="hidden" name="column" value={columnId} />
    </>
  )
}

/** As the desk says a reason that is kept as one word. */
export function reasonInWords(reason: string): string {
  return wordFor(m.desk.reasons, reason) ?? reason
}
