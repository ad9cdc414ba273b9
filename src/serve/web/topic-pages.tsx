// The topics there are, and the page of one: its newest columns, and who writes on it.
import type { ColumnistSummary, TopicCount } from '../../archive/index.ts'
import { topics, type ColumnCard, type LanguageTag, type Topic } from '../../model/index.ts'
import { topicPath } from '../http/addresses.ts'
import { withQuery } from '../http/query.ts'
import { formatNumber } from './format.ts'
import { FilterChips, Filters, parametersOf, type ListFilter } from './filters.tsx'
import { Nothing, Pager, River } from './lists.tsx'
import { messages as m } from './messages.ts'
import type { PortraitsOf } from './face.tsx'
import { People } from './people.tsx'
import type { View } from './view.ts'

export function TopicsPage({ counts }: { counts: readonly TopicCount[] }) {
  return (
    <>
      <header class="page-head">
        <h1>{m.topicsTitle}</h1>
        <p>{m.topicsAbout}</p>
      </header>
      {counts.length === 0 ? <Nothing>{m.nothingListed}</Nothing> : <TopicList counts={counts} isCounted />}
    </>
  )
}

type TopicListProps = {
  /** Of topics with columns. */
  counts: readonly TopicCount[]
  /** The one at hand: it is marked, and named also where it is empty. */
  topic?: Topic
  isCounted?: boolean
}

/** Links to the topics there are columns on. */
function TopicList({ counts, topic, isCounted = false }: TopicListProps) {
  const shown = topics.filter((one) => one === topic || counts.some((count) => count.topic === one))
  return (
    <nav aria-label={m.topicsTitle}>
      <ul class="chips">
        {shown.map((one) => (
          <li>
            <a href={topicPath(one)} {...(one === topic ? { 'aria-current': 'page' } : {})}>
              {m.topics[one]}
              {isCounted && <TopicColumns count={counts.find((count) => count.topic === one)} />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function TopicColumns({ count }: { count: TopicCount | undefined }) {
  if (count === undefined) return null
  return (
    <>
      {' '}
      <span class="count">
        {formatNumber(count.columns)}
        {count.isMore && '+'}
      </span>
    </>
  )
}

type TopicPageProps = {
  view: View
  topic: Topic
  filter: ListFilter
  languages: readonly LanguageTag[]
  cards: readonly ColumnCard[]
  older: string | null
  paged: boolean
  writers: readonly ColumnistSummary[]
  portraits: PortraitsOf
  counts: readonly TopicCount[]
}

export function TopicPage(props: TopicPageProps) {
  const { view, topic, filter, languages, cards, older, paged, writers, portraits, counts } = props
  const path = topicPath(topic)
  const address = withQuery(path, parametersOf(filter))
  return (
    <>
      <header class="page-head nameplate">
        <h1>{m.topics[topic]}</h1>
        <p class="dateline">
          <a href="/topics">{m.allTopics}</a>
        </p>
      </header>
      <div class="tools">
        <FilterChips path={path} filter={filter} />
        <Filters path={path} filter={filter} languages={languages} withTopic={false} />
      </div>
      <div class="with-side">
        <section aria-labelledby="newest-title">
          <h2 id="newest-title" class="section-title">
            {m.newest}
          </h2>
          {cards.length > 0 ? (
            <River cards={cards} view={view} />
          ) : (
            <Nothing>{older !== null ? m.lookedSoFar : address === path ? m.topicEmpty : m.noColumnsWhy}</Nothing>
          )}
          <Pager address={address} older={older} paged={paged} further={cards.length === 0} />
        </section>
        <div class="side">
          {writers.length > 0 && (
            <section aria-labelledby="writers-title">
              <h2 id="writers-title" class="section-title">
                {m.writersOnTopic}
              </h2>
              <People people={writers} portraits={portraits} />
            </section>
          )}
          <section aria-labelledby="topics-title">
            <h2 id="topics-title" class="section-title">
              {m.topicsTitle}
            </h2>
            <TopicList counts={counts} topic={topic} />
          </section>
        </div>
      </div>
    </>
  )
}
