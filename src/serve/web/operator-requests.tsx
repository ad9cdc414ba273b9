// On the operator's desk: who asks for what to be removed, and what that would hide.
import type { TakedownRequest, TakedownTarget } from '../../archive/index.ts'
import { Moment } from './card.tsx'
import { messages as m } from './messages.ts'
import { Heading } from './operator-parts.tsx'
import type { View } from './view.ts'

export type AskedRequest = { readonly request: TakedownRequest; readonly targets: readonly TakedownTarget[] }

export function Requests({ view, requests }: { view: View; requests: readonly AskedRequest[] }) {
  return (
    <>
      <Heading count={requests.length}>{m.desk.asked}</Heading>
      {requests.length === 0 && <p>{m.desk.noneAsked}</p>}
      {requests.map(({ request, targets }) => (
        <Asked view={view} request={request} targets={targets} />
      ))}
    </>
  )
}

function Asked({ view, request, targets }: AskedRequest & { view: View }) {
  const isEmpty = targets.every((target) => target.kind === 'unknown')
  return (
    <div class="task">
      <h3>
        {m.desk.request({
          number: String(request.id),
          asker: <bdi>{request.asker}</bdi>,
          role: m.desk.roles[request.role],
        })}
      </h3>
      <p class="soft">
        {m.desk.requestSent({
          email: (
            <a href={`mailto:${encodeURIComponent(request.email).replace('%40', '@')}`}>
              <bdi>{request.email}</bdi>
            </a>
          ),
          when: <Moment at={request.now} now={view.now} />,
        })}
      </p>
      <blockquote dir="auto">{request.reason}</blockquote>
      <ul>
        {targets.map((target) => (
          <li>
            <Target target={target} />
          </li>
        ))}
      </ul>
      <form class="task-acts" method="post" action="/desk/request">
        <input type="hidden" name="request" value={request.id} />
        {!isEmpty && (
          <button type="submit" class="primary" name="do" value="grant">
            {targets.length === 1 ? m.desk.hideIt : m.desk.hideAll}
          </button>
        )}
        <button type="submit" name="do" value="decline">
          {m.desk.decline}
        </button>
      </form>
    </div>
  )
}

function Target({ target }: { target: TakedownTarget }) {
  switch (target.kind) {
    case 'column': {
      const piece = { title: <bdi>{target.title}</bdi>, publisher: <bdi>{target.publisherName}</bdi> }
      return <>{target.isDown ? m.desk.targetHidden(piece) : m.desk.targetColumn(piece)}</>
    }
    case 'section': {
      const whole = { publisher: <bdi>{target.publisherName}</bdi>, n: target.columns }
      const prefix = <code dir="ltr">{target.prefix}</code>
      return <>{target.prefix === '' ? m.desk.targetAll(whole) : m.desk.targetSection({ ...whole, prefix })}</>
    }
    case 'unknown':
      return <>{m.desk.targetUnknown({ address: <code dir="ltr">{target.address}</code> })}</>
  }
}
