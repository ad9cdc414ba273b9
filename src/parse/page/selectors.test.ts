import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Element } from './dom-nodes.ts'
import fc from 'fast-check'
import { readSelectors } from './selectors.ts'

const matches = (selector: string, name: string, attribs: Record<string, string>) =>
  readSelectors([selector]).matches(new Element(name, attribs))

test('matches classes, ids, tags and attributes', () => {
  assert.ok(matches('.paywall', 'div', { class: 'a paywall b' }))
  assert.ok(!matches('.paywall', 'div', { class: 'paywalled' }))
  assert.ok(matches('.a.b', 'p', { class: 'b x a' }))
  assert.ok(!matches('.a.b', 'p', { class: 'a' }))
  assert.ok(matches('div#x', 'div', { id: 'x' }) && !matches('div#x', 'p', { id: 'x' }))
  assert.ok(
    matches('[data-lock="1"]', 'div', { 'data-lock': '1' }) && !matches('[data-lock="1"]', 'div', { 'data-lock': '2' }),
  )
  assert.ok(matches('.one, .two', 'div', { class: 'two' }))
})

test('matches too much rather than too little', () => {
  assert.ok(matches('main > .text .part:not(.x)', 'div', { class: 'part' }))
  assert.ok(matches('[class*="lock"]', 'div', { class: 'anything' }))
})

test('names what it cannot read, and never throws', () => {
  assert.deepEqual(readSelectors([':::', '.ok']).unreadable, [':::'])
  assert.equal(readSelectors(['html', 'head']).size, 0)
  fc.assert(fc.property(fc.string(), (text) => void readSelectors([text]).matches(new Element('div', { class: text }))))
})
