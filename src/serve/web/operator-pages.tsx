// The operator's desk in plain words: what waits, what is hidden, what is failing. Everything shown was written by strangers
// and is text.
import type { Child } from 'hono/jsx'
import type {
  Block,
  Health,
  LoggedAct,
  Report,
  Review,
  StandingTakedown,
  TakedownRequest,
  TakedownTarget,
} from '../../archive/index.ts'
import type { ColumnCard, ColumnId, ContributorKind, PublisherId } from '../../model/index.ts'
import { columnPath } from '../http/addresses.ts'
import { Moment } from './card.tsx'
import { exactTime, formatList, formatNumber } from './format.ts'
import { messages as m, wordFor } from './messages.ts'
import { linkTo } from './rich.tsx'
import type { View } from './view.ts'

export function DeskDoor({ deskKey }: { deskKey: string }) {
  return (
    <div class="problem">
      <h1>{m.desk.door}</h1>
      <p>{m.desk.doorHow}</p>
      <form method="post" action="/desk/open">
        <input type="hidden" name="key" value={deskKey} />
        <button type="submit" class="primary">
          {m.desk.open}
        </button>
      </form>
    </div>
  )
}

export function DeskClosed({ tried = false }: { tried?: boolean }) {
  return (
    <div class="problem">
      <h1>{m.desk.closed}</h1>
      {tried && <p>{m.desk.tried}</p>}
      <p>{m.desk.opens({ command: <code dir="ltr">colonnade desk</code> })}</p>
      <p>{m.desk.publishers({ link: linkTo('/removal') })}</p>
    </div>
  )
}

type DeskProps = {
  view: View
  done: string | null
  requests: readonly { request: TakedownRequest; targets: readonly TakedownTarget[] }[]
  reports: readonly Report[]
  reviews: readonly Review[]
  takedowns: readonly StandingTakedown[]
  blocks: readonly Block[]
  health: Health
}

export function DeskPage({ view, done, requests, reports, reviews, takedowns, blocks, health }: DeskProps) {
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
      <Heading count={requests.length}>{said.asked}</Heading>
      {requests.length === 0 && <p>{said.noneAsked}</p>}
      {requests.map(({ request, targets }) => (
        <Asked view={view} request={request} targets={targets} />
      ))}
      <Heading count={reports.length}>{said.reports}</Heading>
      {reports.length === 0 && <p>{said.noReports}</p>}
      {reports.map((report) => (
        <div class="task">
          <Piece card={report.card} />
          <p>
            {said.report({
              name: (
                <bdi>
                  <strong>{report.name}</strong>
                </bdi>
              ),
              when: <Moment at={report.reportedAt} now={view.now} />,
            })}
          </p>
          {report.note !== null && <blockquote dir="auto">{report.note}</blockquote>}
          <NameActs card={report.card} guess={report.name} />
        </div>
      ))}
      <Heading count={reviews.length}>{said.reviews}</Heading>
      {reviews.length === 0 && <p>{said.noReviews}</p>}
      {reviews.map((review) => (
        <div class="task">
          <Piece card={review.card} />
          <p class="soft">
            {m.asPrinted({ byline: <q dir="auto">{review.byline ?? ''}</q> })}
            {review.evidence.map((one) => (
              <>
                {' '}
                · {one.source}: <q dir="auto">{one.text}</q>
              </>
            ))}
          </p>
          <NameActs card={review.card} guess={review.byline ?? ''} />
        </div>
      ))}
      <Heading count={takedowns.length + blocks.length}>{said.hidden}</Heading>
      {blocks.map((block) => (
        <div class="task">
          <h3>
            {block.prefix === '' ? (
              said.everything({ publisher: <bdi>{block.publisherName}</bdi> })
            ) : (
              <>
                <bdi>{block.publisherName}</bdi>: <code dir="ltr">{block.prefix}</code>
              </>
            )}
          </h3>
          <p class="soft">
            {said.leftAlone({
              when: <Moment at={block.blockedAt} now={view.now} />,
              reason: reasonInWords(block.reason),
            })}
          </p>
          <form class="task-acts" method="post" action="/desk/block">
            <input type="hidden" name="publisher" value={block.publisherId} />
            <input type="hidden" name="block" value={block.id} />
            <button type="submit">{said.lift}</button>
          </form>
        </div>
      ))}
      {takedowns.map((takedown) => (
        <div class="task">
          <h3 dir="auto">{takedown.title === '' ? takedown.canonicalUrl : takedown.title}</h3>
          <p class="soft">
            <HiddenSince takedown={takedown} now={view.now} />{' '}
            <a href={takedown.canonicalUrl} rel="noopener noreferrer external">
              {said.atPublisher}
            </a>
          </p>
          {takedown.detail !== null && <blockquote dir="auto">{takedown.detail}</blockquote>}
          <form class="task-acts" method="post" action="/desk/column">
            <Key publisherId={takedown.publisherId} columnId={takedown.columnId} />
            <button type="submit" name="do" value="restore">
              {said.showAgain}
            </button>
          </form>
        </div>
      ))}
      <h3 class="visually-hidden">{said.hideElse}</h3>
      <form class="form" method="post" action="/desk/address">
        <div>
          <label for="address">
            {said.hide}
            <span class="hint">{said.hideHint}</span>
          </label>
          <input id="address" name="address" required maxlength={5000} dir="ltr" />
        </div>
        <Why />
        <div>
          <button type="submit" class="primary">
            {said.hideIt}
          </button>
        </div>
      </form>
      <Trouble health={health} now={view.now} />
    </div>
  )
}

