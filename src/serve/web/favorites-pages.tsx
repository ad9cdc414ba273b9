// What a reader follows and has saved, drawn from the cookies in their browser.
import type { ColumnCard, CountryCode } from '../../model/index.ts'
import { columnistPath, favoritesPath, publisherPath } from '../http/addresses.ts'
import { placeName } from './format.ts'
import { SaveButton } from './forms.tsx'
import { Card } from './card.tsx'
import { Nothing, Pager, River, Tabs } from './lists.tsx'
import { messages as m } from './messages.ts'
import { Monogram } from './monogram.tsx'
import type { View } from './view.ts'

type Followed = { slug: string; name: string }

type FavoritesProps = {
  view: View
  edition: CountryCode
  columnists: readonly Followed[]
  publishers: readonly Followed[]
  cards: readonly ColumnCard[]
  /** Shown to readers who follow nobody yet. */
  suggestions: readonly ColumnCard[]
  older: string | null
  paged: boolean
}

export function FavoritesPage({
  view,
  edition,
  columnists,
  publishers,
  cards,
  suggestions,
  older,
  paged,
}: FavoritesProps) {
  const followsNobody = columnists.length + publishers.length === 0
  return (
    <>
      <header class="page-head">
        <p class="above">{placeName(edition)}</p>
        <h1>{m.favoritesTitle}</h1>
        <p>{followsNobody ? m.favoritesEmpty : m.favoritesAbout}</p>
      </header>
      <div class="tools">
        <Tabs edition={edition} active="favorites" />
      </div>
      {followsNobody && (
        <>
          <Nothing>
            {m.favoritesHow} <a href="/columnists">{m.columnists}</a>
            {'\u00a0· '}
            <a href="/publishers">{m.publishers}</a>
          </Nothing>
          {suggestions.length > 0 && (
            <section aria-labelledby="suggest-title">
              <h2 id="suggest-title" class="section-title">
                {suggestions.some((card) => card.opens > 0) ? m.favoritesSuggest : m.newest}
              </h2>
              <River cards={suggestions} view={view} />
            </section>
          )}
        </>
      )}
      {!followsNobody && (
        <div class="with-side">
          <section aria-labelledby="newest-title">
            <h2 id="newest-title" class="section-title">
              {m.newest}
            </h2>
            {cards.length === 0 ? <Nothing>{m.favoritesNothing}</Nothing> : <River cards={cards} view={view} />}
            <Pager address={favoritesPath(edition)} older={older} paged={paged} />
          </section>
          <aside class="side" aria-labelledby="follows-title">
            <h2 id="follows-title" class="section-title">
              {m.youFollow}
            </h2>
            <ul class="people">
              {columnists.map((one) => (
                <li>
                  <a href={columnistPath(one.slug)}>
                    <Monogram name={one.name} />
                    <bdi>{one.name}</bdi>
                  </a>
                </li>
              ))}
              {publishers.map((one) => (
                <li>
                  <a href={publisherPath(one.slug)}>
                    <Monogram name={one.name} kind="organisation" />
                    <bdi>{one.name}</bdi>
                  </a>
                </li>
              ))}
            </ul>
            <p>
              <a href={`${favoritesPath(edition)}.opml`}>{m.asOpml}</a>
            </p>
          </aside>
        </div>
      )}
    </>
  )
}

export function SavedPage({ view, cards }: { view: View; cards: readonly ColumnCard[] }) {
  return (
    <>
      <header class="page-head">
        <h1>{m.savedTitle}</h1>
        <p>{cards.length === 0 ? m.savedEmpty : m.savedAbout}</p>
      </header>
      {cards.length === 0 && (
        <Nothing>
          {m.savedHow} <a href="/">{m.frontPage}</a>
        </Nothing>
      )}
      <ol class="river">
        {cards.map((card) => (
          <li class="kept">
            <Card card={card} now={view.now} level={2} />
            <SaveButton card={card} saved back="/saved" />
          </li>
        ))}
      </ol>
    </>
  )
}
