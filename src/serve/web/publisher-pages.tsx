// The publishers by country, the page of one, and what we show of theirs in plain words.
import type { ColumnistSummary, PublisherSummary } from '../../archive/index.ts'
import type { ColumnCard, CountryCode, Publisher } from '../../model/index.ts'
import { editionPath, publisherPath, termsPath } from '../http/addresses.ts'
import { compareNames, languageName, placeName } from './format.ts'
import { FollowButton } from './forms.tsx'
import { People } from './people.tsx'
import { Nothing, Pager, River } from './lists.tsx'
import { messages as m } from './messages.ts'
import type { View } from './view.ts'

export function PublishersPage({ publishers }: { publishers: readonly PublisherSummary[] }) {
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
      {sorted.length === 0 && <Nothing>{m.noColumns}</Nothing>}
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
                {m.columnsCounted(publisher.columns)} · {m.columnistsCounted(publisher.columnists)}
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
  columnists: readonly ColumnistSummary[]
  cards: readonly ColumnCard[]
  older: string | null
  paged: boolean
  address: string
}

export function PublisherPage({ view, publisher, columnists, cards, older, paged, address }: PublisherPageProps) {
  return (
    <>
      <header class="page-head person">
        <div>
          <p class="above">
            <a href={editionPath(publisher.country)}>{placeName(publisher.country)}</a>
            {publisher.languages.length > 0 && ` · ${publisher.languages.map(languageName).join(', ')}`}
          </p>
          <h1>
            <bdi>{publisher.name}</bdi>
          </h1>
          <p class="dateline">
            <a href={publisher.home} rel="noopener external">
              {m.visitPublisher(publisher.name)}
            </a>
            {' · '}
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
        <section class="side" aria-labelledby="columnists-title">
          <h2 id="columnists-title" class="section-title">
            {m.columnistsHere}
          </h2>
          {columnists.length === 0 ? <p>{m.noColumnistsYet}</p> : <People people={columnists} />}
        </section>
      </div>
    </>
  )
}
