// On the operator's desk: two who are one here on an address that its page has taken back, and whom later acts hold together.
import type { DoubtedMerge } from '../../archive/index.ts'
import { columnistPath } from '../http/addresses.ts'
import { Moment } from './card.tsx'
import { messages as m } from './messages.ts'
import { Heading } from './operator-parts.tsx'
import type { View } from './view.ts'

export function Doubted({ view, merges }: { view: View; merges: readonly DoubtedMerge[] }) {
  if (merges.length === 0) return null
  return (
    <>
      <Heading count={merges.length}>{m.desk.doubted}</Heading>
      {merges.map(({ merge, slug, name, address, publisherName, doubtedAt }) => (
        <div class="task">
          <h3>
            <a href={columnistPath(slug)}>
              <bdi>{name}</bdi>
            </a>
          </h3>
          <p>
            {m.desk.doubt({
              name: <bdi>{name}</bdi>,
              publisher: <bdi>{publisherName}</bdi>,
              address: <code dir="ltr">{address}</code>,
            })}{' '}
            <Moment at={doubtedAt} now={view.now} />
          </p>
          <div class="task-acts">
            <form method="post" action="/desk/keep">
              <input type="hidden" name="act" value={merge} />
              <button type="submit">{m.desk.keep}</button>
            </form>
            <form method="post" action="/desk/undo">
              <input type="hidden" name="act" value={merge} />
              <button type="submit">{m.desk.takeBack}</button>
            </form>
          </div>
        </div>
      ))}
    </>
  )
}
