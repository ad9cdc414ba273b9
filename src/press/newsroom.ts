// What the papers have put out so far and what they hold back: the only part of the press that changes.
import { printed, type Printed } from './printed.ts'
import { readPapers } from './read-papers.ts'
import type { ColumnTrait } from './traits.ts'
import type { Paper, PaperSlug, Press, PressEvent, PublishedColumn, WrittenColumn } from './types.ts'

export type Newsroom = Pick<Press, 'papers' | 'listPublished' | 'publish' | 'changeHeadline' | 'withdraw' | 'tick'> & {
  origin(slug: string): string
  print(column: PublishedColumn): Printed
  /** When anything of the paper last changed, whole seconds. */
  changedAt(slug: PaperSlug): Date
}

const dayMs = 86_400_000
/** The oldest column of a paper is about this old when the press starts. */
const historyDays = 420

export function openNewsroom(options: {
  papers?: readonly PaperSlug[]
  now: () => Date
  origin: (slug: string) => string
}): Newsroom {
  const { now, origin } = options
  const everything = readPapers()
  const printedPapers = everything.filter(({ paper }) => options.papers?.includes(paper.slug) ?? true)
  const unknown = options.papers?.find((slug) => !everything.some(({ paper }) => paper.slug === slug))
  if (unknown !== undefined) throw new Error(`The demo press has no paper ${unknown}.`)
  const allPapers = everything.map(({ paper }) => paper)
  const papers = printedPapers.map(({ paper }) => paper)
  const startedAt = now()

  const published: PublishedColumn[] = []
  const reserve: WrittenColumn[] = []
  const changes = new Map<PaperSlug, Date>()
  for (const { columns } of printedPapers) {
    const out = columns.filter((column) => !column.reserve)
    reserve.push(...columns.filter((column) => column.reserve))
    for (const [index, column] of out.entries())
      published.push(putOut(column, firstDate(column, index, out.length, startedAt)))
  }
  for (const [index, column] of published.entries()) published[index] = afterItsOriginal(column)
  sort()
  for (const { slug } of papers) changes.set(slug, wholeSeconds(startedAt))

  function putOut(column: WrittenColumn, at: Date): PublishedColumn {
    const paper = paperOf(column.paper)
    const url = urlOf(paper, column)
    return {
      ...column,
      url,
      canonicalUrl: canonicalOf(column, url),
      title: column.headline,
      publishedAt: column.traits.includes('date-missing')
        ? null
        : column.traits.includes('date-in-2099')
          ? new Date('2099-01-01T08:00:00Z')
          : at,
      putOutAt: at,
      modifiedAt: null,
      withdrawnAt: null,
    }
  }

  function urlOf(paper: Paper, column: WrittenColumn): string {
    const path = paper.columnPath
      .replace('{section}', column.section)
      .replace('{slug}', column.slug)
      .replace('{number}', String(column.number))
    return origin(paper.slug) + encodeURI(path)
  }

  function canonicalOf(column: WrittenColumn, url: string): string {
    if (column.copyOf === null || !column.traits.includes('copy-names-original')) return url
    const original = everything
      .flatMap(({ columns }) => columns)
      .find(({ paper, slug }) => `${paper}/${slug}` === column.copyOf)
    return original ? urlOf(paperOf(original.paper), original) : url
  }

  function paperOf(slug: PaperSlug): Paper {
    const paper = allPapers.find((paper) => paper.slug === slug)
    if (!paper) throw new Error(`The demo press has no paper ${slug}.`)
    return paper
  }

  /** A copy appears the day after its original, if there was a day since. */
  function afterItsOriginal(column: PublishedColumn): PublishedColumn {
    const original = published.find(({ paper, slug }) => `${paper}/${slug}` === column.copyOf)
    if (!original || original.putOutAt < column.putOutAt) return column
    const at = new Date(Math.min(original.putOutAt.getTime() + dayMs, wholeSeconds(startedAt).getTime()))
    return { ...column, putOutAt: at, publishedAt: column.publishedAt && at }
  }

  function sort(): void {
    published.sort((a, b) => b.putOutAt.getTime() - a.putOutAt.getTime() || a.number - b.number)
  }

  /** Always later than before by a second at least, so that Last-Modified tells. */
  function touch(slug: PaperSlug): void {
    const before = changes.get(slug)?.getTime() ?? 0
    changes.set(slug, new Date(Math.max(before + 1000, wholeSeconds(now()).getTime())))
  }

  function replace(column: PublishedColumn, changed: Partial<PublishedColumn>): PublishedColumn {
    const next = { ...column, ...changed }
    published[published.indexOf(column)] = next
    touch(column.paper)
    return next
  }

  /** The named column, else the first that is labelled and still as it was. */
  function choose(
    trait: ColumnTrait,
    isNew: (column: PublishedColumn) => boolean,
    slug?: PaperSlug,
    columnSlug?: string,
  ) {
    const candidates = published.filter(
      (column) => column.withdrawnAt === null && (slug === undefined || column.paper === slug),
    )
    if (columnSlug !== undefined) return candidates.find((column) => column.slug === columnSlug)
    return candidates.find((column) => column.traits.includes(trait) && isNew(column))
  }

  const newsroom: Newsroom = {
    papers,
    origin,
    print: (column) => printed(paperOf(column.paper), column, origin, allPapers),
    changedAt: (slug) => changes.get(slug) ?? wholeSeconds(startedAt),
    listPublished: (slug) =>
      slug === undefined ? [...published] : published.filter((column) => column.paper === slug),

    publish(slug, columnSlug) {
      const index = reserve.findIndex(
        (column) =>
          (slug === undefined || column.paper === slug) && (columnSlug === undefined || column.slug === columnSlug),
      )
      const [written] = index < 0 ? [] : reserve.splice(index, 1)
      if (!written) return undefined
      const column = putOut(written, wholeSeconds(now()))
      published.push(column)
      sort()
      touch(column.paper)
      return column
    },

    changeHeadline(slug, columnSlug, headline) {
      const column = choose('headline-changes', ({ modifiedAt }) => modifiedAt === null, slug, columnSlug)
      const title = headline ?? column?.laterHeadline
      if (!column || title === undefined || title === null) return { kind: 'nothing-left' }
      return {
        kind: 'headline-changed',
        column: replace(column, { title, modifiedAt: wholeSeconds(now()) }),
        before: column.title,
      }
    },

    withdraw(slug, columnSlug) {
      const column = choose('withdrawn-later', () => true, slug, columnSlug)
      if (!column) return { kind: 'nothing-left' }
      return { kind: 'withdrawn', column: replace(column, { withdrawnAt: wholeSeconds(now()) }) }
    },

    tick(random = Math.random) {
      const chance = random()
      const event = chance < 0.08 ? newsroom.withdraw() : chance < 0.25 ? newsroom.changeHeadline() : publishOne(random)
      return event.kind === 'nothing-left' ? publishOne(random) : event
    },
  }

  function publishOne(random: () => number): PressEvent {
    const waiting = [...new Set(reserve.map(({ paper }) => paper))]
    const column = newsroom.publish(waiting[Math.floor(random() * waiting.length)])
    if (column) return { kind: 'published', column }
    const changed = newsroom.changeHeadline()
    return changed.kind === 'nothing-left' ? newsroom.withdraw() : changed
  }

  return newsroom
}

/** Newest first in the file; the ages grow with the square of the place, so that the last weeks are the densest. */
function firstDate(column: WrittenColumn, index: number, count: number, startedAt: Date): Date {
  const noise = (column.number % 1000) / 1000
  const ageDays = historyDays * (index / count) ** 2 + 0.1 + noise
  return wholeSeconds(new Date(startedAt.getTime() - ageDays * dayMs))
}

function wholeSeconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000)
}
