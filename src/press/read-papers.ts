// Reads the papers as their invented writers left them: papers/<slug>/paper.json and columns.md.
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ColumnKind } from '../model/index.ts'
import { columnTraits, paperTraits, type ColumnTrait } from './traits.ts'
import { beards, hairs, type BodyPart, type Paper, type WrittenColumn } from './types.ts'

const folder = new URL('./papers/', import.meta.url)

/** All papers, or the named ones, each with its columns in the order of the file: newest first. */
export function readPapers(): { paper: Paper; columns: WrittenColumn[] }[] {
  const read = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .map((slug) => {
      const paper = readPaper(slug, readFileSync(new URL(`${slug}/paper.json`, folder), 'utf8'))
      return { paper, columns: readColumns(paper, readFileSync(new URL(`${slug}/columns.md`, folder), 'utf8')) }
    })
  const byAddress = new Map(
    read.flatMap(({ paper, columns }) => columns.map((column) => [`${paper.slug}/${column.slug}`, column] as const)),
  )
  return read.map(({ paper, columns }) => ({
    paper,
    columns: columns.map((column) => withCopiedText(column, byAddress)),
  }))
}

const paperSchema = z.strictObject({
  name: z.string(),
  tagline: z.string(),
  country: z.string().length(2),
  lang: z.string(),
  markup: z.enum(['json-ld', 'microdata', 'meta', 'visible', 'h-card', 'wordpress', 'data-island']),
  feed: z.strictObject({
    format: z.enum(['rss', 'atom', 'rdf', 'json', 'sitemap']),
    path: z.string().startsWith('/'),
    body: z.enum(['dek', 'lede', 'full', 'nothing']),
    creators: z.enum(['each', 'joined', 'mail']),
  }),
  columnPath: z.string().startsWith('/'),
  authorPath: z.string().startsWith('/'),
  sections: z.array(z.strictObject({ slug: z.string(), name: z.string() })).min(2),
  authors: z.array(
    z.strictObject({
      slug: z.string(),
      name: z.string(),
      sortName: z.string().exactOptional(),
      kind: z
        .enum(['person', 'guest', 'cartoonist', 'editorial-board', 'agency', 'newsroom', 'placeholder'])
        .default('person'),
      bio: z.string(),
      links: z.array(z.url()).exactOptional(),
      at: z.string().exactOptional(),
      portrait: z
        .strictObject({
          hair: z.enum(hairs),
          beard: z.enum(beards).exactOptional(),
          glasses: z.boolean().exactOptional(),
        })
        .exactOptional(),
    }),
  ),
  robots: z.array(z.string()).nullable(),
  terms: z.string(),
  colours: z.strictObject({ ink: z.string(), paper: z.string(), accent: z.string() }),
  font: z.enum(['serif', 'sans']),
  traits: z.array(z.enum(paperTraits)),
})

function readPaper(slug: string, text: string): Paper {
  const { robots, ...paper } = paperSchema.parse(JSON.parse(text))
  const dir = paper.lang === 'he' || paper.lang === 'ar' ? 'rtl' : 'ltr'
  return { ...paper, slug, dir, robots: robots && `${robots.join('\n')}\n` }
}

/** A column begins with `# Headline`, then `name: value` lines, an empty line, and its paragraphs. */
function readColumns(paper: Paper, text: string): WrittenColumn[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((block) => readColumn(paper, block))
}

const headSchema = z.strictObject({
  slug: z.string().exactOptional(),
  by: z.string(),
  section: z.string(),
  dek: z.string().exactOptional(),
  traits: z.string().exactOptional(),
  later: z.string().exactOptional(),
  'copy-of': z.string().exactOptional(),
  lang: z.string().exactOptional(),
  reserve: z.literal('yes').exactOptional(),
})

function readColumn(paper: Paper, block: string): WrittenColumn {
  const [top = '', ...paragraphs] = block.trim().split(/\n\s*\n/)
  const [headline = '', ...lines] = top.split('\n')
  const where = `${paper.slug}: ${headline}`
  const parsed = headSchema.safeParse(
    Object.fromEntries(lines.map((line) => /^([a-z-]+): *(.*)$/.exec(line)?.slice(1) ?? [line, ''])),
  )
  if (!parsed.success) throw new Error(`${where}: ${z.prettifyError(parsed.error)}`)
  const head = parsed.data
  const traits = listOf(head.traits).map((trait) => {
    const known = columnTraits.find((known) => known === trait)
    if (!known) throw new Error(`${where}: no trait ${trait}`)
    return known
  })
  const authors = listOf(head.by)
  for (const author of authors)
    if (!paper.authors.some(({ slug }) => slug === author)) throw new Error(`${where}: no author ${author}`)
  if (!paper.sections.some(({ slug }) => slug === head.section)) throw new Error(`${where}: no section ${head.section}`)
  const slug = head.slug ?? slugOf(headline)
  const lang = head.lang ?? paper.lang
  return {
    paper: paper.slug,
    slug,
    number: numberOf(`${paper.slug}/${slug}`),
    headline,
    laterHeadline: head.later ?? null,
    dek: head.dek ?? null,
    section: head.section,
    authors,
    lang,
    dir: lang === 'he' || lang === 'ar' ? 'rtl' : 'ltr',
    kind: kindOf(traits),
    access: accessOf(paper, traits),
    body: paragraphs.map(bodyPart),
    copyOf: head['copy-of'] ?? null,
    reserve: head.reserve === 'yes',
    traits,
  }
}

function bodyPart(paragraph: string): BodyPart {
  const [, mark, text = ''] = /^(?:\[(paid|nosnippet)\] )?([\s\S]*)$/.exec(paragraph.trim()) ?? []
  return { text: text.replaceAll(/\s+/g, ' '), kind: mark === 'paid' || mark === 'nosnippet' ? mark : 'plain' }
}

const kindByTrait: Readonly<Partial<Record<ColumnTrait, ColumnKind>>> = {
  editorial: 'editorial',
  cartoon: 'cartoon',
  agency: 'news',
  letter: 'letter',
  interview: 'interview',
  podcast: 'podcast',
}

function kindOf(traits: readonly ColumnTrait[]): ColumnKind {
  return traits.map((trait) => kindByTrait[trait]).find((kind) => kind !== undefined) ?? 'column'
}

/** Only styles that write schema.org data say that a piece is free. */
function accessOf(paper: Paper, traits: readonly ColumnTrait[]): WrittenColumn['access'] {
  if (traits.includes('paywalled')) return 'paid'
  if (traits.includes('partly-paid')) return 'partly'
  return paper.markup === 'json-ld' || paper.markup === 'data-island' ? 'free' : 'unknown'
}

function withCopiedText(column: WrittenColumn, byAddress: ReadonlyMap<string, WrittenColumn>): WrittenColumn {
  if (column.copyOf === null) return column
  const original = byAddress.get(column.copyOf)
  if (!original) throw new Error(`${column.paper}/${column.slug}: nothing to copy at ${column.copyOf}`)
  return { ...column, body: original.body }
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
}

/** Latin letters lose their marks; other scripts keep theirs. At most 70 characters, whole words. */
function slugOf(headline: string): string {
  const plain = headline
    .toLocaleLowerCase('en')
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/['’׳״"]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
  return plain.length <= 70 ? plain : plain.slice(0, plain.lastIndexOf('-', 70))
}

/** A stable number of six or seven digits for an address (FNV-1a). */
function numberOf(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return 100_000 + (hash % 8_999_999)
}
