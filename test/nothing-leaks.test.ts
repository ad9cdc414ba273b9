// No full text is ever written. The press's columns carry sentences that may not be shown: paid and marked parts, everything
// beyond the longest excerpt. After the journey they are looked for in the database's files, the log, temporary files and
// every answer of the site. A column whose page forbids what its own feed gave away has an excerpt until that page is read:
// its sentences are looked for in what is shown and filed after that. The last test plants leaks: a blind search fails.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { pino } from 'pino'
import { openArchive, type Archive } from '../src/archive/index.ts'
import { followPress } from '../src/cli/follow-press.ts'
import { createClient, type Client } from '../src/collect/index.ts'
import { loadLanguageDetector } from '../src/parse/index.ts'
import { runCollector, usualLeaseMs } from '../src/pipeline/index.ts'
import { pictureNote, startPress, truthOf, type Press } from '../src/press/index.ts'
import { createApp } from '../src/serve/index.ts'
import { markFinder, type MarkFinder } from './find-marks.ts'

const publicUrl = 'http://columns.example'
/** Characters on a column's own page: Europe, elsewhere (decision 0008). */
const bounds = { europe: 150, elsewhere: 400 }
/** Characters of a salutation or a first line that is no sentence, which an excerpt passes over. */
const passedOver = 100
const europe = new Set(
  'at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk is li no'.split(' '),
)

