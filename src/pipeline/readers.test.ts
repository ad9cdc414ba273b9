import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ColumnId, Entry, Feed, FeedId } from '../model/index.ts'
import { loadLanguageDetector } from '../parse/index.ts'
import { draftFromEntry } from './draft-from-entry.ts'
import { wishesOfEntry } from './entry-wishes.ts'
import { nothingMet } from './met-entries.ts'
import { digestedFields, readFeed } from './read-feed.ts'
import { readHere, startReaders } from './readers.ts'
import type { FeedReading, FeedTask, MetFeed } from './reading-types.ts'
import { publisher } from './test-publisher.ts'

const feed: Feed = {
  id: 7 as FeedId,
  publisherId: publisher.id,
  url: 'https://herald.example/opinion.xml',
  host: 'herald.example',
  format: 'rss',
  title: null,
  lang: 'en',
  kind: 'column',
  section: null,
  columnist: null,
  validators: { etag: null, lastModified: null },
  nextAt: new Date(0),
  intervalS: 3600,
  failures: 0,
  goneAt: null,
}

function taskOf(titles: readonly string[], more: Partial<FeedTask> = {}): FeedTask {
  const items = titles.map(
    (title, at) => `<item><title>${title}</title><link>https://herald.example/opinion/${at}</link>
      <author>Ann Marsh</author><pubDate>Sun, 22 Nov 2026 08:0${at}:00 GMT</pubDate></item>`,
  )
  const xml = `<rss version="2.0"><channel><title>Opinion</title>${items.join('')}</channel></rss>`
  return {
    answer: {
      body: Buffer.from(xml),
      url: feed.url,
      contentType: 'application/rss+xml',
      charset: 'utf-8',
      headers: {},
    },
    feed,
    publisher,
    ways: { rule: null, shares: new Map() },
    rules: { host: feed.host, robotsText: '', robotsPlace: 'https://herald.example/robots.txt', wishes: null },
    licences: new Map(),
    met: nothingMet,
    now: new Date('2026-11-22T12:00:00Z'),
    ...more,
  }
}

/** What would be remembered had all of it been filed. */
function metAfter({ context, found }: FeedReading): MetFeed {
  return { context, entries: found.map((entry, at) => ({ ...entry, column: entry.column ?? (at as ColumnId) })) }
}

test('a thread reads a feed as this thread does', async () => {
  const here = readHere(await loadLanguageDetector())
  const readers = startReaders({ threads: 1 })
  try {
    const task = taskOf(['The harbour needs a second crane', 'What the ferry timetable says of us'])
    const reading = await readers.readFeed(task)
    assert.deepEqual(reading, await here.readFeed(task))
    assert.deepEqual(
      reading.found.map(({ draft }) => draft?.contributors[0]?.name),
      ['Ann Marsh', 'Ann Marsh'],
    )
    assert.equal(task.answer.body.length > 0, true, 'the body stays with the one who asked')
  } finally {
    await readers.close()
  }
})

test('an entry met before has no draft until it says something else', async () => {
  const here = readHere(await loadLanguageDetector())
  const first = await here.readFeed(taskOf(['One crane', 'Two cranes']))
  const met = metAfter(first)
  const again = await here.readFeed(taskOf(['One crane', 'Three cranes'], { met }))
  assert.deepEqual(
    again.found.map(({ draft }) => draft?.title ?? null),
    [null, 'Three cranes'],
  )
  assert.deepEqual(again.found[0]?.publishedAt, first.found[0]?.draft?.publishedAt)
})

/** Answers with the first title letter it finds; ends itself at X, never ends at Y. */
const oddThread = `data:text/javascript,${encodeURIComponent(`
  import { parentPort, workerData } from 'node:worker_threads'
  parentPort.on('message', (given) => {
    const answers = given.map(({ task }) => {
      Atomics.add(workerData.begun, 0, 1)
      const title = /<item><title>(.)/.exec(Buffer.from(task.answer.body).toString())[1]
      if (title === 'X') process.exit(3)
      if (title === 'Y') for (;;);
      return { answer: title }
    })
    parentPort.postMessage(answers)
  })`)}`

for (const [what, letter, problem] of [
  ['dies', 'X', /a thread that was reading ended \(3\)/],
  ['hangs', 'Y', /reading took over 400 ms/],
] as const)
  test(`a thread that ${what} costs one reading, and the others are read`, async () => {
    const readers = startReaders({ threads: 1, longestMs: 400, program: new URL(oddThread) })
    try {
      // The first goes by itself; of the others, given together, some are read when the thread ends, but not answered.
      const asked = ['a', 'b', letter, 'c'].map((title) => readers.readFeed(taskOf([title])))
      const settled = await Promise.allSettled(asked)
      assert.deepEqual(
        settled.map((one) => (one.status === 'fulfilled' ? one.value : 'failed')),
        ['a', 'b', 'failed', 'c'],
      )
      await assert.rejects(asked[2]!, problem)
    } finally {
      await readers.close()
    }
  })

test('each reading given together has its own time', async () => {
  const slowThread = `data:text/javascript,${encodeURIComponent(`
    import { parentPort, workerData } from 'node:worker_threads'
    parentPort.on('message', (given) => {
      const answers = given.map(() => {
        Atomics.add(workerData.begun, 0, 1)
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
        return { answer: 'read' }
      })
      parentPort.postMessage(answers)
    })`)}`
  const readers = startReaders({ threads: 1, longestMs: 600, program: new URL(slowThread) })
  try {
    const asked = ['a', 'b', 'c', 'd'].map((title) => readers.readFeed(taskOf([title])))
    assert.deepEqual(await Promise.all(asked), ['read', 'read', 'read', 'read'])
  } finally {
    await readers.close()
  }
})

test('readings still waiting at the end are rejected, not forgotten', async () => {
  const readers = startReaders({ threads: 1, program: new URL(oddThread) })
  const asked = ['Y', 'a', 'b'].map((title) => readers.readFeed(taskOf([title])))
  const settled = Promise.allSettled(asked)
  await readers.close()
  assert.deepEqual(
    (await settled).map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  )
  await assert.rejects(readers.readFeed(taskOf(['a'])), /closed/)
})

test('the digest of an entry holds every field that its draft is made of', async () => {
  const read = new Set<string>()
  const entry: Entry = {
    guid: 'urn:1',
    url: 'https://herald.example/opinion/1',
    title: 'The harbour needs a second crane',
    summary: null,
    content: 'By Ann Marsh\nCranes are patient.',
    publishedAt: new Date('2026-11-22T08:00:00Z'),
    modifiedAt: null,
    lang: null,
    categories: ['Opinion'],
    image: null,
    claims: [],
    sourceUrl: null,
  }
  const watched = new Proxy(entry, {
    get: (target, name) => {
      read.add(String(name))
      return Reflect.get(target, name)
    },
  })
  const detector = await loadLanguageDetector()
  const task = taskOf([])
  const { document } = readFeed(feed, task.answer)
  draftFromEntry(watched, {
    publisher,
    ways: { rule: null, repeated: () => undefined },
    feed,
    document,
    directivesFor: (_url, of) => wishesOfEntry(of, document),
    detector,
    now: task.now,
  })
  assert.deepEqual(
    [...read].filter((name) => !(digestedFields as readonly string[]).includes(name)),
    [],
  )
})
