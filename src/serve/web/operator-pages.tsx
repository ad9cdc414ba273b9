// The operator's desk in plain words: what waits, what is hidden, what is failing. Everything shown was written by strangers
// and is text.
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
import type { ColumnCard, ColumnId, PublisherId } from '../../model/index.ts'
import { columnPath } from '../http/addresses.ts'
import { Moment } from './card.tsx'
import { exactTime, formatNumber } from './format.ts'
import { removalReasons } from './removal-reasons.ts'
import type { View } from './view.ts'

export function DeskDoor({ deskKey }: { deskKey: string }) {
  return (
    <div class="problem">
      <h1>The desk of this site</h1>
      <p>The link works once. The desk then stays open in this browser for twelve hours.</p>
      <form method="post" action="/desk/open">
        <input type="hidden" name="key" value={deskKey} />
        <button type="submit" class="primary">
          Open the desk
        </button>
      </form>
    </div>
  )
}

export function DeskClosed({ tried = false }: { tried?: boolean }) {
  return (
    <div class="problem">
      <h1>The desk is closed</h1>
      {tried && <p>That link was used already, is older than ten minutes, or was never given out.</p>}
      <p>
        Whoever runs this site opens it with a link from <code>colonnade desk</code>.
      </p>
      <p>
        Publisher or writer? <a href="/removal">Ask for removal here.</a>
      </p>
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
  return (
    <div class="desk">
      <header class="page-head">
        <h1>The desk</h1>
      </header>
      {done !== null && (
        <p class="done" role="status">
          {done}
        </p>
      )}
      <div class="task-acts">
        <a href="/desk/log">What was done</a>
        <form method="post" action="/desk/close">
          <button type="submit">Close the desk</button>
        </form>
      </div>
      <Heading count={requests.length}>Removal asked for</Heading>
      {requests.length === 0 && <p>Nobody waits.</p>}
      {requests.map(({ request, targets }) => (
        <Asked view={view} request={request} targets={targets} />
      ))}
      <Heading count={reports.length}>Readers say a name is wrong</Heading>
      {reports.length === 0 && <p>Nobody does.</p>}
      {reports.map((report) => (
        <div class="task">
          <Piece card={report.card} />
          <p>
            It is by <strong dir="auto">{report.name}</strong>, says a reader,{' '}
            <Moment at={report.reportedAt} now={view.now} />.
          </p>
          {report.note !== null && <blockquote dir="auto">{report.note}</blockquote>}
          <NameActs card={report.card} />
        </div>
      ))}
      <Heading count={reviews.length}>We are not sure who wrote these</Heading>
      {reviews.length === 0 && <p>None.</p>}
      {reviews.map((review) => (
        <div class="task">
          <Piece card={review.card} />
          <p class="soft">
            As printed: <q dir="auto">{review.byline ?? ''}</q>
            {review.evidence.map((one) => (
              <>
                {' '}
                · {one.source}: <q dir="auto">{one.text}</q>
              </>
            ))}
          </p>
          <NameActs card={review.card} />
        </div>
      ))}
      <Heading count={takedowns.length + blocks.length}>Hidden</Heading>
      {blocks.map((block) => (
        <div class="task">
          <h3>
            <bdi>{block.publisherName}</bdi>: {block.prefix === '' ? 'everything' : <code>{block.prefix}</code>}
          </h3>
          <p class="soft">
            Left alone since <Moment at={block.blockedAt} now={view.now} />: {reasonInWords(block.reason)}.
          </p>
          <form class="task-acts" method="post" action="/desk/block">
            <input type="hidden" name="publisher" value={block.publisherId} />
            <input type="hidden" name="block" value={block.id} />
            <button type="submit">Lift the block</button>
          </form>
        </div>
      ))}
      {takedowns.map((takedown) => (
        <div class="task">
          <h3 dir="auto">{takedown.title === '' ? takedown.canonicalUrl : takedown.title}</h3>
          <p class="soft">
            <bdi>{takedown.publisherName}</bdi>, hidden <Moment at={takedown.takenAt} now={view.now} />:{' '}
            {reasonInWords(takedown.reason)}
            {takedown.askedBy !== null && (
              <>
                {' '}
                (<bdi>{takedown.askedBy}</bdi>)
              </>
            )}
            .{' '}
            <a href={takedown.canonicalUrl} rel="noopener noreferrer external">
              At the publisher
            </a>
          </p>
          {takedown.detail !== null && <blockquote dir="auto">{takedown.detail}</blockquote>}
          <form class="task-acts" method="post" action="/desk/column">
            <Key publisherId={takedown.publisherId} columnId={takedown.columnId} />
            <button type="submit" name="do" value="restore">
              Show it again
            </button>
          </form>
        </div>
      ))}
      <h3 class="visually-hidden">Hide something else</h3>
      <form class="form" method="post" action="/desk/address">
        <div>
          <label for="address">
            Hide a column
            <span class="hint">Its address here or at the publisher; several, with spaces between them.</span>
          </label>
          <input id="address" name="address" required maxlength={5000} dir="ltr" />
        </div>
        <Why />
        <div>
          <button type="submit" class="primary">
            Hide it
          </button>
        </div>
      </form>
      <Trouble health={health} now={view.now} />
    </div>
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
        {request.id}: <bdi>{request.asker}</bdi> ({roleInWords(request.role)})
      </h3>
      <p class="soft">
        <a href={`mailto:${encodeURIComponent(request.email).replace('%40', '@')}`}>
          <bdi>{request.email}</bdi>
        </a>
        , <Moment at={request.now} now={view.now} />. Anybody can write this: check that they are who they say.
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
            Hide {targets.length === 1 ? 'it' : 'all of this'}
          </button>
        )}
        <button type="submit" name="do" value="decline">
          Decline
        </button>
      </form>
    </div>
  )
}