function HiddenSince({ takedown, now }: { takedown: StandingTakedown; now: Date }) {
  const publisher = <bdi>{takedown.publisherName}</bdi>
  const when = <Moment at={takedown.takenAt} now={now} />
  const reason = reasonInWords(takedown.reason)
  return takedown.askedBy === null ? (
    <>{m.desk.hiddenSince({ publisher, when, reason })}</>
  ) : (
    <>{m.desk.hiddenFor({ publisher, when, reason, asker: <bdi>{takedown.askedBy}</bdi> })}</>
  )
}

function Heading({ count, children }: { count: number; children: string }) {
  return (
    <h2>
      {children} <span class="count">{formatNumber(count)}</span>
    </h2>
  )
}

function Asked({
  view,
  request,
  targets,
}: {
  view: View
  request: TakedownRequest
  targets: readonly TakedownTarget[]
}) {
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

function Piece({ card }: { card: ColumnCard }) {
  const publisher = <bdi>{card.publisherName}</bdi>
  return (
    <>
      <h3 lang={card.lang} dir={card.dir}>
        <a href={columnPath(card)}>{card.title}</a>
      </h3>
      <p class="soft">
        {card.credits.length === 0
          ? m.desk.shownUnsigned({ publisher })
          : m.desk.shownAs({ publisher, names: formatList(card.credits.map((credit) => credit.name)) })}
      </p>
    </>
  )
}

/** Names are changed with a reason that readers see. `guess`: whom the form proposes. */
function NameActs({ card, guess }: { card: ColumnCard; guess: string }) {
  return (
    <>
      <form class="task-acts" method="post" action="/desk/review">
        <Key publisherId={card.publisherId} columnId={card.id} />
        <button type="submit">{m.desk.namesRight}</button>
      </form>
      <form class="task-acts" method="post" action="/desk/column">
        <Key publisherId={card.publisherId} columnId={card.id} />
        <input type="hidden" name="reason" value="mistake" />
        <button type="submit" name="do" value="hide">
          {m.desk.hideColumn}
        </button>
      </form>
      <CorrectNames card={card} guess={guess} />
    </>
  )
}

/** Who an operator may say made a piece. */
export const correctableKinds = [
  'person',
  'guest',
  'cartoonist',
  'editorial-board',
  'agency',
  'newsroom',
  'organisation',
] as const satisfies readonly ContributorKind[]

function CorrectNames({ card, guess }: { card: ColumnCard; guess: string }) {
  const said = m.desk
  return (
    <details>
      <summary>{said.nameOther}</summary>
      <form class="form" method="post" action="/desk/correct">
        <Key publisherId={card.publisherId} columnId={card.id} />
        <div>
          <label for={`writers-${card.id}`}>
            {said.writers} <span class="hint">{said.writersHint}</span>
          </label>
          <textarea id={`writers-${card.id}`} name="writers" rows={2} maxlength={2000} dir="auto">
            {guess}
          </textarea>
        </div>
        <div>
          <label for={`kind-${card.id}`}>{said.writersKind}</label>
          <select id={`kind-${card.id}`} name="kind">
            {correctableKinds.map((kind) => (
              <option value={kind}>{m.contributorKinds[kind]}</option>
            ))}
          </select>
        </div>
        <div>
          <label for={`why-${card.id}`}>
            {said.correctionReason} <span class="hint">{said.correctionReasonHint}</span>
          </label>
          <input id={`why-${card.id}`} name="reason" required maxlength={500} dir="auto" />
        </div>
        <fieldset>
          <legend>{said.teaches}</legend>
          {Object.entries(said.teach).map(([value, text]) => (
            <label>
              <input type="radio" name="teach" value={value} checked={value === 'nothing'} /> {text}
            </label>
          ))}
        </fieldset>
        <div>
          <button type="submit" class="primary">
            {said.correct}
          </button>
        </div>
      </form>
    </details>
  )
}

function Key({ publisherId, columnId }: { publisherId: PublisherId; columnId: ColumnId }) {
  return (
    <>
      <input type="hidden" name="publisher" value={publisherId} />
      <input type="hidden" name="column" value={columnId} />
    </>
  )
}

function Why() {
  return (
    <>
      <fieldset>
        <legend>{m.desk.because}</legend>
        {Object.entries(m.desk.reasons).map(([value, text]) => (
          <label>
            <input type="radio" name="reason" value={value} required /> {text}
          </label>
        ))}
      </fieldset>
      <div>
        <label for="detail">
          {m.desk.note} <span class="hint">{m.desk.noteHint}</span>
        </label>
        <input id="detail" name="detail" maxlength={500} dir="auto" />
      </div>
    </>
  )
}

function Trouble({ health, now }: { health: Health; now: Date }) {
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

function reasonInWords(reason: string): string {
  return wordFor(m.desk.reasons, reason) ?? reason
}
