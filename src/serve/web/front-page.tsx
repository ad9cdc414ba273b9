// A country's front page, or the world's: what leads today, then everything, newest first.
import type { EditionChoice, Picture } from '../../archive/index.ts'
import { topics, type ColumnCard, type CountryCode, type LanguageTag } from '../../model/index.ts'
import { columnistPath, editionPath, publisherPath, topicPath } from '../http/addresses.ts'
import { withQuery } from '../http/query.ts'
import { Card } from './card.tsx'
import { drawnOnce } from './drawn.ts'
import { longDate, placeInText, placeName } from './format.ts'
import { countOf, FilterChips, Filters, type ListFilter } from './filters.tsx'
import { EditionButton } from './forms.tsx'
import { Nothing, Pager, River, Tabs } from './lists.tsx'
import { messages as m } from './messages.ts'
import { Face, portraitOf } from './face.tsx'
import { isRead, type View } from './view.ts'

export type FrontPageProps = {
  view: View
  edition: CountryCode
  /** Empty on every page but the first. */
  leading: readonly ColumnCard[]
  /** Of the first of them. */
  picture: Picture | undefined
  river: readonly ColumnCard[]
  older: string | null
  paged: boolean
  address: string
  languages: readonly LanguageTag[]
  filter: ListFilter
  /** What the device remembers. */
  kept: ListFilter | null
  publishers: readonly { slug: string; name: string }[]
  /** Publishers of the edition, whether or not anything of theirs is listed; asked for when nothing is. */
  followed: number
}

export function FrontPage({ view, edition, leading, river, older, paged, address, ...rest }: FrontPageProps) {
  const [lead, ...seconds] = leading
  const empty = leading.length + river.length === 0
  const isWhole = countOf(rest.filter) === 0 && !paged
  const path = editionPath(edition)
  return (
    <>
      <header class="page-head nameplate">
        <h1>{placeName(edition)}</h1>
        <p class="dateline">
          <time datetime={view.now.toISOString().slice(0, 10)}>{longDate(view.now)}</time>
        </p>
      </header>
      <div class="tools">
        <Tabs edition={edition} active="current" />
        <Filters path={path} filter={rest.filter} languages={rest.languages} />
      </div>
      <FilterChips path={path} filter={rest.filter} kept={rest.kept} />
      {lead !== undefined && (
        <section class="leading" aria-labelledby="leading-title">
          <h2 id="leading-title" class="visually-hidden">
            {m.leading}
          </h2>
          <Card
            card={lead}
            now={view.now}
            rank="lead"
            read={isRead(view, lead)}
            {...(rest.picture === undefined ? {} : { picture: rest.picture })}
          />
          {seconds.map((card) => (
            <Card card={card} now={view.now} rank="second" read={isRead(view, card)} />
          ))}
        </section>
      )}
      <div class="with-side">
        <section aria-labelledby="newest-title">
          <h2 id="newest-title" class="section-title">
            {m.newest}
          </h2>
          {empty ? (
            <Nothing>
              {isWhole ? nothingYet(edition, rest.followed) : older === null ? m.noColumnsWhy : m.lookedSoFar}
            </Nothing>
          ) : (
            <River cards={river} view={view} />
          )}
          {empty && isWhole && <Meanwhile edition={edition} editions={view.editions} />}
          <Pager address={address} older={older} paged={paged} further={empty} />
        </section>
        <Side view={view} edition={edition} cards={[...leading, ...river]} publishers={rest.publishers} />
      </div>
    </>
  )
}

const editionsSuggested = 12

/** Where there is something to read while an edition is empty. */
function Meanwhile({ edition, editions }: { edition: CountryCode; editions: readonly EditionChoice[] }) {
  const others = editions.filter((one) => one.id !== edition).slice(0, editionsSuggested)
  return (
    <nav class="meanwhile" aria-label={m.emptyHelp}>
      <ul class="names">
        {edition !== 'world' && others.length > 0 && (
          <li>
            <a href="/world">{m.emptyWorld}</a>
          </li>
        )}
        <li>
          <a href="/publishers">{m.allPublishers}</a>
        </li>
      </ul>
      {others.length > 0 && (
        <>
          <h3 class="section-title">{m.emptyEditions}</h3>
          <ul class="chips">
            {others.map(({ id }) => (
              <li>
                <a href={editionPath(id)}>{placeName(id)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  )
}

function nothingYet(edition: CountryCode, followed: number): string {
  const place = placeInText(edition)
  if (edition === 'world') return followed === 0 ? m.noPublishersYet : m.collectingBegun(followed)
  return followed === 0 ? m.noPublishersYetIn(place) : m.collectingBegunIn({ place, n: followed })
}

type SideProps = {
  view: View
  edition: CountryCode
  cards: readonly ColumnCard[]
  publishers: FrontPageProps['publishers']
}

/** Who is on this page, and which publishers the edition has. */
function Side({ view, edition, cards, publishers }: SideProps) {
  const writers = new Map(
    cards.flatMap((card) =>
      card.credits.map((credit) => [credit.slug, { ...credit, publisherName: card.publisherName }] as const),
    ),
  )
  return (
    <div class="side">
      {writers.size > 0 && (
        <section aria-labelledby="writers-title">
          <h2 id="writers-title" class="section-title">
            {m.writersHere}
          </h2>
          <ul class="people">
            {[...writers.values()].slice(0, 8).map((writer) => (
              <li>
                <a href={columnistPath(writer.slug)}>
                  <Face name={writer.name} kind={writer.kind} portrait={portraitOf(writer, writer.publisherName)} />
                  <bdi>{writer.name}</bdi>
                </a>
              </li>
            ))}
          </ul>
          {edition !== 'world' && (
            <p>
              <a class="onwards" href={withQuery('/columnists', { country: edition })}>
                {m.columnistsIn(placeName(edition))}
              </a>
            </p>
          )}
        </section>
      )}
      {publishers.length > 0 && (
        <section aria-labelledby="publishers-title">
          <h2 id="publishers-title" class="section-title">
            {m.publishersHere}
          </h2>
          <ul class="names">
            {publishers.slice(0, 12).map((publisher) => (
              <li>
                <a href={publisherPath(publisher.slug)}>
                  <bdi>{publisher.name}</bdi>
                </a>
              </li>
            ))}
          </ul>
          {publishers.length > 12 && (
            <p>
              <a href="/publishers">{m.allPublishers}</a>
            </p>
          )}
        </section>
      )}
      {drawTopics('', () => (
        <Topics />
      ))}
      <EditionButton edition={edition} reader={view.reader} />
    </div>
  )
}

const drawTopics = drawnOnce()

function Topics() {
  return (
    <nav aria-labelledby="topics-title">
      <h2 id="topics-title" class="section-title">
        <a href="/topics">{m.topicsTitle}</a>
      </h2>
      <ul class="topics">
        {topics.map((topic) => (
          <li>
            <a href={topicPath(topic)}>{m.topics[topic]}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
