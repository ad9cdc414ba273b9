// `/topics`, `/topic/{topic}`.
import type { Context, Hono } from 'hono'
import {
  countTopics,
  decodeCursor,
  encodeCursor,
  findPortraits,
  listColumnistsOnTopic,
  listColumnsOnTopic,
  type ColumnistSummary,
  type Sieve,
  type TopicCount,
} from '../../archive/index.ts'
import { topics, type Topic } from '../../model/index.ts'
import { topicPath } from '../http/addresses.ts'
import { notFound } from '../http/problem.ts'
import { textParameter, withQuery } from '../http/query.ts'
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
import { filterOf, parametersOf, type ListFilter } from './filters.tsx'
import { messages as m } from './messages.ts'
import { TopicPage, TopicsPage } from './topic-pages.tsx'

const writersShown = 12
/** For which it is remembered how much there is on each topic: some filing changes it every second. */
const countsMs = 60_000

type Known = {
  readonly writers: ReadonlyMap<Topic, () => Promise<ColumnistSummary[]>>
  readonly counts: () => Promise<readonly TopicCount[]>
}

export function routeTopics(app: Hono, desk: Desk): void {
  const writers = new Map(
    topics.map((topic) => {
      const ask = () => listColumnistsOnTopic(desk.db, topic, writersShown)
      return [topic, desk.remember(ask, { topics: ['filing'] })]
    }),
  )
  const known: Known = { writers, counts: desk.remember(() => countTopics(desk.db), { maxAgeMs: countsMs }) }
  app.get('/topics', async (c) =>
    showPage(
      c,
      await viewOf(desk, c),
      { title: m.topicsTitle, description: m.topicsAbout, canonical: '/topics' },
      <TopicsPage counts={await known.counts()} />,
    ),
  )
  app.get('/topic/:topic', (c) => {
    const topic = topics.find((one) => one === c.req.param('topic'))
    if (topic === undefined) throw notFound(m.topicOtherWords)
    return topicPage(c, desk, topic, known)
  })
}

async function topicPage(c: Context, desk: Desk, topic: Topic, known: Known): Promise<Response> {
  const filter: ListFilter = { ...filterOf(c), topic: null }
  const after = textParameter(c, 'after', 100)
  const name = m.topics[topic]
  const list: ListOfColumns = {
    title: m.topicTitle(name),
    description: m.topicAbout(name),
    address: withQuery(topicPath(topic), parametersOf(filter)),
    lang: filter.lang,
  }
  const page = { limit: wantsFeed(c) ? feedSize : pageSize, ...(after === null ? {} : { after: decodeCursor(after) }) }
  const listing = await listColumnsOnTopic(desk.db, topic, sieveOf(filter), page)
  if (wantsFeed(c)) return showFeed(c, desk, list, listing.items)
  const [view, writers, counts] = await Promise.all([
    viewOf(desk, c),
    after === null ? known.writers.get(topic)!() : [],
    known.counts(),
  ])
  const portraits = await findPortraits(
    desk.db,
    writers.map(({ id }) => id),
  )
  return showPage(
    c,
    view,
    {
      title: list.title,
      description: list.description,
      canonical: withQuery(list.address, { after }),
      feeds: feedLinks(list),
      ...(listing.items.length === 0 ? { indexed: false } : {}),
    },
    <TopicPage
      view={view}
      topic={topic}
      filter={filter}
      languages={[...new Set(view.editions.flatMap((edition) => edition.languages))]}
      cards={listing.items}
      older={listing.older === null ? null : encodeCursor(listing.older)}
      paged={after !== null}
      writers={writers}
      portraits={portraits}
      counts={counts}
    />,
  )
}

/** What of a filter is sifted: `all` kinds and none are the list's own opinion. */
export function sieveOf({ lang, kind, access, topic }: ListFilter): Sieve {
  return {
    ...(lang === null ? {} : { languages: [lang] }),
    ...(kind === null || kind === 'all' ? {} : { kinds: [kind] }),
    ...(access === null ? {} : { access: access === 'paid' ? ['paid', 'partly'] : ['free', 'unknown'] }),
    ...(topic === null ? {} : { topic }),
  }
}
