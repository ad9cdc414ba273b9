// Feeds: real ones by their items, and what feedparser, gofeed and miniflux assert about small ones.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FeedDocument } from '../src/model/index.ts'
import { decodeText, parseFeed, plainLine } from '../src/parse/index.ts'
import { readCases } from './compare-names.ts'
import { checkFact, checkKept, type Fact, type FactResult } from './feed-facts.ts'
import type { EvalRow } from './row.ts'

type RealCase = {
  readonly id: string
  readonly file: string
  readonly items: number
  readonly first_items: readonly { title?: string; link?: string; guid?: string }[]
}
type FactCase = {
  readonly id: string
  readonly category?: string
  readonly base_url?: string
  readonly facts: readonly Fact[]
  readonly feed?: string
  readonly feed_base64?: string
}

/** feedparser's tests serve their feeds from here, and some facts are addresses relative to it. */
const testServer = 'http://127.0.0.1:8097/feed'

const showFailures = () => process.env['EVAL_FAILURES'] === 'feeds'

export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  const folder = join(casesDir, 'feeds')
  return [
    ...(await realFeeds(casesDir, folder)),
    ...(await facts(folder, 'feedparser-facts', 0.93)),
    ...(await facts(folder, 'gofeed-model', null)),
    ...(await facts(folder, 'miniflux', null)),
  ]
}

async function realFeeds(casesDir: string, folder: string): Promise<EvalRow[]> {
  const cases = await readCases<RealCase>(join(folder, 'real.jsonl'))
  const right = { counts: 0, titles: 0, links: 0 }
  const of = { titles: 0, links: 0 }
  for (const one of cases) {
    const bytes = await readFile(join(casesDir, 'feeds', one.file))
    const feed = read(bytes, 'https://feed.example/feed')
    if (feed?.entries.length === one.items) right.counts++
    else fail(one.id, `${one.items} items, found ${feed?.entries.length ?? 'no feed'}`)
    for (const [at, item] of one.first_items.entries()) {
      const entry = feed?.entries[at]
      if (item.title !== undefined) {
        of.titles++
        if (entry?.title === plainLine(item.title)) right.titles++
        else fail(`${one.id} ${at}`, `title ${item.title} found ${entry?.title ?? '–'}`)
      }
      if (item.link !== undefined) {
        of.links++
        if (isLink(item.link, entry?.url ?? null, bytes)) right.links++
        else fail(`${one.id} ${at}`, `link ${item.link} found ${entry?.url ?? '–'}`)
      }
    }
  }
  return [
    {
      suite: 'feeds',
      measure: 'real: right number of items',
      value: right.counts / cases.length,
      bar: 1,
      n: cases.length,
    },
    { suite: 'feeds', measure: 'real: titles', value: right.titles / of.titles, bar: 1, n: of.titles },
    {
      suite: 'feeds',
      measure: 'real: links',
      value: right.links / of.links,
      bar: 1,
      n: of.links,
      note: 'a relative link counts when the absolute one ends with it, a redirecting one when the feed names the original',
    },
  ]
}

/** The labels are a plain reading of `link`: relative ones stand as they are, and Feedburner's point at Feedburner. */
function isLink(label: string, found: string | null, bytes: Uint8Array): boolean {
  if (found === null) return false
  if (found === label || found === URL.parse(label)?.href) return true
  if (!URL.canParse(label)) return found.endsWith(label)
  return new TextDecoder().decode(bytes).includes(`origLink>${found.replaceAll('&', '&amp;')}<`)
}

async function facts(folder: string, name: string, bar: number | null): Promise<EvalRow[]> {
  const cases = await readCases<FactCase>(join(folder, `${name}.jsonl`))
  const results: { path: string; result: FactResult; kept: FactResult }[] = []
  for (const one of cases) {
    const bytes =
      one.feed === undefined ? Buffer.from(one.feed_base64 ?? '', 'base64') : new TextEncoder().encode(one.feed)
    const url = one.base_url?.trim() ?? testServer
    const feed = read(bytes, url, true)
    const { encoding } = decodeText(bytes, { charset: null, kind: 'xml' })
    for (const fact of one.facts) {
      const result = checkFact(fact, { feed, encoding, url })
      results.push({ path: fact[0], result, kept: checkKept(fact, { feed, encoding, url }) })
      if (result !== 'held') fail(one.id, `${result} ${fact[0]} = ${JSON.stringify(fact[2])}`)
    }
  }
  const share = (of: readonly { result: FactResult }[]) =>
    of.filter(({ result }) => result === 'held').length / Math.max(1, of.length)
  const kept = results.filter((one) => one.kept !== 'not-kept').map((one) => ({ result: one.kept }))
  const byEntries = results.map((one) => ({ result: one.kept }))
  const meaningful = results.filter(({ path }) => path !== 'wellformed')
  const suite = 'feeds'
  return [
    {
      suite,
      measure: `${name}: facts that hold`,
      value: share(results),
      bar,
      n: results.length,
      note: byKind(results),
    },
    { suite, measure: `${name}: without "wellformed"`, value: share(meaningful), bar: null, n: meaningful.length },
    { suite, measure: `${name}: by what a visit keeps alone`, value: share(byEntries), bar: null, n: byEntries.length },
    { suite, measure: `${name}: of what a visit keeps`, value: share(kept), bar: null, n: kept.length },
  ]
}

/** "not kept: geo 9, …; wrong: title 2, …", by the path without indexes. */
function byKind(results: readonly { path: string; result: FactResult }[]): string {
  const parts: string[] = []
  for (const kind of ['wrong', 'not-kept'] as const) {
    const counts = new Map<string, number>()
    for (const { path, result } of results) {
      const key = path.replace(/\[\d+\]/g, '').replace(/\.(?!.*\.)\w+$/, (last) => last)
      if (result === kind) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const most = [...counts]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 8)
      .map(([key, count]) => `${key} ${count}`)
    if (total > 0) parts.push(`${kind} ${total}: ${most.join(', ')}${counts.size > 8 ? ', …' : ''}`)
  }
  return parts.join('; ')
}

function read(bytes: Uint8Array, url: string, elements = false): FeedDocument | null {
  const reading = parseFeed(bytes, { url, contentType: null, charset: null, elements })
  return reading.kind === 'feed' ? reading.feed : null
}

function fail(id: string, what: string): void {
  if (showFailures()) console.log(`${id}: ${what}`)
}
