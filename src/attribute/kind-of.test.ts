// What kind of piece it is, from headline, section and address.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOf } from './kind-of.ts'

const kind = (title: string, path: string | null = null, section: string | null = null) =>
  kindOf({ title, path, kindHints: [], section, credit: [] }).kind

test('an obituary is one by its headline, its section or its address', () => {
  assert.equal(kind('Bob Sternpost obituary'), 'obituary')
  assert.equal(kind('Nachruf auf Käthe Hafen'), 'obituary')
  assert.equal(kind('The last tug', '/obituaries/2026/the-last-tug'), 'obituary')
  assert.equal(kind('הספד: רב החובל', null, null), 'obituary')
  assert.equal(kind('The last tug', null, 'Nécrologie'), 'obituary')
})

test('a piece that speaks of obituaries is none', () => {
  assert.equal(kind('Why I read the obituary pages first', '/opinion/why-i-read'), 'column')
})
