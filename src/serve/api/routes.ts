// `/api/v1`: what the site knows, for programs. Reads only; every answer is typed with the schema that describes it.
import type { Context, Hono } from 'hono'
import { BadRequest } from '../../base/index.ts'
import {
  describeTerms,
  findColumn,
  findPublisherBySlug,
  type ColumnDetail,
  type Db,
  type PublisherTerms,
  type Tombstone,
} from '../../archive/index.ts'
import type { ColumnId, Publisher } from '../../model/index.ts'
import { columnistPath, columnPath, publisherPath, termsPath } from '../http/addresses.ts'
import { HttpProblem, notFound, statusOf } from '../http/problem.ts'
import { idOf } from '../http/query.ts'
import { openApi } from './openapi.ts'
import type { ColumnAnswer, RemovedAnswer, TermsAnswer } from './schemas.ts'

export type ApiDeps = {
  readonly db: Db
  /** Without a trailing slash. */
  readonly publicUrl: string
  readonly version: string
  readonly now: () => Date
}

const termsDays = 30

export function routeApi(app: Hono, deps: ApiDeps): void {
  const description = openApi(deps.publicUrl, deps.version)
  app.get('/api/v1/openapi.json', (c) => answer(c, description))
  app.get('/api/v1/columns/:id', (c) => orProblem(() => columnAnswer(c, deps)))
  app.get('/api/v1/publishers/:slug/terms', (c) => orProblem(() => termsAnswer(c, deps)))
}

async function columnAnswer(c: Context, { db, publicUrl }: ApiDeps): Promise<Response> {
  const id = idOf(c.req.param('id') ?? '') as ColumnId | null
  const finding = id === null ? undefined : await findColumn(db, id)
  if (finding === undefined) throw notFound('There is no column of this number.')
  switch (finding.kind) {
    case 'moved':
      return c.redirect(`/api/v1/columns/${finding.id}`, 301)
    case 'tombstone':
      return answer(c, removedOf(finding.tombstone), 410)
    case 'found':
      return answer(c, columnOf(finding.column, publicUrl))
  }
}

async function termsAnswer(c: Context, { db, publicUrl, now }: ApiDeps): Promise<Response> {
  const found = await findPublisherBySlug(db, c.req.param('slug') ?? '')
  if (found === undefined) throw notFound('There is no publisher of this name.')
  if (found.kind === 'moved') return c.redirect(`/api/v1/publishers/${encodeURIComponent(found.slug)}/terms`, 301)
  const since = new Date(now().getTime() - termsDays * 86_400_000)
  return answer(c, termsOf(found.value, await describeTerms(db, found.value.id, since), publicUrl))
}

function columnOf(column: ColumnDetail, publicUrl: string): ColumnAnswer {
  return {
    id: column.id,
    address: `${publicUrl}${columnPath(column)}`,
    canonicalUrl: column.canonicalUrl,
    title: column.title,
    excerpt: column.fullExcerpt,
    rights: `© ${column.publisherName}`,
    lang: column.lang,
    dir: column.dir,
    kind: column.kind,
    access: column.access,
    section: column.section,
    topics: [...column.topics],
    words: column.words,
    publisher: publisherOf(
      { slug: column.publisherSlug, name: column.publisherName, country: column.country },
      publicUrl,
    ),
    byline: column.byline,
    contributors: column.credits.map((credit) => ({
      name: credit.name,
      address: `${publicUrl}${columnistPath(credit.slug)}`,
      kind: credit.kind,
      confidence: credit.confidence,
      evidence: credit.evidence.map(({ source, text, selector }) => ({ source, text, place: selector })),
    })),
    publishedAt: column.publishedAt.toISOString(),
    publishedKnown: column.publishedKnown,
    modifiedAt: column.modifiedAt?.toISOString() ?? null,
    collectedAt: column.collectedAt.toISOString(),
    pageRead: column.pageRead,
    rules: column.rules.map(({ source, agent, name, value, place, effect, decisive, readAt }) => ({
      source,
      agent,
      name,
      value,
      place,
      effect,
      decisive,
      readAt: readAt.toISOString(),
    })),
    revisions: column.revisions.map(({ field, before, after, seenAt }) => ({
      field,
      before,
      after,
      seenAt: seenAt.toISOString(),
    })),
    views: column.views,
    opens: column.opens,
  }
}

