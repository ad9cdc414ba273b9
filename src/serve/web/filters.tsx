// Filters of a list: they live in the address, are chosen in a form, shown as chips, and remembered on the device only when
// its reader asks for that. All of it without scripts.
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { columnKinds, topics, type Access, type ColumnKind, type LanguageTag, type Topic } from '../../model/index.ts'
import { noteOf } from '../http/page-note.ts'
import { accessParameter, kindParameter, languageParameter, topicParameter, withQuery } from '../http/query.ts'
import { drawnOnce } from './drawn.ts'
import { compareNames, languageName } from './format.ts'
import { messages as m } from './messages.ts'

export type ListFilter = {
  readonly lang: LanguageTag | null
  readonly topic: Topic | null
  /** `all` shows news and the rest beside opinion. */
  readonly kind: ColumnKind | 'all' | null
  readonly access: Access | null
}

export const noFilter: ListFilter = { lang: null, topic: null, kind: null, access: null }

/** Throws BadRequest for values that a filter cannot have. */
export function filterOf(c: Context): ListFilter {
  return { lang: languageParameter(c), topic: topicParameter(c), kind: kindParameter(c), access: accessParameter(c) }
}

/** Every parameter that sifts a list, those of the directories too. */
export const filterNames = ['lang', 'topic', 'kind', 'access', 'country'] as const

/** Whether a list of ours is to be sifted, which costs more than the list. Programs and searches are counted elsewhere. */
export function asksForFilter(c: Context): boolean {
  if (!c.req.raw.url.includes('?') || /^\/(?:api\/|search$|suggest$)/.test(c.req.path)) return false
  return filterNames.some((name) => (c.req.query(name) ?? '') !== '')
}

/** As parameters of an address. */
export function parametersOf({ lang, topic, kind, access }: ListFilter): Record<keyof ListFilter, string | null> {
  return { lang, topic, kind, access }
}

export function countOf(filter: ListFilter): number {
  return Object.values(filter).filter((value) => value !== null).length
}

const cookie = 'filters'
const year = 365 * 24 * 3600

/** The filters that the reader has asked this device to remember; null when none are, or when they are none of ours. */
export function keptFilter(c: Context): ListFilter | null {
  noteOf(c).consulted.add(cookie)
  const kept = new URLSearchParams(getCookie(c, cookie) ?? '')
  return readFilter((name) => kept.get(name) ?? '')
}

/** A filter from strangers' words, of which what a filter cannot have is left out; null when nothing remains. */
export function readFilter(valueOf: (name: keyof ListFilter) => string): ListFilter | null {
  const lang = valueOf('lang')
  const filter: ListFilter = {
    lang: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(lang) ? lang : null,
    topic: topics.find((one) => one === valueOf('topic')) ?? null,
    kind: [...columnKinds, 'all' as const].find((one) => one === valueOf('kind')) ?? null,
    access: (['free', 'paid'] as const).find((one) => one === valueOf('access')) ?? null,
  }
  return countOf(filter) === 0 ? null : filter
}

export function keepFilter(c: Context, filter: ListFilter, https: boolean): void {
  if (countOf(filter) === 0) return void deleteCookie(c, cookie, { path: '/', secure: https })
  const value = withQuery('', parametersOf(filter)).slice(1)
  setCookie(c, cookie, value, { path: '/', httpOnly: true, sameSite: 'Lax', secure: https, maxAge: year })
}

type FiltersProps = {
  /** Path of the list, without filters. */
  path: string
  filter: ListFilter
  languages: readonly LanguageTag[]
  /** A topic's own list is not filtered by topic. */
  withTopic?: boolean
}

const filterKinds: readonly ColumnKind[] = [
  'column',
  'editorial',
  'cartoon',
  'letter',
  'interview',
  'obituary',
  'podcast',
  'news',
]

/** A disclosure with one form. */
export function Filters(props: FiltersProps) {
  const { path, filter, languages, withTopic = true } = props
  const key = [path, ...Object.values(parametersOf(filter)), withTopic, ...languages].join(' ')
  return drawFilters(key, () => <DrawnFilters {...props} />)
}

