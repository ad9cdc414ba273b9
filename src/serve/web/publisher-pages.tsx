// The publishers by country, the page of one, and what we show of theirs in plain words.
import type { Child } from 'hono/jsx'
import type { ColumnistSummary, PublisherState, PublisherSummary, Sibling } from '../../archive/index.ts'
import type { ColumnCard, CountryCode, Publisher } from '../../model/index.ts'
import { editionPath, publisherPath, termsPath } from '../http/addresses.ts'
import { compareNames, formatNumber, languageName, placeName } from './format.ts'
import { Moment } from './card.tsx'
import { FollowButton } from './forms.tsx'
import { withQuery } from '../http/query.ts'
import type { PortraitsOf } from './face.tsx'
import { People } from './people.tsx'
import { Nothing, Pager, River } from './lists.tsx'
import { FindForm } from './find-form.tsx'
import { messages as m } from './messages.ts'
import type { View } from './view.ts'

/** Columnists on a publisher's own page. */
export const columnistsShown = 24

type PublishersProps = {
  publishers: readonly PublisherSummary[]
  /** What their names were searched for. */
  query: string | null
}

export function PublishersPage({ publishers, query }: PublishersProps) {
  const countries = Map.groupBy(publishers, (publisher) => publisher.country)
  const sorted = [...countries]
    .map(([code, list]) => ({ code, name: placeName(code), list }))
    .sort((a, b) => compareNames(a.name, b.name))
  return (
    <>
      <header class="page-head">
        <h1>{m.publishersTitle}</h1>
        <p>
          {m.publishersAbout} {publishers.length > 0 && `${m.publishersCounted(publishers.length)}.`}
        </p>
      </header>
      <FindForm what="publishers" label={m.publishers} suggestions={m.publishers} button={m.find} query={query ?? ''} />
      {sorted.length === 0 && <Nothing>{query === null ? m.noColumns : m.searchNothing(query)}</Nothing>}
      {sorted.length > 3 && (
        <nav class="jump" aria-label={m.jumpToCountry}>
          <ul class="chips small">
            {sorted.map(({ code, name, list }) => (
              <li>
                <a href={`#country-${code}`}>
                  {name} <span class="count">{formatNumber(list.length)}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div class="directory">
        {sorted.map(({ code, name, list }) => (
          <CountryOfPublishers code={code} name={name} publishers={list} />
        ))}
      </div>
    </>
  )
}

function CountryOfPublishers({
  code,
  name,
  publishers,
}: {
  code: CountryCode
  name: string
  publishers: readonly PublisherSummary[]
}) {
  const sorted = publishers.toSorted((a, b) => compareNames(a.name, b.name))
  return (
    <section aria-labelledby={`country-${code}`}>
      <h2 id={`country-${code}`} class="section-title">
        <a href={editionPath(code)}>{name}</a>
      </h2>
      <ul class="outlets">
        {sorted.map((publisher) => (
          <li>
            <a href={publisherPath(publisher.slug)}>
              <bdi>{publisher.name}</bdi>
            </a>
            {publisher.columns > 0 && (
              <span class="role">
                {m.columnsCounted(publisher.columns)}
                {'\u00a0· '}
                {m.columnistsCounted(publisher.columnists)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

type PublisherPageProps = {
  view: View
  publisher: Publisher
  /** Other editions of the same house. */
  siblings: readonly Sibling[]
  state: PublisherState
  columnists: readonly ColumnistSummary[]
  portraits: PortraitsOf
  cards: readonly ColumnCard[]
  older: string | null
  paged: boolean
  address: string
}

export function PublisherPage({
  view,
  publisher,
  siblings,
  state,
  columnists,
  portraits,
  cards,
  ...list
}: PublisherPageProps) {
  const { older, paged, address } = list
  return (
    <>
      <header class="page-head person">
        <div>
          <p class="above">
            <a href={editionPath(publisher.country)}>{placeName(publisher.country)}</a>
            {publisher.languages.length > 0 && `\u00a0· ${publisher.languages.map(languageName).join(', ')}`}
          </p>
          <h1>
            <bdi>{publisher.name}</bdi>
          </h1>
          <p class="dateline">
            <a href={publisher.home} rel="noopener external">
              {m.visitPublisher(publisher.name)}
            </a>
            {'\u00a0· '}
            <a href={termsPath(publisher.slug)}>{m.termsLink}</a>
          </p>
        </div>
        <FollowButton
          what="publisher"
          id={publisher.id}
          name={publisher.name}
          reader={view.reader}
          back={publisherPath(publisher.slug)}
        />
      </header>
      <div class="with-side">
        <section aria-labelledby="newest-title">
          <h2 id="newest-title" class="section-title">
            {m.newest}
          </h2>
          {cards.length === 0 ? (
            <Nothing>{m.noColumnsPublisher}</Nothing>
          ) : (
            <River cards={cards} view={view} without="publisher" />
          )}
          <Pager address={address} older={older} paged={paged} />
        </section>
        <div class="side">
          <section aria-labelledby="columnists-title">
            <h2 id="columnists-title" class="section-title">
              {m.columnistsHere}
            </h2>
            {columnists.length === 0 ? (
              <p>{m.noColumnistsYet}</p>
            ) : (
              <People people={columnists} portraits={portraits} />
            )}
            {columnists.length >= columnistsShown && (
              <p>
                <a class="onwards" href={withQuery('/columnists', { publisher: publisher.slug })}>
                  {m.allColumnistsOf(publisher.name)}
                </a>
              </p>
            )}
          </section>
          <Siblings siblings={siblings} />
          <section aria-labelledby="health-title">
            <h2 id="health-title" class="section-title">
              {m.publisherHealth}
            </h2>
            <p>{healthOf(publisher, state, view.now)}</p>
            {state.broughtAt !== null && (
              <p>{m.healthBrought({ when: <Moment at={state.broughtAt} now={view.now} /> })}</p>
            )}
            <p>
              <a class="onwards" href={termsPath(publisher.slug)}>
                {m.termsLink}
              </a>
            </p>
          </section>
        </div>
      </div>
    </>
  )
}

function Siblings({ siblings }: { siblings: readonly Sibling[] }) {
  if (siblings.length === 0) return null
  return (
    <section aria-labelledby="editions-title">
      <h2 id="editions-title" class="section-title">
        {m.editionsOfHouse}
      </h2>
      <ul class="outlets">
        {siblings.map((one) => (
          <li>
            <a href={publisherPath(one.slug)}>
              <bdi>{one.name}</bdi>
            </a>
            <span class="role">{[placeName(one.country), ...one.languages.map(languageName)].join('\u00a0· ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How our visits go, in a sentence. */
function healthOf(publisher: Publisher, state: PublisherState, now: Date): Child {
  const { feeds, failing, visitedAt, nextAt, outcome } = state
  if (publisher.agreement?.blocked === true) return m.healthBlocked
  if (visitedAt === null) return m.healthNew
  if (feeds === 0) return m.healthNoFeeds
  if (outcome === 'forbidden') return m.healthForbidden
  if (failing === feeds) return m.healthDown
  if (failing > 0) return m.healthSome(failing)
  const when = <Moment at={visitedAt} now={now} />
  return nextAt === null || nextAt <= now
    ? m.healthOverdue({ when })
    : m.healthWell({ when, next: <Moment at={nextAt} now={now} /> })
}
