// The operator's desk in plain words: what waits, what is hidden, what is failing. Everything shown was written by strangers
// and is text.
import type { DoubtedMerge, Health } from '../../archive/index.ts'
import { messages as m } from './messages.ts'
import { Doubted } from './operator-doubted.tsx'
import { Hidden, type HiddenThings } from './operator-hidden.tsx'
import { Names, type DoubtedNames } from './operator-names.tsx'
import { Requests, type AskedRequest } from './operator-requests.tsx'
import { Trouble } from './operator-trouble.tsx'
import type { View } from './view.ts'

type DeskProps = DoubtedNames &
  HiddenThings & {
    view: View
    done: string | null
    requests: readonly AskedRequest[]
    doubted: readonly DoubtedMerge[]
    health: Health
  }

export function DeskPage({ view, done, requests, reports, reviews, doubted, takedowns, blocks, health }: DeskProps) {
  const said = m.desk
  return (
    <div class="desk">
      <header class="page-head">
        <h1>{said.title}</h1>
      </header>
      {done !== null && (
        <p class="done" role="status">
          {done}
        </p>
      )}
      <div class="task-acts">
        <a href="/desk/log">{said.logTitle}</a>
        <form method="post" action="/desk/close">
          <button type="submit">{said.close}</button>
        </form>
      </div>
      <Requests view={view} requests={requests} />
      <Names view={view} reports={reports} reviews={reviews} />
      <Doubted view={view} merges={doubted} />
      <Hidden view={view} takedowns={takedowns} blocks={blocks} />
      <Trouble health={health} now={view.now} />
    </div>
  )
}
