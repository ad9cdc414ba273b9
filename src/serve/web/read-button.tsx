// Marks a column as read, or takes the mark back; shown to readers who let their pages mark.
import type { ColumnCard } from '../../model/index.ts'
import { columnPath } from '../http/addresses.ts'
import { messages as m } from './messages.ts'
import { isRead, type View } from './view.ts'

export function ReadButton({
  view,
  card,
}: {
  view: View
  card: Pick<ColumnCard, 'id'> & Parameters<typeof columnPath>[0]
}) {
  const read = isRead(view, card)
  if (!read && !view.look.dimRead) return null
  return (
    <form class="act" method="post" action="/read">
      <input type="hidden" name="column" value={card.id} />
      <input type="hidden" name="do" value={read ? 'unread' : 'read'} />
      <input type="hidden" name="back" value={columnPath(card)} />
      <button type="submit" class={read ? 'on' : ''} {...(read ? { 'aria-label': m.markUnread } : {})}>
        {read ? m.isRead : m.markRead}
      </button>
    </form>
  )
}
