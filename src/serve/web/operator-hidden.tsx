// On the operator's desk: what is hidden and may be shown again, and the form that hides something else.
import type { Block, StandingTakedown } from '../../archive/index.ts'
import { Moment } from './card.tsx'
import { messages as m } from './messages.ts'
import { Heading, Key, reasonInWords } from './operator-parts.tsx'
import type { View } from './view.ts'

export type HiddenThings = { readonly takedowns: readonly StandingTakedown[]; readonly blocks: readonly Block[] }

export function Hidden({ view, takedowns, blocks }: HiddenThings & { view: View }) {
  const said = m.desk
  return (
    <>
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
    </>
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
