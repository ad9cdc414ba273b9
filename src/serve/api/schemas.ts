// What the interface for programs answers, as schemas: the answers are held to them by tests, and OpenAPI is made from them.
import { z } from 'zod'
import { topics } from '../../model/index.ts'

const moment = z.iso.datetime().describe('An instant in universal time')
const url = z.url()

const evidence = z
  .object({
    source: z.string().describe('Which kind of place said so, such as json-ld, byline, feed:dc:creator'),
    text: z.string().describe('As it stands there'),
    place: z.string().describe('A CSS selector, a JSON path or a feed field'),
  })
  .meta({ id: 'Evidence' })

const contributor = z
  .object({
    name: z.string(),
    address: url.describe('The page of this name here'),
    kind: z.string().describe('person, guest, cartoonist, editorial-board, agency, newsroom …'),
    confidence: z.number().min(0).max(1),
    evidence: z.array(evidence),
  })
  .meta({ id: 'Contributor' })

const rule = z
  .object({
    source: z.string().describe('robots-meta, x-robots-tag, tdmrep, country …'),
    agent: z.string().describe('Whom it addresses: * or a product token'),
    name: z.string(),
    value: z.string().nullable(),
    place: z.string().describe('Where it was read'),
    effect: z.string().describe('What follows from it, in plain words'),
    decisive: z.boolean().describe('Whether it set the bound'),
    readAt: moment,
  })
  .meta({ id: 'Rule' })

const publisher = z
  .object({ slug: z.string(), name: z.string(), address: url, terms: url, country: z.string().length(2) })
  .meta({ id: 'Publisher' })

export const column = z
  .object({
    id: z.int().positive(),
    address: url.describe('Its page here'),
    canonicalUrl: url.describe('Where it was published'),
    title: z.string(),
    excerpt: z.string().nullable().describe('As much as the rules allow; null when they allow none'),
    rights: z.string(),
    lang: z.string().describe('BCP 47'),
    dir: z.enum(['ltr', 'rtl']),
    kind: z.string(),
    access: z.enum(['free', 'paid', 'partly', 'unknown']),
    section: z.string().nullable(),
    topics: z.array(z.enum(topics)).describe('Named by its publisher’s labels, the most telling first'),
    words: z.int().nullable(),
    publisher,
    byline: z.string().nullable().describe('As printed'),
    contributors: z.array(contributor),
    publishedAt: moment,
    publishedKnown: z.boolean().describe('False when publishedAt is only the first time seen'),
    modifiedAt: moment.nullable(),
    collectedAt: moment,
    pageRead: z.boolean().describe('Whether its own page was read, or its feed alone'),
    rules: z.array(rule),
    revisions: z.array(
      z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable(), seenAt: moment }),
    ),
    views: z.int().nonnegative(),
    opens: z.int().nonnegative(),
  })
  .meta({ id: 'Column', description: 'One column: what is known of it, who says so, and which rules bound it' })

export const removed = z
  .object({
    id: z.int().positive(),
    publisher: z.object({ slug: z.string(), name: z.string() }),
    reason: z.string(),
    removedAt: moment,
  })
  .meta({ id: 'Removed', description: 'What stays of a column that may not be shown' })

export const publisherTerms = z
  .object({
    publisher,
    agreement: z
      .object({
        blocked: z.boolean().optional(),
        maxExcerptChars: z.int().optional(),
        mayImage: z.boolean().optional(),
      })
      .nullable()
      .describe('What was agreed with the publisher or decided by the operator'),
    columns: z.int().nonnegative().describe('How many of the newest columns were looked at'),
    rules: z.array(
      rule.omit({ agent: true, place: true }).extend({ columns: z.int().describe('Of the columns looked at') }),
    ),
    feeds: z.array(
      z.object({
        url,
        format: z.string().nullable(),
        visitedAt: moment.nullable(),
        intervalS: z.int().describe('Seconds between visits, learned'),
        goneAt: moment.nullable(),
      }),
    ),
    hosts: z.array(
      z.object({
        host: z.string(),
        robots: z.enum(['rules', 'allow-all', 'disallow-all']).nullable(),
        robotsStatus: z.int().nullable(),
        robotsReadAt: moment.nullable(),
        crawlDelayMs: z.int().nullable(),
      }),
    ),
    visits: z.object({
      days: z.int().describe('Over so many days'),
      total: z.int().nonnegative(),
      bytes: z.int().nonnegative(),
      notModified: z.number().min(0).max(1).nullable().describe('Share that was answered with 304'),
      byDay: z.array(z.object({ day: z.iso.date(), visits: z.int(), bytes: z.int() })),
      byOutcome: z.array(z.object({ purpose: z.string(), outcome: z.string(), visits: z.int(), bytes: z.int() })),
    }),
    change: url.describe('How to change it'),
  })
  .meta({ id: 'PublisherTerms', description: 'What we read from one publisher, and what follows from it' })

/** Source: RFC 9457. */
export const problem = z
  .object({ title: z.string(), status: z.int() })
  .meta({ id: 'Problem', description: 'Why there is no answer (RFC 9457)' })

export type ColumnAnswer = z.infer<typeof column>
export type RemovedAnswer = z.infer<typeof removed>
export type TermsAnswer = z.infer<typeof publisherTerms>
