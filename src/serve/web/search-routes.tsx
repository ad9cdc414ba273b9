// `/search?q=`, and how a browser learns to search here.
import type { Context, Hono } from 'hono'
import { parseSearchQuery, searchColumns, suggestColumnists } from '../../archive/index.ts'
import { BadRequest } from '../../base/index.ts'
import { languageVary } from '../http/interface-language.ts'
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
const writersShown = 6

export function routeSearch(app: Hono, desk: Desk): void {
  app.get('/search', (c) => search(c, desk))
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
  const query = textParameter(c, 'q', 200)
  const lang = languageParameter(c)
  const sort = sortParameter(c)
  const view = await viewOf(desk, c)
  const address = withQuery('/search', { q: query, lang, sort: sort === 'date' ? 'date' : null })
  const list: ListOfColumns = {
    title: query === null ? m.searchTitle : m.searchResults(query),
    description: m.searchEmpty,
    address,
    lang,
  }
  if (query === null) {
    if (wantsFeed(c)) throw new BadRequest('A search needs words: add ?q=…')
    return showPage(
      c,
      view,
      { title: m.searchTitle, canonical: '/search' },
      <SearchPage
        view={view}
        query={null}
        sort={sort}
        columnists={[]}
        papers={new Map()}
        cards={[]}
        limit={pageSize}
        stopped={false}
      />,
    )
  }
  const feed = wantsFeed(c)
  const limit = feed ? feedSize : pageSize
  const [result, columnists] = await Promise.all([
    searchColumns(desk.db, parseSearchQuery(query), {
      sort: feed ? 'date' : sort,
      limit,
      timeoutMs,
      filter: lang === null ? {} : { languages: [lang] },
    }),
    feed ? [] : suggestColumnists(desk.db, query, writersShown),
  ])
  if (feed) return showFeed(c, desk, list, result.items)
  return showPage(
    c,
    view,
    { title: list.title, indexed: false, feeds: feedLinks(list) },
    <SearchPage
      view={view}
      query={query}
      sort={sort}
      columnists={columnists}
      papers={await papersOfNamesakes(desk.db, columnists)}
      cards={result.items}
      limit={limit}
      stopped={result.stopped}
    />,
  )
}

function sortParameter(c: Context): 'date' | 'relevance' {
  const text = textParameter(c, 'sort', 20) ?? 'relevance'
  if (text !== 'date' && text !== 'relevance') throw new BadRequest(`“sort” can be date or relevance.`)
  return text
}
