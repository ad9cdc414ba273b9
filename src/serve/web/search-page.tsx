// Words looked for: writers and publishers of that name first, then columns with the words marked.
import type { Child } from 'hono/jsx'
import type { PublisherSuggestion, SearchProblem, SearchQuery, SearchResult, Suggestions } from '../../archive/index.ts'
import { publisherPath } from '../http/addresses.ts'
import { inFormat } from '../http/format.ts'
import { withQuery } from '../http/query.ts'
import { formatNumber, longDate, placeName } from './format.ts'
import { highlighter } from './highlight.tsx'
import { River } from './lists.tsx'
import { messages as m } from './messages.ts'
import type { PortraitsOf } from './face.tsx'
import { People, type PapersOf } from './people.tsx'
import type { View } from './view.ts'

/** Characters; what is typed beyond them is not read. */
const maxSearchChars = 400

type SearchProps = {
  view: View
  /** As typed; null before anything is. */
  typed: string | null
  query: SearchQuery | null
  sort: 'date' | 'relevance'
  suggestions: Suggestions
  papers: PapersOf
  portraits: PortraitsOf
  result: SearchResult | null
  /** Address of the list, without its place. */
  address: string
  paged: boolean
}

export function SearchPage(props: SearchProps) {
  const { typed, suggestions, papers, portraits } = props
  return (
    <>
      <header class="page-head">
        <h1>{typed === null ? m.searchTitle : m.searchResults(typed)}</h1>
      </header>
      <SearchForm typed={typed ?? ''} sort={props.sort} />
      {typed === null && <p class="nothing">{m.searchEmpty}</p>}
      <SearchHelp isOpen={typed === null} />
      <Troubles {...props} />
      {suggestions.columnists.length > 0 && (
        <section aria-labelledby="columnists-found">
          <h2 id="columnists-found" class="section-title">
            {m.columnistsFound}
          </h2>
          <People people={suggestions.columnists} papers={papers} portraits={portraits} />
        </section>
      )}
      {suggestions.publishers.length > 0 && <Publishers publishers={suggestions.publishers} />}
      <Columns {...props} />
    </>
  )
}

function SearchForm({ typed, sort }: { typed: string; sort: SearchProps['sort'] }) {
  return (
    <form class="find" role="search" aria-label={m.searchLabel} action="/search">
      <label for="search-words">{m.searchLabel}</label>
      <div>
        <input
          id="search-words"
          type="search"
          name="q"
          value={typed}
          maxlength={maxSearchChars}
          dir="auto"
          autocomplete="off"
          data-suggest="all"
          data-suggest-label={m.suggestedColumnists}
        />
        {sort === 'date' && <input type="hidden" name="sort" value="date" />}
        <button type="submit">{m.search}</button>
      </div>
    </form>
  )
}

/** What else can be typed. */
function SearchHelp({ isOpen }: { isOpen: boolean }) {
  const kbd = (inner: Child) => <kbd dir="ltr">{inner}</kbd>
  return (
    <details class="search-help" {...(isOpen ? { open: true } : {})}>
      <summary>{m.searchHow}</summary>
      <ul>
        {(['phrase', 'not', 'author', 'publisher', 'place', 'time'] as const).map((key) => (
          <li>{m.searchHelp[key]({ kbd })}</li>
        ))}
      </ul>
    </details>
  )
}

/** What could not be read or found, in words, and what to do about it. */
function Troubles({ typed, query, result, suggestions }: SearchProps) {
  if (typed === null || query === null || result === null) return null
  const found = result.items.length + suggestions.columnists.length + suggestions.publishers.length
  return (
    <div class="nothing troubles" role="status">
      {query.problems.map((problem) => (
        <p>{problemOf(problem)}</p>
      ))}
      {result.unknownNames.map((name) => (
        <p>{m.searchUnknownName(name)}</p>
      ))}
      {result.stopped && (
        <p>{result.lookedSince === null ? m.searchSlow : m.searchLookedSince(longDate(result.lookedSince))}</p>
      )}
      {found === 0 && !result.stopped && query.problems.length === 0 && (
        <>
          <p>{m.searchNothing(typed)}</p>
          <ul>
            {Object.values(m.searchTips).map((tip) => (
              <li>{tip}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function problemOf({ kind, value }: SearchProblem): string {
  const words = m.searchProblems
  if (kind === 'nothing') return words.nothing
  if (kind === 'only-not') return words['only-not']
  return words[kind](value)
}

function Publishers({ publishers }: { publishers: readonly PublisherSuggestion[] }) {
  return (
    <section aria-labelledby="publishers-found">
      <h2 id="publishers-found" class="section-title">
        {m.publishers}
      </h2>
      <ul class="chips">
        {publishers.map((one) => (
          <li>
            <a href={publisherPath(one.slug)}>
              <bdi>{one.name}</bdi> <span class="count">{placeName(one.country)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Columns({ view, typed, query, sort, result, address, paged }: SearchProps) {
  if (typed === null || query === null || result === null || result.items.length === 0) return null
  const terms = query.alternatives.flat().flatMap((term) => (term.isNot ? [] : [term.text]))
  const by = (one: 'date' | 'relevance') => withQuery(address, { sort: one === 'date' ? 'date' : null })
  return (
    <section aria-labelledby="columns-found">
      <h2 id="columns-found" class="section-title">
        {m.columnsFound}{' '}
        <span class="count">
          {result.isMore ? m.searchAtLeast(formatNumber(result.found)) : formatNumber(result.found)}
        </span>
      </h2>
      <nav class="chips small" aria-label={m.sortBy}>
        <a href={by('relevance')} {...(sort === 'relevance' ? { 'aria-current': 'true' } : {})}>
          {m.byRelevance}
        </a>
        <a href={by('date')} {...(sort === 'date' ? { 'aria-current': 'true' } : {})}>
          {m.byDate}
        </a>
        <a href={inFormat(withQuery(address, { sort: null }), 'rss')} type="application/rss+xml">
          {m.searchAsFeed}
        </a>
      </nav>
      <River cards={result.items} view={view} mark={highlighter(terms)} />
      {(paged || result.next !== null) && (
        <nav class="pager" aria-label={m.pages}>
          {paged && (
            <a href={address} rel="first">
              {m.searchFirstPage}
            </a>
          )}
          {result.next !== null && (
            <a class="older" rel="next" href={withQuery(address, { after: result.next })}>
              {m.searchMore} <span aria-hidden="true">↓</span>
            </a>
          )}
        </nav>
      )}
    </section>
  )
}
