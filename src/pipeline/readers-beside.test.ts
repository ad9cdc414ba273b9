import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { loadLanguageDetector } from '../parse/index.ts'
import { readHere } from './readers.ts'
import { readHereAndBeside, startReader } from './readers-beside.ts'
import type { PageTask, Reader } from './reading-types.ts'
import { publisher } from './test-publisher.ts'

function pageTask(): PageTask {
  const url = 'https://herald.example/opinion/cranes'
  const words = 'Cranes are patient, and the harbour has waited for its second one as long as anyone remembers. '
  const html = `<!doctype html><html lang="en"><title>The second crane</title><meta name="author" content="Ann Marsh">
    <article><h1>The second crane</h1><p class="byline">By Ann Marsh</p><p>${words.repeat(8)}</p></article></html>`
  return {
    answer: { body: Buffer.from(html), url, contentType: 'text/html', charset: 'utf-8', headers: {} },
    dueUrl: url,
    publisher,
    ways: { rule: null, shares: new Map() },
    wishes: [],
    known: {
      title: 'The second crane',
      section: null,
      publishedAt: new Date('2026-11-22T08:00:00Z'),
      publishedKnown: true,
      modifiedAt: null,
      feedId: null,
      feedKind: 'column',
      feedLang: 'en',
      feedClaims: [],
      feedWishes: [],
    },
    licences: new Map(),
    now: new Date('2026-11-22T12:00:00Z'),
  }
}

/** Counts what it is given, and reads it as `here` does. */
function countingReader(here: Reader) {
  const counts = { started: 0, pages: 0, closed: 0 }
  const start = (): Reader => {
    counts.started += 1
    return {
      ...here,
      readPage(task) {
        counts.pages += 1
        return here.readPage(task)
      },
      async close() {
        counts.closed += 1
      },
    }
  }
  return { counts, start }
}

test('a few pages a second are read here, many in one thread beside, and it ends when they are over', async () => {
  const detector = await loadLanguageDetector()
  const { counts, start } = countingReader(readHere(detector))
  let now = 0
  const reader = readHereAndBeside(detector, { start, idleMs: 20, clock: () => now })
  for (let page = 0; page < 200; page++) {
    now += 100
    await reader.readPage(pageTask())
  }
  assert.deepEqual(counts, { started: 0, pages: 0, closed: 0 })
  for (let page = 0; page < 200; page++) {
    now += 5
    await reader.readPage(pageTask())
  }
  assert.equal(counts.started, 1)
  assert.equal(counts.pages > 100, true, `${counts.pages} of 200 were read beside`)
  await sleep(60)
  assert.equal(counts.closed, 1, 'its memory is given back')
  now += 10_000
  const before = counts.pages
  await reader.readPage(pageTask())
  assert.equal(counts.pages, before, 'what comes now and then is read here again')
  await reader.close()
})

/** A reader that begins a page only when it is released. */
function holding(reader: Reader): { readonly held: (() => void)[]; readonly start: () => Reader } {
  const held: (() => void)[] = []
  const readPage: Reader['readPage'] = async (task) => {
    await new Promise<void>((release) => held.push(release))
    return reader.readPage(task)
  }
  return { held, start: () => ({ ...reader, readPage }) }
}

test('what the thread beside has no room for is read here, and nothing waits for it', async () => {
  const detector = await loadLanguageDetector()
  const { held, start } = holding(readHere(detector))
  const reader = readHereAndBeside(detector, { start, clock: () => 0 })
  const ended: number[] = []
  const readings = Array.from({ length: 60 }, async (_, at) => {
    const reading = await reader.readPage(pageTask())
    ended.push(at)
    return reading
  })
  while (ended.length < 60 - held.length || held.length === 0) await sleep(1)
  assert.equal(held.length > 0 && held.length < 30, true, `${held.length} lie ready beside`)
  for (const release of held) release()
  const [one, ...others] = await Promise.all(readings)
  for (const other of others) assert.deepEqual(other, one)
  await reader.close()
})

test('this thread reads some where it has time, though the one beside has room', async () => {
  const detector = await loadLanguageDetector()
  const { held, start } = holding(readHere(detector))
  let idle = 0
  const reader = readHereAndBeside(detector, { start, clock: () => 0, idleTime: () => (idle += 1) })
  for (let page = 0; page < 19; page++) await reader.readPage(pageTask())
  const first = Array.from({ length: 4 }, () => reader.readPage(pageTask()))
  assert.equal(held.length, 4, 'it begins with what lies ready for it')
  for (let page = 0; page < 20; page++) await reader.readPage(pageTask())
  assert.equal(held.length, 4)
  const together = Array.from({ length: 3 }, () => reader.readPage(pageTask()))
  assert.equal(held.length, 6, 'what comes while this one has something to read is given away')
  for (const release of held) release()
  await Promise.all([...first, ...together])
  await reader.close()
})

test('a page is read alike on machines of one, two and four cores', async () => {
  const detector = await loadLanguageDetector()
  const readings = []
  for (const cores of [1, 2, 4]) {
    const reader = startReader(detector, cores)
    try {
      const all = await Promise.all(Array.from({ length: 70 }, () => reader.readPage(pageTask())))
      readings.push(all)
    } finally {
      await reader.close()
    }
  }
  const [one] = readings[0]!
  assert.equal(one?.draft?.contributors[0]?.name, 'Ann Marsh')
  for (const all of readings) for (const reading of all) assert.deepEqual(reading, one)
})

test('once closed, what still comes is read here and starts nothing', async () => {
  const detector = await loadLanguageDetector()
  const { counts, start } = countingReader(readHere(detector))
  const reader = readHereAndBeside(detector, { start, clock: () => 0 })
  await reader.close()
  for (let page = 0; page < 100; page++) await reader.readPage(pageTask())
  assert.deepEqual(counts, { started: 0, pages: 0, closed: 0 })
})
