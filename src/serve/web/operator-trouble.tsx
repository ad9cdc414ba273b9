// On the operator's desk: hosts and feeds that do not answer as they should.
import type { Child } from 'hono/jsx'
import type { Health } from '../../archive/index.ts'
import { exactTime } from './format.ts'
import { messages as m } from './messages.ts'
import { Heading } from './operator-parts.tsx'

export function Trouble({ health, now }: { health: Health; now: Date }) {
  const count = health.trouble.length + health.hostTrouble.length
  return (
    <>
      <Heading count={count}>{m.desk.trouble}</Heading>
      {count === 0 && <p>{m.desk.noTrouble}</p>}
      <ul>
        {health.hostTrouble.map((host) => (
          <li class="task">
            {hostInWords(host)}{' '}
            {host.waitUntil !== null && host.waitUntil > now && m.desk.askedAfter(exactTime(host.waitUntil))}
          </li>
        ))}
        {health.trouble.map((feed) => (
          <li class="task">
            {feedInWords(feed)} {feed.problem !== null && <bdi class="soft">{feed.problem}</bdi>}
          </li>
        ))}
      </ul>
    </>
  )
}

function hostInWords({ host, robots, failures }: Health['hostTrouble'][number]): Child {
  const what = <code dir="ltr">{host}</code>
  if (robots === 'disallow-all') return m.desk.hostClosed({ host: what })
  return failures > 0 ? m.desk.failedTimes({ what, n: failures }) : m.desk.hostWait({ host: what })
}

function feedInWords({ url, goneAt, failures, status }: Health['trouble'][number]): Child {
  const what = <code dir="ltr">{url}</code>
  if (goneAt !== null) return m.desk.feedGone({ feed: what })
  if (failures === 0) return m.desk.feedProblems({ feed: what })
  return status === null
    ? m.desk.failedTimes({ what, n: failures })
    : m.desk.failedWith({ what, n: failures, status: String(status) })
}