const drawFilters = drawnOnce()

function DrawnFilters({ path, filter, languages, withTopic = true }: FiltersProps) {
  const { lang, topic, kind, access } = filter
  const choices = lang === null || languages.includes(lang) ? languages : [...languages, lang]
  const sorted = choices
    .map((tag) => ({ tag, name: languageName(tag) }))
    .toSorted((a, b) => compareNames(a.name, b.name))
  return (
    <details class="filters">
      <summary>{m.filtersOf(countOf(filter))}</summary>
      <form action={path}>
        {choices.length > 1 && (
          <label>
            {m.language}
            <select name="lang">
              <option value="">{m.allLanguages}</option>
              {sorted.map((one) => (
                <option value={one.tag} selected={one.tag === lang}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        )}
        {withTopic && (
          <label>
            {m.topic}
            <select name="topic">
              <option value="">{m.anyTopic}</option>
              {topics.map((one) => (
                <option value={one} selected={one === topic}>
                  {m.topics[one]}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {m.kind}
          <select name="kind">
            <option value="">{m.opinionKinds}</option>
            {filterKinds
              .filter((one) => withTopic || one !== 'news')
              .map((one) => (
                <option value={one} selected={one === kind}>
                  {m.kinds[one]}
                </option>
              ))}
            {withTopic && (
              <option value="all" selected={kind === 'all'}>
                {m.everyKind}
              </option>
            )}
          </select>
        </label>
        <label>
          {m.accessFilter}
          <select name="access">
            <option value="">{m.everyAccess}</option>
            {(['free', 'paid'] as const).map((one) => (
              <option value={one} selected={one === access}>
                {m.access[one]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{m.showFiltered}</button>
      </form>
    </details>
  )
}

type ChipsProps = {
  path: string
  filter: ListFilter
  /** What the device remembers; undefined where a list is not remembered. */
  kept?: ListFilter | null
}

/** The filters at work, each a link to the list without it, and whether the device remembers them. */
export function FilterChips({ path, filter, kept }: ChipsProps) {
  if (countOf(filter) === 0 && !kept) return null
  const names: Record<keyof ListFilter, string | null> = {
    lang: filter.lang === null ? null : languageName(filter.lang),
    topic: filter.topic === null ? null : m.topics[filter.topic],
    kind: filter.kind === null ? null : filter.kind === 'all' ? m.everyKind : m.kinds[filter.kind],
    access: filter.access === null ? null : m.access[filter.access],
  }
  // A remembered filter would come back by itself: the address says that it shall not.
  const plain = kept ? withQuery(path, { filters: 'off' }) : path
  const without = (key: keyof ListFilter): string => {
    const rest = { ...filter, [key]: null }
    return countOf(rest) === 0 ? plain : withQuery(path, parametersOf(rest))
  }
  const active = (Object.keys(names) as (keyof ListFilter)[]).flatMap((key) => {
    const name = names[key]
    return name === null ? [] : [{ key, name }]
  })
  const isKept = kept && JSON.stringify(parametersOf(kept)) === JSON.stringify(parametersOf(filter))
  return (
    <div class="at-work">
      {active.length > 0 && (
        <ul class="chips small" aria-label={m.filters}>
          {active.map(({ key, name }) => (
            <li>
              <a href={without(key)} aria-label={m.withoutFilter(name)}>
                <bdi>{name}</bdi> <span aria-hidden="true">×</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {kept !== undefined && (
        <form class="act quiet" method="post" action="/filters">
          {active.length > 0 &&
            !isKept &&
            Object.entries(parametersOf(filter)).map(
              ([name, value]) => value !== null && <input type="hidden" name={name} value={value} />,
            )}
          <input
            type="hidden"
            name="back"
            value={isKept || active.length === 0 ? path : withQuery(path, parametersOf(filter))}
          />
          {isKept && <span class="chosen">{m.keptFilters}</span>}
          <button type="submit">{isKept || active.length === 0 ? m.forgetFilters : m.keepFilters}</button>
        </form>
      )}
    </div>
  )
}
