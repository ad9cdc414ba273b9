// What Prometheus is told, after a real visit and a real answer; and that nothing of it leads to a reader or a text.
import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { pino } from 'pino'
import { readGauges } from '../src/archive/index.ts'
import { createMetrics } from '../src/base/index.ts'
import { createApp } from '../src/serve/index.ts'
import { createMetricsApp } from '../src/serve/metrics/metrics-app.ts'
import { clockedHouse, changing, rss } from './collect-clock.ts'
import type { Handler } from './collect-server.ts'

test('visits, bytes, columns, what is due and how long answers take are told as Prometheus reads them', async (t) => {
  const handlers: Record<string, Handler> = {}
  const lines: Record<string, unknown>[] = []
  const log = pino({ level: 'info' }, new Writable({ write: (chunk, _, done) => done(void lines.push(JSON.parse(String(chunk)) as Record<string, unknown>)) })) // prettier-ignore
  const metrics = createMetrics(() => readGauges(house.db, house.now()))
  const house = await clockedHouse(t, handlers, { onVisit: metrics.visited, log })
  const secret = 'Words of the piece that stay in memory'
  handlers['/feed'] = changing(() => rss(house.press, [{ path: '/a', extra: `<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">${secret}</content:encoded>` }])) // prettier-ignore
  await house.collect()
  const app = createApp({ db: house.db, publicUrl: 'http://localhost', version: '0', secret: 'a secret for this test', onAnswer: metrics.answered }) // prettier-ignore
  await app.request('/us')
  await app.request('/columnist/nobody-of-this-name')
  const answer = await createMetricsApp(metrics).request('/metrics')
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  const text = await answer.text()
  for (const line of [
    'colonnade_visits_total{purpose="feed",outcome="fetched"} 1',
    'colonnade_visits_total{purpose="robots.txt",outcome="missing"} 1',
    'colonnade_columns_filed_total 1',
    'colonnade_feeds_followed 1',
    'colonnade_feeds_due 0',
    'colonnade_hosts_leased 0',
    'colonnade_pages_due 0',
    'colonnade_archive_up 1',
    'colonnade_visit_seconds_count{purpose="feed"} 1',
  ])
    assert.ok(text.includes(`${line}\n`), `${line} in\n${text.match(/^colonnade.*$/gm)?.join('\n')}`)
  assert.match(text, /colonnade_answer_seconds_count\{route="[^"]*columnist[^"]*",method="GET",status="404"\} 1/)
  assert.match(text, /colonnade_visit_bytes_total\{purpose="feed"\} [1-9]/)
  assert.match(text, /process_resident_memory_bytes \d/)
  assert.ok(!text.includes('nobody-of-this-name'))
  const visited = lines.filter(({ msg }) => msg === 'visited')
  assert.deepEqual(visited.map(({ purpose, outcome }) => [purpose, outcome]), [['robots.txt', 'missing'], ['feed', 'fetched']]) // prettier-ignore
  assert.ok(!JSON.stringify(lines).includes(secret.slice(0, 20)))
})

test('an archive that does not answer is told, not thrown', async () => {
  const metrics = createMetrics(() => Promise.reject(new Error('away')))
  assert.match(await metrics.text(), /^colonnade_archive_up 0$/m)
})
