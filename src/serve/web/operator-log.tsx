// `/desk/log`: every act, who did it and why, and the way to take it back.
import type { LoggedAct } from '../../archive/index.ts'
import { Moment } from './card.tsx'
import { exactTime } from './format.ts'
import { messages as m, wordFor } from './messages.ts'
import type { View } from './view.ts'

type LogProps = { view: View; acts: readonly LoggedAct[]; full: boolean }

export function DeskLogPage({ view, acts, full }: LogProps) {
  const last = acts.at(-1)
  return (
    <div class="desk">
      <header class="page-head">
        <h1>{m.desk.logTitle}</h1>
      </header>
      <p>
        <a href="/desk">{m.desk.back}</a>
      </p>
      {acts.length === 0 && <p>{m.desk.noActs}</p>}
      {acts.map((act) => (
        <div class="task">
          <h2>
            {m.desk.act({
              what: wordFor(m.desk.acts, act.what) ?? act.what,
              who: <bdi>{act.who}</bdi>,
              by: (inner) => <span class="soft">{inner}</span>,
            })}
          </h2>
          <p class="soft">
            <time datetime={act.at.toISOString()}>{exactTime(act.at)}</time> (<Moment at={act.at} now={view.now} />)
          </p>
          {act.subject !== '' && (
            <p>
              <code dir="ltr">{act.subject}</code>
            </p>
          )}
          {act.reason !== '' && <blockquote dir="auto">{act.reason}</blockquote>}
          <p class="soft">
            <code>{JSON.stringify(act.before)}</code> → <code>{JSON.stringify(act.after)}</code>
          </p>
          {act.amendment !== null && act.undoneAt === null && (
            <form class="task-acts" method="post" action="/desk/undo">
              <input type="hidden" name="act" value={act.amendment} />
              <button type="submit">{m.desk.takeBack}</button>
            </form>
          )}
          {act.undoneAt !== null && (
            <p class="soft">{m.desk.undone({ who: act.undoneBy ?? '', when: exactTime(act.undoneAt) })}</p>
          )}
        </div>
      ))}
      {full && last !== undefined && (
        <p>
          <a href={`/desk/log?before=${encodeURIComponent(last.at.toISOString())}`}>{m.desk.older}</a>
        </p>
      )}
    </div>
  )
}
