// `colonnade inspect`: what we know of a page, a feed, a robots.txt or a text, printed. A contract: docs/commands.md.
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { gunzipSync } from 'node:zlib'
import { findQuotes } from '../attribute/index.ts'
import { isAllowed, parseRobots } from '../collect/index.ts'
import { readConfig } from '../config.ts'
import { personKinds } from '../model/index.ts'
import { decodeText, loadLanguageDetector, parseFeed, type LanguageDetector } from '../parse/index.ts'
import { inspectPage, type Inspection } from '../pipeline/index.ts'
import { createGuardedClient } from './collecting.ts'
import { CommandError, print, printJson } from './out.ts'
import type { InspectOptions } from './program.ts'

export async function inspect(target: string | undefined, options: InspectOptions): Promise<void> {
  if (options.robots !== undefined) return inspectRobots(options.robots, options)
  if (options.feed !== undefined) return inspectFeed(options.feed, options)
  if (options.jsonl === true) return inspectLines(target, options)
  if (options.quotes === true) throw new CommandError('--quotes reads lines: add --jsonl.')
  if (target === undefined) throw new CommandError('Name a file or an address to inspect.')
  const detector = await loadLanguageDetector()
  const { html, url, headers } = isAddress(target) ? await visit(target) : await readPage(target, options.url)
  const found = inspectOne(html, { url, headers, options, detector })
  if (options.json === true) printJson(found)
  else printFound(found)
}

/** The contract's shape of one page. */
type Found = ReturnType<typeof toFound>

function toFound(inspection: Inspection) {
  return {
    url: inspection.facts.url,
    canonicalUrl: inspection.canonicalUrl,
    title: inspection.title,
    dek: inspection.dek,
    contributors: inspection.contributors.map(({ name, kind, url, evidence, confidence }) => ({
      name,
      kind,
      url,
      evidence,
      confidence: Math.round(confidence * 100) / 100,
    })),
    byline: inspection.byline,
    needsReview: inspection.needsReview,
    publisher: inspection.publisher,
    section: inspection.section,
    kind: inspection.kind,
    /** The day as the publisher's own clock or print has it. */
    publishedOn: inspection.facts.publishedOn ?? null,
    publishedAt: byClock(inspection.publishedAt, inspection.facts.publishedOffsetMinutes),
    modifiedAt: byClock(inspection.modifiedAt, inspection.facts.modifiedOffsetMinutes),
    lang: inspection.lang,
    dir: inspection.dir,
    access: inspection.access,
    excerpt: inspection.excerpt,
    rules: inspection.terms.ledger,
    image: inspection.image,
    words: inspection.words,
    problems: inspection.facts.problems,
  }
}

/** RFC 3339 by the publisher's clock, `2024-05-03T23:30:00+02:00`; in UTC, with `Z`, when the page does not say which it is. */
function byClock(at: Date | null, offsetMinutes: number | null | undefined): string | null {
  if (at === null) return null
  const offset = offsetMinutes ?? 0
  const local = new Date(at.getTime() + offset * 60_000).toISOString().replace('.000Z', 'Z')
  if (offset === 0) return local
  const minutes = Math.abs(offset)
  const pad = (value: number) => String(value).padStart(2, '0')
  return local.replace('Z', `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`)
}

type Page = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly options: InspectOptions
  readonly detector: LanguageDetector
}

function inspectOne(html: string, { url, headers, options, detector }: Page): Found {
  return toFound(
    inspectPage(html, {
      url,
      headers,
      detector,
      now: new Date(),
      country: options.country ?? null,
      maskPaywall: options.maskPaywall ?? false,
    }),
  )
}

async function inspectLines(file: string | undefined, options: InspectOptions): Promise<void> {
  const detector = await loadLanguageDetector()
  const input = file === undefined || file === '-' ? process.stdin : createReadStream(file)
  const folder = file === undefined || file === '-' ? '.' : dirname(file)
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const answer = await answerLine(line, folder, options, detector)
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) {
      await new Promise((drained) => process.stdout.once('drain', drained))
    }
  }
}

/** A line that cannot be read is answered in its place, so that the others keep theirs. */
async function answerLine(
  line: string,
  folder: string,
  options: InspectOptions,
  detector: LanguageDetector,
): Promise<object> {
  const asked = parseLine(line)
  if (asked === null) return { id: null, error: 'this line is not a JSON object' }
  if (options.quotes === true) {
    if (typeof asked.text !== 'string') return { id: asked.id, error: 'this line has no text' }
    return { id: asked.id, quotes: findQuotes(asked.text, typeof asked.lang === 'string' ? asked.lang : 'und') }
  }
  if (typeof asked.file !== 'string') return { id: asked.id, error: 'this line names no file' }
  try {
    const page = await readPage(asked.file, typeof asked.url === 'string' ? asked.url : undefined, folder)
    const found = inspectOne(page.html, { ...page, options, detector })
    const persons = found.contributors.filter(({ kind }) => personKinds.has(kind)).map(({ name }) => name)
    return { id: asked.id, persons, ...found }
  } catch (error) {
    if (error instanceof CommandError) return { id: asked.id, error: error.message }
    throw error
  }
}