describe('nothing leaks', () => {
  let dataDir: string
  let archive: Archive
  let press: Press
  let client: Client
  let app: Hono
  let marks: string[]
  /** Of what is written nowhere at any time. */
  let find: MarkFinder
  /** Of what may not be shown once every page is read, too. */
  let findShown: MarkFinder
  let startedAt: number
  const lines: string[] = []

  before(async () => {
    startedAt = Date.now()
    dataDir = mkdtempSync(join(tmpdir(), 'colonnade-leaks-'))
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
    press = await startPress()
    archive = await openArchive({
      dataDir,
      // Statements as they are, so that the server's own log is searched too.
      embedded: { durable: false, settings: { log_statement: 'all', log_min_duration_statement: '0' } },
      onLog: (line) => log.debug({ from: 'postgres' }, line),
    })
    await storeUncompressed()
    client = createClient({ version: 'test', publicUrl, allowLoopback: true, allowedPorts: [press.port] })
    const collecting = {
      db: archive.db,
      client,
      log,
      detector: await loadLanguageDetector(),
      worker: 'leaks',
      crawlDelayMs: 0,
      hostsAtOnce: 8,
      readPages: true,
      keepImages: true,
      revisitMs: 3_600_000,
      leaseMs: usualLeaseMs,
      now: () => new Date(),
      random: () => 0.5,
    }
    await followPress(archive.db, press)
    await runCollector(collecting, { signal: AbortSignal.timeout(90_000), once: true })
    for (let i = 0; i < 5; i++) press.tick()
    await sql`update feeds set next_at = now()`.execute(archive.db)
    await sql`update hosts set next_at = now() where leased_until is null`.execute(archive.db)
    await runCollector(collecting, { signal: AbortSignal.timeout(90_000), once: true })
    const { never, unshown } = marksOf(press)
    marks = never
    find = markFinder(never)
    findShown = markFinder([...new Set([...never, ...unshown])])
    app = createApp({ db: archive.db, publicUrl, version: 'test', secret: 'a secret for this test', log })
  })

  after(async () => {
    await client.close()
    await archive.close()
    await press.close()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
  })

  test('there is enough to be found, in many languages', async () => {
    assert.ok(marks.length > 200, `${marks.length} marks`)
    const withMarks = truthOf(press).filter(({ neverShown }) => neverShown.length > 0)
    assert.ok(withMarks.length >= 3)
    const { rows } = await sql<{ columns: number }>`
      select count(*) as columns from columns where page_read`.execute(archive.db)
    assert.ok((rows[0]?.columns ?? 0) > 20)
  })

  test('no answer of the site has a mark', async () => {
    const { answers, found } = await crawl()
    assert.ok(answers > 200, `${answers} answers`)
    assert.deepEqual(found, [])
  })

  test('no file of the database has one, nor any row', async () => {
    assert.deepEqual(await searchRows(), [])
    assert.deepEqual(await searchFiles(), [])
  })

  test('no word that stands beyond the excerpts alone can be searched for', async () => {
    const words = await wordsBeyond()
    assert.ok(words.size > 500, `${words.size} words`)
    const { rows } = await sql<{ word: string }>`
      select word from ts_stat('select search from columns')`.execute(archive.db)
    assert.ok(rows.length > 100)
    assert.deepEqual(
      rows.map(({ word }) => word).filter((word) => words.has(word)),
      [],
    )
  })

  test('a picture is kept as its pixels alone, without the notes that were in its file', async () => {
    const { rows } = await sql<{ hash: string; width: number; bytes: Buffer }>`
      select i.hash, f.width, f.bytes from images i
      join image_files f on f.publisher_id = i.publisher_id and f.column_id = i.column_id`.execute(archive.db)
    assert.ok(rows.length > 40, `${rows.length} copies`)
    const note = markFinder([pictureNote])
    assert.deepEqual(note(Buffer.from(`as ${pictureNote} would be found`)), [pictureNote])
    for (const { hash, width, bytes } of rows) {
      assert.equal(bytes.subarray(8, 12).toString('latin1'), 'WEBP')
      assert.deepEqual(note(bytes), [])
      const answer = await app.request(`${publicUrl}/img/${hash}-${width}.webp`)
      assert.ok(Buffer.from(await answer.arrayBuffer()).equals(bytes))
    }
    await sql`checkpoint`.execute(archive.db)
    assert.deepEqual(searchFolder(dataDir, 0, note), [])
  })

  test('no line of the log has one, at its most talkative', () => {
    assert.ok(lines.length > 50)
    assert.deepEqual(find(Buffer.from(lines.join(''))), [])
  })

  test('no temporary file has one', () => {
    assert.deepEqual(searchTemporary(), [])
  })

  test('a leak would be found in each of these places', async () => {
    const mark = marks.at(-1)!
    lines.push(`{"msg":"${mark}"}\n`)
    assert.deepEqual(find(Buffer.from(lines.join(''))), [mark])
    lines.pop()

    const folder = mkdtempSync(join(tmpdir(), 'colonnade-planted-'))
    writeFileSync(join(folder, 'page.html'), `<p>${mark}</p>`)
    assert.deepEqual(searchTemporary(), [mark])
    rmSync(folder, { recursive: true })

    await sql`update columns set excerpt = ${`… ${mark}`} where id = (select id from columns where listed order by id limit 1)`.execute(
      archive.db,
    )
    assert.deepEqual((await crawl()).found, [mark])
    assert.deepEqual(await searchRows(), [mark])
    await sql`update columns set excerpt = null where strpos(excerpt, ${mark}) > 0`.execute(archive.db)
    assert.deepEqual(await searchRows(), [])
    assert.deepEqual(await searchFiles(), [mark], 'also when it was deleted since')
  })

  /** Long values would be compressed, where no search of bytes finds anything. */
  async function storeUncompressed(): Promise<void> {
    const { rows } = await sql<{ table: string; field: string }>`
      select c.relname as table, a.attname as field from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and a.attstorage in ('x', 'm')`.execute(archive.db)
    assert.ok(rows.length > 50)
    for (const { table, field } of rows)
      await sql`alter table ${sql.table(table)} alter column ${sql.ref(field)} set storage external`.execute(archive.db)
  }

  async function searchRows(): Promise<string[]> {
    const { rows: tables } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`.execute(
      archive.db,
    )
    const found = new Set<string>()
    for (const { name } of tables) {
      const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(archive.db)
      // Quotation marks are doubled in the text form of a row.
      for (const mark of findShown(Buffer.from(rows.map(({ text }) => text.replaceAll('""', '"')).join('\n'))))
        found.add(mark)
    }
    return [...found]
  }

  /** Everything in the data directory: tables, indexes, the write-ahead log. */
  async function searchFiles(): Promise<string[]> {
    await sql`checkpoint`.execute(archive.db)
    return searchFolder(dataDir)
  }

  function searchTemporary(): string[] {
    const names = readdirSync(tmpdir()).filter((name) => {
      const path = join(tmpdir(), name)
      return name.startsWith('colonnade') && !dataDir.startsWith(path) && !name.startsWith('colonnade-test-')
    })
    return [...new Set(names.flatMap((name) => searchFolder(join(tmpdir(), name), startedAt)))]
  }

  /** Files come and go while a server runs: one that is gone holds nothing any more. */
  function searchFolder(path: string, since = 0, look = find): string[] {
    const found = new Set<string>()
    const walk = (at: string): void => {
      const stat = statSync(at, { throwIfNoEntry: false })
      if (stat?.isDirectory()) for (const name of readdirSync(at)) walk(join(at, name))
      else if (stat?.isFile() && stat.mtimeMs >= since) for (const mark of look(readIfThere(at))) found.add(mark)
    }
    walk(path)
    return [...found]
  }

  /** Every page that a link leads to, every list as a feed, and what programs are answered. */
  async function crawl(): Promise<{ answers: number; found: string[] }> {
    const seen = new Set(['/', '/world', '/publishers', '/columnists', '/api/v1/openapi.json', '/removal'])
    const { rows } = await sql<{ id: number }>`select id from columns`.execute(archive.db)
    for (const { id } of rows) seen.add(`/api/v1/columns/${id}`).add(`/-/-/-/${id}`)
    // Days lead to the days before them, for ever: those with columns are enough.
    const days = await sql<{ day: string }>`
      select distinct to_char(published_at at time zone 'UTC', 'YYYY/MM/DD') as day from columns`.execute(archive.db)
    for (const { day } of days.rows) seen.add(`/world/archive/${day}`).add(`/world/archive/${day}.json`)
    const found = new Set<string>()
    for (const path of seen) {
      const response = await app.request(`${publicUrl}${path}`)
      const text = await response.text()
      assert.ok(response.status < 500, `${path} answers ${response.status}`)
      for (const mark of findShown(Buffer.from(unescaped(text)))) found.add(mark)
      const location = response.headers.get('Location')
      if (location?.startsWith('/')) seen.add(location)
      if (!(response.headers.get('Content-Type') ?? '').startsWith('text/html')) continue
      for (const [, href = ''] of text.matchAll(/ href="(\/[^"#]*)/g))
        if (!/^\/(go|assets)\/|\/archive\//.test(href)) seen.add(unescaped(href))
      assert.ok(seen.size < 10_000)
    }
    return { answers: seen.size, found: [...found] }
  }

  /** Words of more than seven letters that no headline, standfirst, name or allowed beginning has. */
  async function wordsBeyond(): Promise<Set<string>> {
    const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}{8,}/gu) ?? []
    const { rows } = await sql<{ text: string }>`
      select concat_ws(' ', title, feed_title, dek, excerpt, byline, section) as text from columns
      union all select name from columnists union all select name from publishers`.execute(archive.db)
    const shown = new Set(rows.flatMap(({ text }) => wordsOf(text)))
    return new Set(marks.flatMap(wordsOf).filter((word) => !shown.has(word)))
  }
})

/** The beginnings of sentences that no one may show, whoever carries them. */
function marksOf(press: Press): { never: string[]; unshown: string[] } {
  const truths = new Map(truthOf(press).map((truth) => [`${truth.paper}/${truth.slug}`, truth]))
  const countries = new Map(press.papers.map(({ slug, country }) => [slug, country]))
  const allowed: string[] = []
  const [never, unshown]: [string[], string[]] = [[], []]
  for (const column of press.listPublished()) {
    const truth = truths.get(`${column.paper}/${column.slug}`)!
    const usual = europe.has(countries.get(column.paper) ?? '') ? bounds.europe : bounds.elsewhere
    const own = truth.mayExcerpt ? Math.min(usual, truth.maxSnippet ?? usual) : 0
    allowed.push(column.title, column.headline, column.laterHeadline ?? '', column.dek ?? '')
    let from = 0
    const plain = clean(column.body.flatMap(({ text, kind }) => (kind === 'plain' ? [text] : [])).join(' '))
    for (const { text, kind } of column.body)
      for (const sentence of sentencesOf(clean(text))) {
        const at = kind === 'plain' ? plain.indexOf(sentence, from) : Infinity
        if (kind === 'plain') from = at + 1
        if (own > 0 && at < own + passedOver) allowed.push(sentence)
        else if (at < usual + passedOver) unshown.push(sentence)
        else never.push(sentence)
      }
  }
  const mayBe = (sentence: string, others: readonly string[]) => others.some((other) => other.includes(sentence))
  const beginnings = (sentences: readonly string[], others: readonly string[]) =>
    [...new Set(sentences)]
      .filter((sentence) => Buffer.byteLength(sentence) >= 40 && !mayBe(sentence, others))
      .map((sentence) => sentence.slice(0, 60).replace(/[\uD800-\uDBFF]$/, ''))
  return { never: beginnings(never, [...allowed, ...unshown]), unshown: beginnings(unshown, allowed) }
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?…。！？؟।])\s*/u).filter((sentence) => sentence !== '')
}

function clean(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#34;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('\\"', '"')
    .replaceAll('&amp;', '&')
}

function readIfThere(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    if (['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return new Uint8Array()
    throw error
  }
}
