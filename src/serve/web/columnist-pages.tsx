// The directory of writers, and the page of one: who they are, where they publish, and everything found of theirs.
import { outletMoves, type Biography, type ColumnistSummary, type Outlet } from '../../archive/index.ts'
import type { ColumnCard, Columnist, ColumnistId } from '../../model/index.ts'
import { withQuery } from '../http/query.ts'
import { columnistPath, publisherPath } from '../http/addresses.ts'
import { monthAndYear, shortDate } from './format.ts'
import { FollowButton } from './forms.tsx'
import { Nothing, Pager, River } from './lists.tsx'
import { messages as m } from './messages.ts'
import { Monogram } from './monogram.tsx'
import type { View } from './view.ts'

type DirectoryProps = {
  view: View
  /** Letters by script, each script in the order of its own alphabet. */
  alphabets: readonly (readonly string[])[]
  total: number
  initial: string | null
  query: string | null
  columnists: readonly ColumnistSummary[]
  next: string | null
  papers: PapersOf
}

export function DirectoryPage({ alphabets, total, initial, query, columnists, next, papers }: DirectoryProps) {
  return (
    <>
      <header class="page-head">
        <h1>{m.directoryTitle}</h1>
        <p>{m.directoryAbout(total)}</p>
      </header>
      <form class="find" role="search" aria-label={m.findColumnist} action="/columnists">
        <label for="find-columnist">{m.findColumnist}</label>
        <div>
          <input
            id="find-columnist"
            type="search"
            name="q"
            value={query ?? ''}
            maxlength={200}
            dir="auto"
            autocomplete="off"
          />
          <button type="submit">{m.find}</button>
        </div>
      </form>
      <nav class="letters" aria-label={m.letters}>
        {alphabets.map((letters) => (
          <ul>
            {letters.map((letter) => (
              <li>
                <a
                  href={withQuery('/columnists', { initial: letter })}
                  {...(letter === initial ? { 'aria-current': 'page' } : {})}
                >
                  {letter === '#' || letter === '' ? m.otherLetters : <bdi>{letter}</bdi>}
                </a>
              </li>
            ))}
          </ul>
        ))}
      </nav>
      {query !== null && <h2 class="section-title">{m.columnistsFor(query)}</h2>}
      {columnists.length === 0 ? (
        <Nothing>{query === null ? m.noColumns : m.noColumnistFor}</Nothing>
      ) : (
        <People people={columnists} papers={papers} />
      )}
      {next !== null && (
        <nav class="pager" aria-label={m.pages}>
          <a class="older" rel="next" href={next}>
            {m.moreNames} <span aria-hidden="true">↓</span>
          </a>
        </nav>
      )}
    </>
  )
}

/** Where each of those writes who share their name with another of the list. */
export type PapersOf = ReadonlyMap<ColumnistId, string>

export function People({ people, papers }: { people: readonly ColumnistSummary[]; papers?: PapersOf }) {
  return (
    <ul class="people wide">
      {people.map((one) => (
        <li>
          <a href={columnistPath(one.slug)}>
            <Monogram name={one.name} kind={one.kind} />
            <span>
              <bdi class="name">{one.name}</bdi>
              <span class="role">
                {one.kind !== 'person' && `${m.contributorKinds[one.kind]}, `}
                {m.columnsCounted(one.columns)}
                {papers?.has(one.id) && (
                  <>
                    {', '}
                    <bdi>{papers.get(one.id)}</bdi>
                  </>
                )}
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

type ColumnistPageProps = {
  view: View
  columnist: Columnist
  /** What a publisher says of them. */
  biography: Biography | undefined
  outlets: readonly Outlet[]
  /** Years with columns, latest first. */
  years: readonly number[]
  year: number | null
  cards: readonly ColumnCard[]
  older: string | null
  paged: boolean
  address: string
}

export function ColumnistPage({
  view,
  columnist,
  biography,
  outlets,
  years,
  year,
  cards,
  older,
  paged,
  address,
}: ColumnistPageProps) {
  const total = outlets.reduce((sum, outlet) => sum + outlet.columns, 0)
  return (
    <>
      <header class="page-head person">
        <Monogram name={columnist.name} kind={columnist.kind} large />
        <div>
          <p class="above">{m.contributorKinds[columnist.kind]}</p>
          <h1>
            <bdi>{columnist.name}</bdi>
          </h1>
          {biography !== undefined && (
            <p class="biography">
              <span lang={biography.lang} dir={biography.dir}>
                {biography.text}
              </span>{' '}
              <a class="source" href={biography.url}>
                <bdi>{m.copyright({ publisher: biography.publisherName })}</bdi>
              </a>
            </p>
          )}
          <p class="dateline">{m.columnsCounted(total)}</p>
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
      <div class="with-side">
        <section aria-labelledby="columns-title">
          <h2 id="columns-title" class="section-title">
            {m.columnsOf}
          </h2>
          {years.length > 1 && (
            <nav class="chips" aria-label={m.byYear}>
              {years.map((one) => (
                <a
                  href={withQuery(columnistPath(columnist.slug), { year: String(one) })}
                  {...(one === year ? { 'aria-current': 'page' } : {})}
                >
                  {one}
                </a>
              ))}
            </nav>
          )}
          {cards.length === 0 ? (
            <Nothing>{m.nothingListed}</Nothing>
          ) : (
            <River cards={cards} view={view} without="writer" />
          )}
          <Pager address={address} older={older} paged={paged} />
        </section>
        <div class="side">
          <Outlets outlets={outlets} view={view} />
          {columnist.links.length > 0 && (
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

/** A writer who has published there within this time is taken to be writing there still. */
const stillMs = 90 * 86_400_000

function Outlets({ outlets, view }: { outlets: readonly Outlet[]; view: View }) {
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
                {m.columnsCounted(outlet.columns)} ·{' '}
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
