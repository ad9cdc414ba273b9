// What was put right, for everyone to read: whose name stood there, whose stands there now, why and when.
import type { Correction, PartedWriters } from '../../archive/index.ts'
import { columnistPath, columnPath, publisherPath } from '../http/addresses.ts'
import { withQuery } from '../http/query.ts'
import { ContactLine } from './contact.tsx'
import { exactTime, formatList, shortDate } from './format.ts'
import { Nothing } from './lists.tsx'
import { listedHeadline } from './headline.ts'
import { messages as m } from './messages.ts'
import type { View } from './view.ts'

type CorrectionsProps = {
  view: View
  corrections: readonly Correction[]
  /** Told on the first page. */
  parted: readonly PartedWriters[]
  older: string | null
  paged: boolean
  /** A report has just been sent. */
  reported: boolean
}

export function CorrectionsPage({ view, corrections, parted, older, paged, reported }: CorrectionsProps) {
  return (
    <>
      <header class="page-head">
        <h1>{m.aboutCorrections}</h1>
      </header>
      {reported && (
        <p class="sent" role="status">
          {m.reportSent}
        </p>
      )}
      <div class="prose">
        <p>{m.aboutCorrecting(m.whyThisName)}</p>
        <ContactLine view={view} />
      </div>
      {(corrections.length > 0 || parted.length === 0) && (
        <Corrected corrections={corrections} older={older} paged={paged} />
      )}
      {parted.length > 0 && <TakenForOne parted={parted} />}
    </>
  )
}

function Corrected({ corrections, older, paged }: Pick<CorrectionsProps, 'corrections' | 'older' | 'paged'>) {
  return (
    <section aria-labelledby="corrections-title">
      <h2 id="corrections-title" class="section-title">
        {m.correctionsTitle}
      </h2>
      {corrections.length === 0 ? (
        <Nothing>{m.correctionsNone}</Nothing>
      ) : (
        <ol class="river">
          {corrections.map((correction) => (
            <li>
              <CorrectionItem correction={correction} />
            </li>
          ))}
        </ol>
      )}
      {(older !== null || paged) && (
        <nav class="pager" aria-label={m.pages}>
          {paged && (
            <a href="/about/corrections" rel="first">
              {m.backToNewest}
            </a>
          )}
          {older !== null && (
            <a class="older" href={withQuery('/about/corrections', { after: older })} rel="next">
              {m.correctionsOlder} <span aria-hidden="true">↓</span>
            </a>
          )}
        </nav>
      )}
    </section>
  )
}

function TakenForOne({ parted }: Pick<CorrectionsProps, 'parted'>) {
  return (
    <section aria-labelledby="parted-title">
      <h2 id="parted-title" class="section-title">
        {m.partedTitle}
      </h2>
      <ol class="river">
        {parted.map((one) => (
          <li>
            <article class="correction" id={`parted-${one.id}`}>
              <Parted parted={one} />
            </article>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Who was taken for whom, from when to when and why, and the way to both as they are now. */
export function Parted({ parted }: { parted: PartedWriters }) {
  const { writers, publisherName, address, joinedAt, partedAt } = parted
  return (
    <>
      <p>
        {m.parted({
          since: shortDate(joinedAt),
          until: shortDate(partedAt),
          name: <bdi>{writers[0]?.name ?? ''}</bdi>,
          publisher: <bdi>{publisherName}</bdi>,
          address: (
            <code class="place" dir="ltr">
              {address}
            </code>
          ),
        })}
      </p>
      <ul class="outlets">
        {writers.map(({ slug, name, publishers }) => (
          <li>
            <a href={columnistPath(slug)}>
              <bdi>{name}</bdi>
            </a>
            <span class="role">{formatList(publishers)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Before and after in one sentence. */
export function correctionInWords({ before, after }: Pick<Correction, 'before' | 'after'>): string {
  const was = before.length === 0 ? m.correctedNobody : listed(before)
  return after.length === 0 ? m.correctedUnsigned(was) : m.corrected({ before: was, after: listed(after) })
}

/** Names written from right to left are isolated, so that they do not turn the sentence round. Source: UAX #9 §2.4. */
function listed(names: readonly { readonly name: string }[]): string {
  const isTurned = /[\p{Script=Hebrew}\p{Script=Arabic}]/u
  return formatList(names.map(({ name }) => (isTurned.test(name) ? `\u2068${name}\u2069` : name)))
}

function CorrectionItem({ correction }: { correction: Correction }) {
  const { card, reason, correctedAt } = correction
  return (
    <article class="correction">
      <h3>
        <a href={columnPath(card)} lang={card.lang} dir={card.dir}>
          {listedHeadline(card.title)}
        </a>
      </h3>
      <p>{correctionInWords(correction)}</p>
      <p>
        <q dir="auto">{reason}</q>
      </p>
      <p class="role">
        <time datetime={correctedAt.toISOString()}>{exactTime(correctedAt)}</time>
        {'\u00a0· '}
        <a href={publisherPath(card.publisherSlug)}>
          <bdi>{card.publisherName}</bdi>
        </a>
        {card.credits.map((credit) => (
          <>
            {' '}
            ·{' '}
            <a href={columnistPath(credit.slug)}>
              <bdi>{credit.name}</bdi>
            </a>
          </>
        ))}
      </p>
    </article>
  )
}
