// `/search?q=`, what a reader may mean while typing, and how a browser learns to search here.
import type { Context, Hono } from 'hono'
import {
  findPortraits,
  parseSearchQuery,
  searchColumns,
  suggest,
  type SearchQuery,
  type Suggestions,
} from '../../archive/index.ts'
import { BadRequest } from '../../base/index.ts'
import { languageVary } from '../http/interface-language.ts'
import { columnistPath, publisherPath } from '../http/addresses.ts'
import { languageParameter, textParameter, withQuery } from '../http/query.ts'
import {
  feedLinks,
  feedSize,
  pageSize,
  showFeed,
  showPage,
  viewOf,
  wantsFeed,
  type Desk,
  type ListOfColumns,
} from './desk.ts'
import { messages as m } from './messages.ts'
import { papersOfNamesakes } from './namesakes.ts'
import { SearchPage } from './search-page.tsx'

/** Milliseconds after which a search is stopped; DESIGN asks for never over two seconds. */
const timeoutMs = 1500
const suggested = 6

export function routeSearch(app: Hono, desk: Desk): void {
  app.get('/search', (c) => search(c, desk))
  app.get('/suggest', (c) => suggestions(c, desk))
  app.get('/opensearch.xml', (c) => {
    const text = `<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${m.siteName}</ShortName>
  <Description>${m.searchLabel}</Description>
  <Url type="text/html" template="${desk.site.publicUrl.replaceAll('&', '&amp;')}/search?q={searchTerms}"/>
</OpenSearchDescription>
`
    return c.body(text, 200, {
      'Content-Type': 'application/opensearchdescription+xml',
      'Cache-Control': 'public, max-age=86400',
      Vary: languageVary,
    })
  })
}

async function search(c: Context, desk: Desk): Promise<Response> {
  const typed = textParameter(c, 'q', 1000)
  const lang = languageParameter(c)
  const sort = sortParameter(c)
  const after = textParameter(c, 'after', 100)
  const view = await viewOf(desk, c)
  const address = withQuery('/search', { q: typed, lang, sort: sort === 'date' ? 'date' : null })
  const list: ListOfColumns = {
    title: typed === null ? m.searchTitle : m.searchResults(typed),
    description: m.searchEmpty,
    address,
    lang,
  }
  const shown = { view, typed, sort, address, paged: after !== null }
  if (typed === null) {
    if (wantsFeed(c)) throw new BadRequest(m.refusals.needsWords)
    return showPage(
      c,
      view,
      { title: m.searchTitle, description: m.searchEmpty, canonical: '/search' },
      <SearchPage
        {...shown}
        query={null}
        suggestions={noSuggestions}
        papers={new Map()}
        portraits={new Map()}
        result={null}
      />,
    )
  }
  const query = parseSearchQuery(typed)
  const feed = wantsFeed(c)
  const [result, suggestions] = await Promise.all([
    searchColumns(desk.db, query, {
      sort: feed ? 'date' : sort,
      limit: feed ? feedSize : pageSize,
      timeoutMs,
      filter: lang === null ? {} : { languages: [lang] },
      ...(after === null || feed ? {} : { after }),
    }),
    feed || after !== null ? noSuggestions : suggest(desk.db, namesIn(query), suggested),
  ])
  if (feed) return showFeed(c, desk, list, result.items)
  const [papers, portraits] = await Promise.all([
    papersOfNamesakes(desk.db, suggestions.columnists),
    findPortraits(
      desk.db,
      suggestions.columnists.map(({ id }) => id),
    ),
  ])
  return showPage(
    c,
    view,
    {
      title: list.title,
      description: list.description,
      // What is found for some words is the search page with an answer: search engines fold it into that one.
      ...(after === null && result.items.length > 0 ? { canonical: '/search' } : { indexed: false }),
      feeds: feedLinks(list),
    },
    <SearchPage
      {...shown}
      query={query}
      suggestions={suggestions}
      papers={papers}
      portraits={portraits}
      result={result}
    />,
  )
}

const noSuggestions: Suggestions = { columnists: [], publishers: [] }

/** The words that may be a name: those that are typed, or that an author is asked for by. */
function namesIn(query: SearchQuery): string {
  const words = query.alternatives.flat().filter((term) => !term.isNot)
  const authors = query.authors.filter((author) => !author.isNot).map((author) => author.value)
  return [...words.map((term) => term.text), ...authors].join(' ')
}

/** What a reader may mean by what they have typed so far, for the script that shows it below the field. */
async function suggestions(c: Context, desk: Desk): Promise<Response> {
  const typed = textParameter(c, 'q', 200)
  const found = typed === null ? noSuggestions : await suggest(desk.db, namesIn(parseSearchQuery(typed)), suggested)
  const body = {
    columnists: found.columnists.map((one) => ({
      name: one.name,
      path: columnistPath(one.slug),
      columns: one.columns,
    })),
    publishers: found.publishers.map((one) => ({
      name: one.name,
      path: publisherPath(one.slug),
      columns: one.columns,
    })),
  }
  c.header('Cache-Control', 'public, max-age=300')
  return c.json(body)
}

function sortParameter(c: Context): 'date' | 'relevance' {
  const text = textParameter(c, 'sort', 20) ?? 'relevance'
  if (text !== 'date' && text !== 'relevance')
    throw new BadRequest(m.refusals.choice({ name: 'sort', values: 'date, relevance', text }))
  return text
}
