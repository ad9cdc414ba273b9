// On the operator's desk: pieces whose names a reader or our own reading doubts, and the form by which they are put right.
import type { Report, Review } from '../../archive/index.ts'
import { writerKinds, type ColumnCard } from '../../model/index.ts'
import { columnPath } from '../http/addresses.ts'
import { Moment } from './card.tsx'
import { formatList } from './format.ts'
import { messages as m } from './messages.ts'
import { Heading, Key } from './operator-parts.tsx'
import type { View } from './view.ts'

export type DoubtedNames = { readonly reports: readonly Report[]; readonly reviews: readonly Review[] }

export function Names({ view, reports, reviews }: DoubtedNames & { view: View }) {
  const said = m.desk
  return (
    <>
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
    </>
  )
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
            {writerKinds.map((kind) => (
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
