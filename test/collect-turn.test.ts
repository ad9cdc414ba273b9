// What one host's turn holds: the pages that its feeds have just made due too, if the host's pace leaves room for them.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Collecting } from '../src/pipeline/index.ts'
import { changing, clockedHouse, rss, type ClockedHouse } from './collect-clock.ts'
import { oneTurn } from './collect-one-turn.ts'
import { body, type Handler } from './collect-server.ts'

const pagePaths = ['/a', '/b', '/c']

/** A feed of three columns with their pages, of which `/b` reserves mining and `/c` is not to be asked for. */
async function houseWithPages(t: TestContext, options: Partial<Collecting> = {}): Promise<ClockedHouse> {
  const reserved = JSON.stringify([{ location: '/b', 'tdm-reservation': 1 }])
  const handlers: Record<string, Handler> = {
    '/.well-known/tdmrep.json': body(reserved, { 'content-type': 'application/json' }),
    '/robots.txt': body('User-agent: *\nDisallow: /c\n', { 'content-type': 'text/plain' }),
  }
  for (const path of pagePaths)
    handlers[path] = body(`<!doctype html><title>On ${path.slice(1)}</title><p class="byline">By Ada Okoro</p>`, {
      'content-type': 'text/html',
    })
  const house = await clockedHouse(t, handlers, { readPages: true, ...options })
  handlers['/feed'] = changing(() =>
    rss(
      house.press,
      pagePaths.map((path) => ({ path })),
    ),
  )
  return house
}

test('the pages of new columns are asked for in the turn of their feed, after what their host reserves', async (t) => {
  const house = await houseWithPages(t)
  const report = await oneTurn(house)
  assert.deepEqual([report?.feeds, report?.pages, report?.newColumns], [1, 2, 3])
  const [robots, feed, wishes, ...pages] = house.asked()
  assert.deepEqual([robots, feed, wishes], ['GET /robots.txt', 'GET /feed', 'GET /.well-known/tdmrep.json'])
  assert.deepEqual(pages.toSorted(), ['GET /a', 'GET /b'], 'each once, and none that robots.txt forbids')
  const bound = await house.db.selectFrom('rules').select('column_id').where('source', '=', 'tdmrep').execute()
  assert.equal(new Set(bound.map(({ column_id }) => column_id)).size, 1, 'what their host reserves binds the one')
  assert.deepEqual(await house.db.selectFrom('pages_due').selectAll().execute(), [])
  await house.collect()
  assert.deepEqual(house.asked(), [])
})

test('a host that wants longer pauses is asked for one thing in a turn, and rests between them', async (t) => {
  const house = await houseWithPages(t, { crawlDelayMs: 300 })
  const turns: Awaited<ReturnType<typeof oneTurn>>[] = []
  for (let turn = 0; turn < 5; turn++) {
    turns.push(await oneTurn(house))
    assert.equal(await oneTurn(house), undefined)
    house.pass(300)
  }
  assert.deepEqual(house.asked().length, 5, 'robots.txt, the feed, what is reserved, two pages')
  assert.deepEqual(await house.db.selectFrom('pages_due').selectAll().execute(), [])
  assert.ok(
    turns.every((turn) => (turn?.feeds ?? 0) + (turn?.pages ?? 0) <= 1),
    JSON.stringify(turns),
  )
})