function Target({ target }: { target: TakedownTarget }) {
  switch (target.kind) {
    case 'column':
      return (
        <>
          Column: <bdi>{target.title}</bdi>, <bdi>{target.publisherName}</bdi>
          {target.isDown && ' (hidden already)'}
        </>
      )
    case 'section':
      return (
        <>
          {target.prefix === '' ? 'Everything of ' : 'A section of '}
          <bdi>{target.publisherName}</bdi>
          {target.prefix !== '' && (
            <>
              {' '}
              <code>{target.prefix}</code>
            </>
          )}
          {': '}
          {formatNumber(target.columns)} columns now, and whatever it publishes there later
        </>
      )
    case 'unknown':
      return (
        <>
          Not ours: <code dir="ltr">{target.address}</code>
        </>
      )
  }
}

function Piece({ card }: { card: ColumnCard }) {
  return (
    <>
      <h3 lang={card.lang} dir={card.dir}>
        <a href={columnPath(card)}>{card.title}</a>
      </h3>
      <p class="soft">
        <bdi>{card.publisherName}</bdi>; shown as by{' '}
        {card.credits.length === 0 ? 'nobody' : card.credits.map((credit) => credit.name).join(', ')}
      </p>
    </>
  )
}

/** Names are changed with a reason that readers see: the command line asks for it. */
function NameActs({ card }: { card: ColumnCard }) {
  return (
    <>
      <form class="task-acts" method="post" action="/desk/review">
        <Key publisherId={card.publisherId} columnId={card.id} />
        <button type="submit">The names are right</button>
      </form>
      <form class="task-acts" method="post" action="/desk/column">
        <Key publisherId={card.publisherId} columnId={card.id} />
        <input type="hidden" name="reason" value="mistake" />
        <button type="submit" name="do" value="hide">
          Hide the column
        </button>
      </form>
      <p class="soft">
        To name someone else: <code>colonnade correct {card.id}</code>
      </p>
    </>
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
        <legend>Because</legend>
        {Object.entries(removalReasons).map(([value, text]) => (
          <label>
            <input type="radio" name="reason" value={value} required /> {text}
          </label>
        ))}
      </fieldset>
      <div>
        <label for="detail">
          Note <span class="hint">For the log, never shown to readers.</span>
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
      <Heading count={count}>In trouble</Heading>
      {count === 0 && <p>Every host and feed answers.</p>}
      <ul>
        {health.hostTrouble.map((host) => (
          <li class="task">
            <code>{host.host}</code>{' '}
            {host.robots === 'disallow-all'
              ? 'cannot give its robots.txt, so nothing is asked for there.'
              : host.failures > 0
                ? `has failed ${times(host.failures)} in a row.`
                : 'asked us to wait.'}{' '}
            {host.waitUntil !== null && host.waitUntil > now && `Asked again after ${exactTime(host.waitUntil)}.`}
          </li>
        ))}
        {health.trouble.map((feed) => (
          <li class="task">
            <code dir="ltr">{feed.url}</code>{' '}
            {feed.goneAt !== null
              ? 'is gone for good and is asked no more.'
              : feed.failures > 0
                ? `has failed ${times(feed.failures)} in a row${feed.status === null ? '' : `; it last answered ${feed.status}`}.`
                : 'was read, with problems.'}{' '}
            {feed.problem !== null && <span class="soft">{feed.problem}</span>}
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
        <h1>What was done</h1>
      </header>
      <p>
        <a href="/desk">Back to the desk</a>
      </p>
      {acts.length === 0 && <p>Nothing yet.</p>}
      {acts.map((act) => (
        <div class="task">
          <h2>
            {act.what} <span class="soft">by {act.who}</span>
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
          {act.undoneAt !== null && (
            <p class="soft">
              Undone by {act.undoneBy}, {exactTime(act.undoneAt)}
            </p>
          )}
        </div>
      ))}
      {full && last !== undefined && (
        <p>
          <a href={`/desk/log?before=${encodeURIComponent(last.at.toISOString())}`}>Older</a>
        </p>
      )}
    </div>
  )
}

function times(n: number): string {
  return n === 1 ? 'once' : `${formatNumber(n)} times`
}

function roleInWords(role: TakedownRequest['role']): string {
  return { publisher: 'for the publisher', columnist: 'as the writer', other: 'someone else' }[role]
}

function reasonInWords(reason: string): string {
  return (removalReasons as Record<string, string>)[reason] ?? reason
}