type AskedLine = { id: unknown; url?: unknown; file?: unknown; text?: unknown; lang?: unknown }

function parseLine(line: string): AskedLine | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { id: null, ...value } : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

async function inspectFeed(file: string, options: InspectOptions): Promise<void> {
  const url = options.url ?? `file:///${file}`
  const reading = parseFeed(await readBytes(file), {
    url,
    contentType: null,
    charset: null,
    elements: options.elements === true,
  })
  if (reading.kind === 'not-a-feed') {
    if (options.json !== true) throw new CommandError(`${file} is not a feed: ${reading.problem}`)
    printJson(reading)
    process.exitCode = 1
    return
  }
  if (options.json === true) return printJson(reading.feed)
  const { feed } = reading
  print(`${feed.title ?? '(no title)'} · ${feed.format} · ${feed.entries.length} entries`)
  for (const entry of feed.entries) {
    print(`${entry.publishedAt?.toISOString().slice(0, 16) ?? '(no date)       '}  ${entry.title}`)
    print(`                  ${entry.url ?? '(no address)'}`)
    for (const claim of entry.claims) print(`                  ${claim.source}: ${claim.text}`)
  }
  for (const problem of feed.problems) print(`! ${problem}`)
}

async function inspectRobots(file: string, options: InspectOptions): Promise<void> {
  if (options.url === undefined) throw new CommandError('Name the address that is to be visited: --url URL.')
  const text = decodeText(await readBytes(file), { charset: 'utf-8', kind: 'html' }).text
  const allowed = isAllowed(parseRobots(text), options.agent, options.url)
  if (options.json === true) printJson({ allowed })
  else print(`${options.agent} ${allowed ? 'may' : 'may not'} visit ${options.url}`)
}

async function visit(url: string): Promise<{ html: string; url: string; headers: Readonly<Record<string, string>> }> {
  const client = createGuardedClient(readConfig(process.env))
  try {
    const outcome = await client.visit({ url, purpose: 'page', cut: true })
    if (outcome.kind !== 'fetched') throw new CommandError(`${url} could not be read: ${JSON.stringify(outcome)}`)
    const { text } = decodeText(outcome.body, { charset: outcome.charset, kind: 'html' })
    return { html: text, url: outcome.url, headers: outcome.headers }
  } finally {
    await client.close()
  }
}

async function readPage(
  file: string,
  url: string | undefined,
  folder = '.',
): Promise<{ html: string; url: string; headers: Record<string, string> }> {
  const bytes = await readBytes(file, folder)
  const { text } = decodeText(bytes, { charset: null, kind: 'html' })
  return { html: text, url: url ?? 'http://unknown.invalid/', headers: {} }
}

/** Relative names are looked for here, then beside the list that names them. */
async function readBytes(file: string, folder = '.'): Promise<Uint8Array> {
  for (const path of new Set([resolve(file), resolve(folder, file)])) {
    try {
      const bytes = await readFile(path)
      return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error
      if (error.code !== 'ENOENT') throw new CommandError(`${file} could not be read (${String(error.code)}).`)
    }
  }
  throw new CommandError(`There is no file ${file}.`)
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text)
}

function printFound(found: Found): void {
  const line = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') print(`${name.padEnd(12)} ${String(value)}`)
  }
  line('title', found.title)
  for (const { name, kind, confidence, evidence } of found.contributors) {
    line(kind, `${name} (${confidence})`)
    for (const { source, text, selector } of evidence) line('', `  ${source}: ${text} ⟵ ${selector}`)
  }
  if (found.needsReview) line('review', 'someone is credited, but not surely enough to say who')
  for (const name of [
    'kind',
    'publisher',
    'section',
    'publishedAt',
    'modifiedAt',
    'lang',
    'access',
    'words',
  ] as const) {
    line(name, found[name])
  }
  line('address', found.canonicalUrl)
  line('excerpt', found.excerpt)
  for (const rule of found.rules)
    line(rule.decisive ? 'rule *' : 'rule', `${rule.effect} (${rule.source}: ${rule.name})`)
  for (const problem of found.problems) line('problem', problem)
}
