// `/columnists`: the directory, whole or one part of it.
import type { Context, Hono } from 'hono'
import {
  decodeNameCursor,
  encodeNameCursor,
  findPortraits,
  findPublisherBySlug,
  listColumnists,
  listColumnistsIn,
  listColumnistsOnTopic,
  listInitials,
  listNewColumnists,
  listPopularColumnists,
  suggestColumnists,
  type ColumnistSummary,
  type NameCursor,
} from '../../archive/index.ts'
import type { Publisher } from '../../model/index.ts'
import { formatOf } from '../http/format.ts'
import { notFound } from '../http/problem.ts'
import type { Lasting } from '../http/remembered-answers.ts'
import { countryParameter, textParameter, topicParameter, withQuery } from '../http/query.ts'
import { showOpml, showPage, viewOf, type Desk } from './desk.ts'
import { DirectoryPage, titleOf, type DirectoryPart } from './directory-page.tsx'
import { messages as m } from './messages.ts'
import { papersOfNamesakes } from './namesakes.ts'

const namesOnPage = 60
const namesInOpml = 500
const suggestions = 40
const featured = 12
/** For which the letters, who is read now and whom we met last are remembered: each asks thousands of rows. */
const lasting: Lasting = { maxAgeMs: 60_000 }

export function routeDirectory(app: Hono, desk: Desk): void {
  const featuredOf = {
    initials: desk.remember(() => listInitials(desk.db, {}), lasting),
    readNow: desk.remember(() => listPopularColumnists(desk.db, desk.now(), featured), lasting),
    newlyFound: desk.remember(() => listNewColumnists(desk.db, featured), lasting),
  }
  app.get('/columnists', (c) => directory(c, desk, featuredOf))
}

type Featured = {
  readonly initials: () => ReturnType<typeof listInitials>
  readonly readNow: () => Promise<ColumnistSummary[]>
  readonly newlyFound: () => Promise<ColumnistSummary[]>
}

async function directory(c: Context, desk: Desk, featuredOf: Featured): Promise<Response> {
  const { part, publisher } = await partOf(c, desk)
  const after = textParameter(c, 'after', 1000)
  const opml = formatOf(c) === 'opml'
  const request = {
    limit: opml ? namesInOpml : namesOnPage,
    ...(after === null ? {} : { after: decodeNameCursor(after) }),
  }
  const isFirst = part.by === 'name' && after === null
  const [initials, page, readNow, newlyFound] = await Promise.all([
    featuredOf.initials(),
    listPart(desk, part, publisher, request),
    isFirst && !opml ? featuredOf.readNow() : [],
    isFirst && !opml ? featuredOf.newlyFound() : [],
  ])
  const address = withQuery('/columnists', {
    initial: part.by === 'initial' ? part.initial : null,
    country: part.by === 'country' ? part.country : null,
    publisher: publisher?.slug ?? null,
    topic: part.by === 'topic' ? part.topic : null,
  })
  const title = titleOf(part) ?? (part.by === 'initial' ? m.columnistsIn(part.initial) : m.directoryTitle)
  if (opml) return showOpml(c, desk, { title, columnists: page.items })
  const shown = [...page.items, ...readNow, ...newlyFound]
  const [view, papers, portraits] = await Promise.all([
    viewOf(desk, c),
    papersOfNamesakes(desk.db, page.items),
    findPortraits(desk.db, [...new Set(shown.map(({ id }) => id))]),
  ])
  return showPage(
    c,
    view,
    {
      title,
      canonical: withQuery(address, { after }),
      feeds: [{ format: 'opml', href: `/columnists.opml${address.slice('/columnists'.length)}`, title }],
      ...(part.by === 'query' ? { indexed: false } : {}),
    },
    <DirectoryPage
      view={view}
      part={part}
      papers={papers}
      portraits={portraits}
      alphabets={byScript(initials.map((one) => one.initial)).map((letters) => mostUsed(letters, initials))}
      total={initials.reduce((sum, one) => sum + one.columnists, 0)}
      columnists={page.items}
      next={page.next === null ? null : withQuery(address, { after: encodeNameCursor(page.next) })}
      readNow={readNow}
      newlyFound={newlyFound}
    />,
  )
}

/** The part that the address asks for; the first of its parameters decides. */
async function partOf(c: Context, desk: Desk): Promise<{ part: DirectoryPart; publisher: Publisher | null }> {
  const query = textParameter(c, 'q', 200)
  if (query !== null) return { part: { by: 'query', query }, publisher: null }
  const initial = textParameter(c, 'initial', 8)
  if (initial !== null) return { part: { by: 'initial', initial }, publisher: null }
  const country = countryParameter(c)
  if (country !== null) return { part: { by: 'country', country }, publisher: null }
  const slug = textParameter(c, 'publisher', 200)
  if (slug !== null) {
    const found = await findPublisherBySlug(desk.db, slug)
    if (found?.kind !== 'found') throw notFound()
    return { part: { by: 'publisher', name: found.value.name }, publisher: found.value }
  }
  const topic = topicParameter(c)
  return { part: topic === null ? { by: 'name' } : { by: 'topic', topic }, publisher: null }
}

/** Letters of one script at most: scripts of thousands of characters have their most used ones, and the search for all. */
const lettersAtMost = 200

function mostUsed(letters: readonly string[], initials: readonly { initial: string; columnists: number }[]): string[] {
  if (letters.length <= lettersAtMost) return [...letters]
  const counts = new Map(initials.map((one) => [one.initial, one.columnists]))
  const chosen = new Set(
    letters.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)).slice(0, lettersAtMost),
  )
  return letters.filter((letter) => chosen.has(letter))
}

type Names = { items: readonly ColumnistSummary[]; next: NameCursor | null }

async function listPart(
  { db }: Desk,
  part: DirectoryPart,
  publisher: Publisher | null,
  request: { limit: number; after?: NameCursor },
): Promise<Names> {
  if (publisher !== null) return listColumnistsIn(db, { publisherId: publisher.id }, request)
  if (part.by === 'country') return listColumnistsIn(db, { country: part.country }, request)
  if (part.by === 'query') return { items: await suggestColumnists(db, part.query, suggestions), next: null }
  if (part.by === 'topic') return { items: await listColumnistsOnTopic(db, part.topic, namesOnPage), next: null }
  return listColumnists(db, part.by === 'initial' ? { initial: part.initial } : {}, request)
}

/** Scripts and the language whose alphabet orders their letters. */
const scripts = [
  ['Latin', 'en'],
  ['Greek', 'el'],
  ['Cyrillic', 'ru'],
  ['Hebrew', 'he'],
  ['Arabic', 'ar'],
  ['Devanagari', 'hi'],
  ['Hiragana', 'ja'],
  ['Katakana', 'ja'],
  ['Han', 'zh'],
  ['Hangul', 'ko'],
] as const
const patterns = scripts.map(([script]) => new RegExp(`\\p{Script=${script}}`, 'u'))
const collators = scripts.map(([, language]) => new Intl.Collator(language))
const rest = new Intl.Collator('und')

/** The letters there are, each script's in its own order; what belongs to no script we know comes last. */
export function byScript(letters: readonly string[]): string[][] {
  const groups = Map.groupBy(letters, (letter) => {
    const found = patterns.findIndex((pattern) => pattern.test(letter))
    return found === -1 ? scripts.length : found
  })
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([script, group]) => group.toSorted((collators[script] ?? rest).compare))
}
