// Whatever the rules of excerpts can say, a page can say in the reader's language: English sentence by English sentence.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideTerms } from '../src/excerpt/index.ts'
import type { Agreement, Directive } from '../src/model/index.ts'
import { effectInWords } from '../src/serve/web/ledger.tsx'

const now = new Date('2026-11-22T12:00:00Z')

const robots = [
  'noindex',
  'none',
  'nosnippet',
  'noimageindex',
  'noarchive',
  'nocache',
  'notranslate',
  'noai',
  'noimageai',
]
const valued: readonly [Directive['source'], string, readonly (string | null)[]][] = [
  ['robots-meta', 'max-snippet', ['120', '-1', '-2', '0', 'many', null]],
  ['robots-meta', 'max-image-preview', ['none', 'standard', 'large', 'huge', null]],
  ['x-robots-tag', 'unavailable_after', ['2020-01-01', '2030-01-01', 'soon']],
  ['robots.txt', 'disallow', ['/']],
  ['operator', 'block', [null]],
  ['tdmrep', 'tdm-policy', ['https://paper.example/policy']],
  ['tdmrep', 'tdm-reservation', ['1', '0', '2']],
  ['rsl', 'prohibits', ['all', 'search', 'ai-train']],
  ['rsl', 'payment', ['all', 'ai-train', '']],
  ['rsl', 'limited', ['search', 'ai-use']],
  ['rsl', 'license', ['x']],
  ['rsl', 'permits', ['search']],
  ['content-usage', 'search', ['n', 'y']],
  ['content-signal', 'ai-train', ['no', 'yes']],
  ['feed', 'block', ['yes']],
  ['feed', 'expires', ['2030-01-01']],
]

test('every sentence of a ledger is known to the pages', () => {
  const directives: Directive[] = [
    ...robots.map((name) => directive('robots-meta', name, null)),
    ...valued.flatMap(([source, name, values]) => values.map((value) => directive(source, name, value))),
  ]
  const agreements: (Agreement | null)[] = [
    null,
    { blocked: true },
    { maxExcerptChars: 300, mayImage: true },
    { maxExcerptChars: 1, mayImage: false },
  ]
  const effects = new Set<string>()
  for (const country of ['de', 'us', 'eu', null])
    for (const agreement of agreements)
      for (const access of ['free', 'paid', 'partly'] as const)
        for (const one of [[], ...directives.map((each) => [each]), directives])
          for (const { effect } of decideTerms({
            directives: one,
            country,
            agreement,
            access,
            agent: 'ColonnadeBot',
            now,
          }).ledger)
            effects.add(effect)
  assert.ok(effects.size > 40, `${effects.size} sentences`)
  assert.deepEqual(
    [...effects].filter((effect) => effectInWords(effect) === null),
    [],
  )
})

function directive(source: Directive['source'], name: string, value: string | null): Directive {
  return { source, agent: '*', name, value, place: 'page' }
}
