import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ldNodes, ldText, ldTypes, mendJson, readJsonLd } from './json-ld.ts'

test('flattens arrays and graphs, and finds what an @id points to', () => {
  const ld = readJsonLd([
    '[{"@graph":[{"@type":"NewsArticle","author":{"@id":"#a"}},{"@type":"WebPage","creator":{"@type":"Person","@id":"#a","name":"Ada"}}]}]',
  ])
  assert.deepEqual(
    ld.nodes.map((node) => ldTypes(node)),
    [['NewsArticle'], ['WebPage']],
  )
  assert.deepEqual(
    ldNodes(ld, ld.nodes[0]?.['author']).map((node) => node['name']),
    ['Ada'],
  )
})

test('mends comments, stray commas, raw line ends, bare quotation marks, entities and cut-off ends', () => {
  const broken = [
    '{"name":"x",/* note */"list":[1,2,],}',
    '// <![CDATA[\n{"name":"x"}\n// ]]>',
    '<!-- {"name":"x"} -->',
    '{"name":"x","text":"one\ntwo\tthree"};',
    '{&quot;name&quot;:&quot;x&quot;}',
    '{"name":"x","quote":"He said "no" to it","path":"C:\\q"}',
    '{"name":"x","list":[{"a":"b',
    '{"name":"x"} {"name":"y"}',
  ]
  for (const block of broken) assert.equal(ldText(readJsonLd([block]).nodes[0]?.['name']), 'x', block)
  assert.equal(readJsonLd(['{"quote":"He said "no" to it"}']).nodes[0]?.['quote'], 'He said "no" to it')
})

test('reports what it cannot read and refuses blocks of megabytes', () => {
  assert.equal(readJsonLd(['not json']).problems.length, 1)
  assert.match(readJsonLd([`{"a":"${'x'.repeat(5_000_000)}"}`]).problems[0] ?? '', /not read/)
  assert.deepEqual(readJsonLd(['', ' ']).problems, [])
})

test('survives deep nests, cycles of references and any text', () => {
  const deep = readJsonLd(['{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000)])
  assert.equal(deep.nodes.length, 1)
  const cycle = readJsonLd(['[{"@id":"#a","x":{"@id":"#b"}},{"@id":"#b","x":{"@id":"#a"}}]'])
  assert.equal(ldNodes(cycle, { '@id': '#a' })[0], cycle.nodes[0])
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json().chain((json) => fc.nat(json.length).map((at) => json.slice(0, at) + ',"' + json.slice(at))),
        fc.string(),
      ),
      (text) => {
        readJsonLd([text])
        assert.ok(mendJson(text).length <= 4 * text.length + 10)
      },
    ),
  )
})

test('names types without their vocabulary', () => {
  assert.deepEqual(ldTypes({ '@type': ['http://schema.org/NewsArticle', 'schema:Report', 7] }), [
    'NewsArticle',
    'Report',
  ])
})
