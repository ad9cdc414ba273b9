// The interface for programs: its answers are what its description says, and nobody's text is longer there than on a page.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { renamePublisher, takeDownColumn } from '../src/archive/index.ts'
import type { ColumnId, PublisherId } from '../src/model/index.ts'
import { operations, schemas } from '../src/serve/api/index.ts'
import { seedNow } from './serve-seed.ts'
import { publicUrl, useSite } from './serve-site.ts'

const ferry = 'The ferry that nobody voted for'

describe('the interface for programs', () => {
  const site = useSite()
  const ask = async (path: string) => {
    const response = await site.get(`/api/v1${path}`)
    return { response, body: (await response.json()) as Record<string, unknown> }
  }

  test('every column answers as described, with evidence and rules', async () => {
    for (const [title, id] of site.seed.ids) {
      const { response, body } = await ask(`/columns/${id}`)
      if (response.status === 410) z.strictObject(schemas.removed.shape).parse(body)
      else assert.deepEqual(schemas.column.parse(body), body, title)
    }
    const { response, body } = await ask(`/columns/${site.seed.ids.get(ferry)}`)
    assert.match(response.headers.get('Content-Type') ?? '', /^application\/json/)
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*')
    const column = schemas.column.parse(body)
    assert.equal(column.contributors[0]?.name, 'Maren Oyelaran')
    assert.ok((column.contributors[0]?.evidence.length ?? 0) > 0 && column.rules.length > 0)
    assert.equal((await site.get(new URL(column.address).pathname)).status, 200)
  })

  test('a removed column answers 410 with reason and date and without its words', async () => {
    const id = site.seed.ids.get(ferry) as ColumnId
    const { publisher_id: publisherId } = await site.db
      .selectFrom('columns')
      .select('publisher_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await takeDownColumn(site.db, {
      publisherId: publisherId as PublisherId,
      columnId: id,
      reason: 'legal',
      now: seedNow,
    })
    const { response, body } = await ask(`/columns/${id}`)
    assert.equal(response.status, 410)
    const removed = schemas.removed.parse(body)
    assert.deepEqual([removed.reason, removed.removedAt], ['legal', seedNow.toISOString()])
    assert.doesNotMatch(JSON.stringify(body), /ferry|Oyelaran/)
  })

  test('a publisher’s terms answer as described', async () => {
    const { response, body } = await ask('/publishers/harbour-post/terms')
    assert.equal(response.status, 200)
    assert.deepEqual(schemas.publisherTerms.parse(body), body)
    const { id } = await site.db
      .selectFrom('publishers')
      .select('id')
      .where('slug', '=', 'harbour-post')
      .executeTakeFirstOrThrow()
    const slug = await renamePublisher(site.db, id as PublisherId, 'harbour-gazette')
    const moved = await site.get('/api/v1/publishers/harbour-post/terms')
    assert.equal(moved.headers.get('Location'), `/api/v1/publishers/${slug}/terms`)
  })

  test('what is not there is a problem document', async () => {
    for (const path of ['/columns/999999999', '/columns/0', '/columns/x', '/columns/1e3', '/publishers/none/terms']) {
      const { response, body } = await ask(path)
      assert.equal(response.status, 404, path)
      assert.equal(response.headers.get('Content-Type'), 'application/problem+json')
      schemas.problem.parse(body)
    }
  })

  test('the description names each operation, and every reference in it leads somewhere', async () => {
    const { body } = await ask('/openapi.json')
    const text = JSON.stringify(body)
    assert.equal(body['openapi'], '3.1.0')
    assert.deepEqual(
      Object.keys(body['paths'] as object),
      operations.map(({ path }) => path),
    )
    const known = Object.keys((body['components'] as { schemas: object }).schemas)
    const refs = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? '')
    assert.ok(refs.length > 5)
    assert.deepEqual(
      refs.filter((ref) => !known.includes(ref)),
      [],
    )
    assert.ok(known.includes('Column') && known.includes('PublisherTerms') && text.includes(publicUrl))
  })
})
