// Words looked for, writers of that name first, then columns.
import type { ColumnistSummary } from '../../archive/index.ts'
import type { ColumnCard } from '../../model/index.ts'
import { withQuery } from '../http/query.ts'
import { People, type PapersOf } from './people.tsx'
import { Nothing, River } from './lists.tsx'
import { messages as m } from './messages.ts'
import type { View } from './view.ts'

type SearchProps = {
  view: View
  query: string | null
  sort: 'date' | 'relevance'
  columnists: readonly ColumnistSummary[]
  papers: PapersOf
  cards: readonly ColumnCard[]
  /** How many at most; there may be more than are shown. */
  limit: number
  /** The search was stopped before it ended. */
  stopped: boolean
}

export function SearchPage({ view, query, sort, columnists, papers, cards, limit, stopped }: SearchProps) {
  const nothing = query !== null && !stopped && columnists.length + cards.length === 0
  return (
    <>
      <header class="page-head">
        <h1>{query === null ? m.searchTitle : m.searchResults(query)}</h1>
      </header>
      <form class="find" role="search" aria-label={m.searchLabel} action="/search">
        <label for="search-words">{m.searchLabel}</label>
        <div>
          <input
            id="search-words"
            type="search"
            name="q"
            value={query ?? ''}
            maxlength={200}
            dir="auto"
            autocomplete="off"
          />
          <button type="submit">{m.search}</button>
        </div>
      </form>
      {query === null && <Nothing>{m.searchEmpty}</Nothing>}
      {stopped && <Nothing>{m.searchSlow}</Nothing>}
      {nothing && (
        <div class="nothing" role="status">
          <p>{m.searchNothing(query)}</p>
          <ul>
            {Object.values(m.searchTips).map((tip) => (
              <li>{tip}</li>
            ))}
          </ul>
        </div>
      )}
      {columnists.length > 0 && (
        <section aria-labelledby="columnists-found">
          <h2 id="columnists-found" class="section-title">
            {m.columnistsFound}
          </h2>
          <People people={columnists} papers={papers} />
        </section>
      )}
      {cards.length > 0 && (
        <section aria-labelledby="columns-found">
          <h2 id="columns-found" class="section-title">
            {m.columnsFound}
          </h2>
          <nav class="chips" aria-label={m.sortBy}>
            <a href={withQuery('/search', { q: query })} {...(sort === 'relevance' ? { 'aria-current': 'true' } : {})}>
              {m.byRelevance}
            </a>
            <a
              href={withQuery('/search', { q: query, sort: 'date' })}
              {...(sort === 'date' ? { 'aria-current': 'true' } : {})}
            >
              {m.byDate}
            </a>
          </nav>
          <River cards={cards} view={view} />
          {cards.length >= limit && <p class="nothing">{m.firstResults(limit)}</p>}
        </section>
      )}
    </>
  )
}