function removedOf(tombstone: Tombstone): RemovedAnswer {
  return {
    id: tombstone.id,
    publisher: { slug: tombstone.publisherSlug, name: tombstone.publisherName },
    reason: tombstone.reason,
    removedAt: tombstone.takenAt.toISOString(),
  }
}

function termsOf(publisher: Publisher, terms: PublisherTerms, publicUrl: string): TermsAnswer {
  const total = sumOf(terms.visits.map((one) => one.visits))
  const unchanged = sumOf(terms.visits.filter((one) => one.outcome === 'not-modified').map((one) => one.visits))
  const { agreement } = publisher
  return {
    publisher: publisherOf(publisher, publicUrl),
    agreement:
      agreement === null
        ? null
        : {
            ...(agreement.blocked === undefined ? {} : { blocked: agreement.blocked }),
            ...(agreement.maxExcerptChars === undefined ? {} : { maxExcerptChars: agreement.maxExcerptChars }),
            ...(agreement.mayImage === undefined ? {} : { mayImage: agreement.mayImage }),
          },
    columns: terms.columns,
    rules: terms.rules.map(({ source, name, value, effect, decisive, columns, readAt }) => ({
      source,
      name,
      value,
      effect,
      decisive,
      columns,
      readAt: readAt.toISOString(),
    })),
    feeds: terms.feeds.map(({ url, format, visitedAt, intervalS, goneAt }) => ({
      url,
      format,
      visitedAt: visitedAt?.toISOString() ?? null,
      intervalS,
      goneAt: goneAt?.toISOString() ?? null,
    })),
    hosts: terms.hosts.map(({ host, robots, robotsStatus, robotsReadAt, crawlDelayMs }) => ({
      host,
      robots: robots as TermsAnswer['hosts'][number]['robots'],
      robotsStatus,
      robotsReadAt: robotsReadAt?.toISOString() ?? null,
      crawlDelayMs,
    })),
    visits: {
      days: termsDays,
      total,
      bytes: sumOf(terms.visits.map((one) => one.bytes)),
      notModified: total === 0 ? null : unchanged / total,
      byDay: terms.days.map(({ day, visits, bytes }) => ({ day, visits, bytes })),
      byOutcome: terms.visits.map(({ purpose, outcome, visits, bytes }) => ({ purpose, outcome, visits, bytes })),
    },
    change: `${publicUrl}/about/terms`,
  }
}

function publisherOf(
  { slug, name, country }: Pick<Publisher, 'slug' | 'name' | 'country'>,
  publicUrl: string,
): ColumnAnswer['publisher'] {
  return {
    slug,
    name,
    address: `${publicUrl}${publisherPath(slug)}`,
    terms: `${publicUrl}${termsPath(slug)}`,
    country,
  }
}

function answer(c: Context, body: object, status: 200 | 410 = 200): Response {
  return c.body(JSON.stringify(body), status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache',
    'Access-Control-Allow-Origin': '*',
  })
}

/** What goes wrong is told to programs as a problem document. Our own faults go on to the site's log. Source: RFC 9457. */
async function orProblem(give: () => Promise<Response>): Promise<Response> {
  try {
    return await give()
  } catch (error) {
    if (!(error instanceof HttpProblem || error instanceof BadRequest)) throw error
    const status = statusOf(error)
    return new Response(JSON.stringify({ title: error.message, status }), {
      status,
      headers: {
        'Content-Type': 'application/problem+json',
        'Cache-Control': 'no-store',
        'Access-Control-Allow-Origin': '*',
      },
    })
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}
