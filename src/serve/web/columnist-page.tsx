// The page of one writer: who they are, where and when they publish, what they write about, and everything found of theirs.
import { outletMoves, type Biography, type DayCount, type Outlet, type Portrait } from '../../archive/index.ts'
import type { ColumnCard, Columnist, Topic } from '../../model/index.ts'
import { withQuery } from '../http/query.ts'
import { columnistPath, publisherPath, topicPath } from '../http/addresses.ts'
import { firstWeekday, monthAndYear, monthName, shortDate } from './format.ts'
import { FollowButton } from './forms.tsx'
import { Nothing, Pager, River } from './lists.tsx'
import { messages as m } from './messages.ts'
import { Face } from './face.tsx'
import { RhythmSection } from './rhythm.tsx'
import type { View } from './view.ts'

type ColumnistPageProps = {
  view: View
  columnist: Columnist
  /** Names under which the same person has been found too. */
  otherNames: readonly string[]
  /** What a publisher says of them. */
  biography: Biography | undefined
  portrait: Portrait | undefined
  outlets: readonly Outlet[]
  topics: readonly Topic[]
  /** Days of the last year with columns. */
  days: readonly DayCount[]
  /** Years with columns, latest first. */
  years: readonly number[]
  year: number | null
  /** Months of that year with columns, latest first. */
  months: readonly number[]
  month: number | null
  cards: readonly ColumnCard[]
  older: string | null
  paged: boolean
  address: string
}

export function ColumnistPage(props: ColumnistPageProps) {
  const { view, columnist, outlets, topics, cards } = props
  const home = outlets[0]?.country ?? 'world'
  return (
    <>
      <ColumnistHead {...props} />
      <div class="with-side">
        <div>
          {outlets.length > 0 && !props.paged && (
            <RhythmSection days={props.days} now={view.now} weekStart={firstWeekday(home)} />
          )}
          <h2 id="columns-title" class="section-title">
            {m.columnsOf}
          </h2>
          <YearsAndMonths {...props} />
          {cards.length === 0 ? (
            <Nothing>{m.nothingListed}</Nothing>
          ) : (
            <River cards={cards} view={view} without="writer" />
          )}
          <Pager address={props.address} older={props.older} paged={props.paged} />
        </div>
        <div class="side">
          <Outlets outlets={outlets} view={view} />
          {topics.length > 0 && (
            <section aria-labelledby="topics-title">
              <h2 id="topics-title" class="section-title">
                {m.writesOn}
              </h2>
              <ul class="chips">
                {topics.map((topic) => (
                  <li>
                    <a href={topicPath(topic)}>{m.topics[topic]}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {outlets.length > 0 && columnist.links.length > 0 && (
            <section aria-labelledby="links-title">
              <h2 id="links-title" class="section-title">
                {m.links}
              </h2>
              <ul class="names">
                {columnist.links.map((link) => (
                  <li>
                    <a href={link} rel="noopener external nofollow">
                      {hostOf(link)}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </>
  )
}

function ColumnistHead({ view, columnist, otherNames, biography, portrait, outlets }: ColumnistPageProps) {
  const total = outlets.reduce((sum, outlet) => sum + outlet.columns - (outlet.repeats ?? 0), 0)
  return (
    <header class="page-head person">
      <Face name={columnist.name} kind={columnist.kind} portrait={portrait} large />
      <div>
        <p class="above">{m.contributorKinds[columnist.kind]}</p>
        <h1>
          <bdi>{columnist.name}</bdi>
        </h1>
        {otherNames.length > 0 && (
          <p class="other-names">
            {m.otherNames({
              names: otherNames.map((name, i) => (
                <>
                  {i > 0 && '\u00a0· '}
                  <bdi lang="">{name}</bdi>
                </>
              )),
            })}
          </p>
        )}
        {biography !== undefined && (
          <p class="biography" dir={biography.dir}>
            <span lang={biography.lang}>{biography.text}</span>{' '}
            <a class="source" href={biography.url}>
              <bdi>{m.copyright({ publisher: biography.publisherName })}</bdi>
            </a>
          </p>
        )}
        <p class="dateline">
          {m.columnsCounted(total)}
          {portrait !== undefined && (
            <span class="portrait-rights">
              {'\u00a0· '}
              {m.pictureRights} <bdi>{portrait.publisherName}</bdi>
            </span>
          )}
        </p>
        {outletMoves(outlets)
          .slice(0, 1)
          .map(({ from, to }) => (
            <p class="moved">
              {m.movedFrom({
                from: <bdi>{from.name}</bdi>,
                to: <bdi>{to.name}</bdi>,
                when: monthAndYear(to.firstPublishedAt),
              })}
            </p>
          ))}
      </div>
      <FollowButton
        what="columnist"
        id={columnist.id}
        name={columnist.name}
        reader={view.reader}
        back={columnistPath(columnist.slug)}
      />
    </header>
  )
}

/** Years that fit on a line; the ones before them wait behind a disclosure. */
const yearsShown = 8

/** Where in a long life's work to begin. The list goes on to older columns from there. */
function YearsAndMonths({ columnist, years, year, months, month }: ColumnistPageProps) {
  if (years.length < 2) return null
  const path = columnistPath(columnist.slug)
  const choice = (one: number) => (
    <a href={withQuery(path, { year: String(one) })} {...(one === year ? { 'aria-current': 'true' } : {})}>
      {one}
    </a>
  )
  const earlier = years.slice(yearsShown)
  return (
    <>
      <nav class="chips" aria-label={m.byYear}>
        {year !== null && <a href={path}>{m.allYears}</a>}
        {years.slice(0, yearsShown).map(choice)}
        {earlier.length > 0 && (
          <details {...(year !== null && earlier.includes(year) ? { open: true } : {})}>
            <summary>{m.earlierYears}</summary>
            <div class="chips">{earlier.map(choice)}</div>
          </details>
        )}
      </nav>
      {year !== null && months.length > 1 && (
        <nav class="chips small" aria-label={m.byMonth}>
          {months.map((one) => (
            <a
              href={withQuery(path, { year: String(year), month: String(one) })}
              {...(one === month ? { 'aria-current': 'true' } : {})}
            >
              {monthName(new Date(Date.UTC(year, one - 1, 1)))}
            </a>
          ))}
        </nav>
      )}
    </>
  )
}

/** A writer who has published there within this time is taken to be writing there still. */
const stillMs = 90 * 86_400_000

function Outlets({ outlets, view }: { outlets: readonly Outlet[]; view: View }) {
  if (outlets.length === 0) return null
  return (
    <section aria-labelledby="outlets-title">
      <h2 id="outlets-title" class="section-title">
        {m.outlets}
      </h2>
      <ul class="outlets">
        {outlets.map((outlet) => {
          const still = view.now.getTime() - outlet.lastPublishedAt.getTime() < stillMs
          const from = monthAndYear(outlet.firstPublishedAt)
          const to = monthAndYear(outlet.lastPublishedAt)
          return (
            <li>
              <a href={publisherPath(outlet.slug)}>
                <bdi>{outlet.name}</bdi>
              </a>
              <span class="role">
                {m.columnsCounted(outlet.columns)}
                {'\u00a0· '}
                {still ? m.since(from) : from === to ? from : m.outletSpan({ from, to })}
              </span>
              <span class="role">
                {m.lastColumn}{' '}
                <time datetime={outlet.lastPublishedAt.toISOString()}>{shortDate(outlet.lastPublishedAt)}</time>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function hostOf(link: string): string {
  return URL.canParse(link) ? new URL(link).hostname.replace(/^www\./, '') : link
}
