// The directory of writers: by letter, country and topic, who is read now, whom we met last.
import type { ColumnistSummary, EditionChoice } from '../../archive/index.ts'
import { topics, type CountryCode, type Topic } from '../../model/index.ts'
import { withQuery } from '../http/query.ts'
import { compareNames, placeName } from './format.ts'
import { Nothing } from './lists.tsx'
import { FindForm } from './find-form.tsx'
import { messages as m } from './messages.ts'
import type { PortraitsOf } from './face.tsx'
import { People, type PapersOf } from './people.tsx'
import type { View } from './view.ts'

/** What the list below holds. */
export type DirectoryPart =
  | { readonly by: 'name' }
  | { readonly by: 'initial'; readonly initial: string }
  | { readonly by: 'query'; readonly query: string }
  | { readonly by: 'country'; readonly country: CountryCode }
  | { readonly by: 'publisher'; readonly name: string }
  | { readonly by: 'topic'; readonly topic: Topic }

type DirectoryProps = {
  view: View
  part: DirectoryPart
  /** Letters by script, each script in the order of its own alphabet. */
  alphabets: readonly (readonly string[])[]
  total: number
  columnists: readonly ColumnistSummary[]
  next: string | null
  papers: PapersOf
  portraits: PortraitsOf
  /** On the directory's first page alone. */
  readNow: readonly ColumnistSummary[]
  newlyFound: readonly ColumnistSummary[]
}

export function DirectoryPage(props: DirectoryProps) {
  const { view, part, total, columnists, next, papers, portraits, readNow, newlyFound } = props
  const isFirst = part.by === 'name'
  const title = titleOf(part)
  return (
    <>
      <header class="page-head">
        <h1>{title ?? m.directoryTitle}</h1>
        {title === null ? (
          <p>{m.directoryAbout(total)}</p>
        ) : (
          <p>
            <a href="/columnists">{m.wholeDirectory}</a>
          </p>
        )}
      </header>
      <FindForm
        what="columnists"
        label={m.findColumnist}
        suggestions={m.suggestedColumnists}
        button={m.find}
        query={part.by === 'query' ? part.query : ''}
      />
      <Letters alphabets={props.alphabets} initial={part.by === 'initial' ? part.initial : null} />
      <div class="browse">
        <Countries editions={view.editions} country={part.by === 'country' ? part.country : null} />
        <Topics topic={part.by === 'topic' ? part.topic : null} />
      </div>
      {readNow.length > 0 && (
        <section aria-labelledby="read-now">
          <h2 id="read-now" class="section-title">
            {m.readNow}
          </h2>
          <p class="role">{m.readNowAbout}</p>
          <People people={readNow} portraits={portraits} />
        </section>
      )}
      {newlyFound.length > 0 && (
        <section aria-labelledby="newly-found">
          <h2 id="newly-found" class="section-title">
            {m.newlyFound}
          </h2>
          <People people={newlyFound} portraits={portraits} />
        </section>
      )}
      {isFirst && columnists.length > 0 && <h2 class="section-title">{m.byName}</h2>}
      {columnists.length === 0 ? (
        <Nothing>{part.by === 'query' ? m.noColumnistFor : m.noColumns}</Nothing>
      ) : (
        <People people={columnists} papers={papers} portraits={portraits} />
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

export function titleOf(part: DirectoryPart): string | null {
  if (part.by === 'query') return m.columnistsFor(part.query)
  if (part.by === 'country') return m.columnistsIn(placeName(part.country))
  if (part.by === 'publisher') return m.columnistsOf(part.name)
  if (part.by === 'topic') return m.columnistsOn(m.topics[part.topic])
  return null
}

/** Letters of one script that stand open; scripts with thousands of characters keep the rest behind a disclosure. */
const lettersShown = 48

function Letters({ alphabets, initial }: { alphabets: readonly (readonly string[])[]; initial: string | null }) {
  const letter = (one: string) => (
    <li>
      <a href={withQuery('/columnists', { initial: one })} {...(one === initial ? { 'aria-current': 'page' } : {})}>
        {one === '#' || one === '' ? m.otherLetters : <bdi>{one}</bdi>}
      </a>
    </li>
  )
  return (
    <nav class="letters" aria-label={m.letters}>
      {alphabets.map((letters) => (
        <>
          <ul>{letters.slice(0, lettersShown).map(letter)}</ul>
          {letters.length > lettersShown && (
            <details>
              <summary>{m.moreLetters}</summary>
              <ul>{letters.slice(lettersShown).map(letter)}</ul>
            </details>
          )}
        </>
      ))}
    </nav>
  )
}

function Countries({ editions, country }: { editions: readonly EditionChoice[]; country: CountryCode | null }) {
  if (editions.length < 2) return null
  const choices = editions
    .map(({ id }) => ({ id, name: placeName(id) }))
    .toSorted((a, b) => compareNames(a.name, b.name))
  return (
    <details {...(country === null ? {} : { open: true })}>
      <summary>{m.byCountry}</summary>
      <ul class="chips">
        {choices.map(({ id, name }) => (
          <li>
            <a href={withQuery('/columnists', { country: id })} {...(id === country ? { 'aria-current': 'page' } : {})}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Topics({ topic }: { topic: Topic | null }) {
  return (
    <details {...(topic === null ? {} : { open: true })}>
      <summary>{m.byTopic}</summary>
      <ul class="chips">
        {topics.map((one) => (
          <li>
            <a href={withQuery('/columnists', { topic: one })} {...(one === topic ? { 'aria-current': 'page' } : {})}>
              {m.topics[one]}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
