import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Publisher, PublisherId } from '../model/index.ts'
import { loadLanguageDetector } from '../parse/index.ts'
import { draftFromPage } from './draft-from-page.ts'
import { inspectPage } from './inspect-page.ts'

const now = new Date('2026-11-22T12:00:00Z')
const url = 'https://paper.example/opinion/clocks'
const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const text = numbers
  .map(
    (at, i) =>
      `<p>At ${at} the harbour clock said ${numbers[(i + 4) % 9]}, and the tide below pier ${at} came in late.</p>`,
  )
  .join('')
const publisher: Publisher = {
  id: 1 as PublisherId,
  slug: 'paper',
  name: 'The Paper',
  home: 'https://paper.example/',
  country: 'gb',
  languages: ['en'],
  contact: null,
  agreement: null,
  attributionRule: null,
}

test('a text is sketched for comparing only where mining and listing are allowed', async () => {
  const detector = await loadLanguageDetector()
  const fingerprintWith = (head: string) => {
    const html = `<!doctype html><html lang="en"><head><title>Two clocks</title>${head}</head><body><article>
      <h1>Two clocks</h1><p class="byline">By Ann Marsh</p>${text}</article></body></html>`
    const inspection = inspectPage(html, { url, now, detector, country: 'gb' })
    const known = {
      feedId: null,
      feedKind: null,
      url,
      title: 'Two clocks',
      section: null,
      publishedAt: now,
      publishedKnown: true,
      modifiedAt: null,
    }
    return draftFromPage(inspection, known, publisher)?.fingerprint
  }
  assert.equal(fingerprintWith('')?.hashes.length, 64)
  assert.equal(fingerprintWith('<meta name="tdm-reservation" content="1">'), null)
  assert.equal(fingerprintWith('<meta name="robots" content="noindex">'), null)
})

test('a licence in the page that names a piece elsewhere names the original, unless the page does so itself', async () => {
  const detector = await loadLanguageDetector()
  const known = { feedId: null, feedKind: null, url, title: 'Two clocks', section: null, publishedAt: now, publishedKnown: true, modifiedAt: null } // prettier-ignore
  const originals = (head: string) => {
    const html = `<!doctype html><html lang="en"><head><title>Two clocks</title>${head}</head><body><article>
      <h1>Two clocks</h1><p class="byline">By Ann Marsh</p>${text}</article></body></html>`
    return draftFromPage(inspectPage(html, { url, now, detector, country: 'gb' }), known, publisher)?.originals
  }
  const place = 'script[type="application/rsl+xml"]'
  const licence = `<script type="application/rsl+xml"><rsl xmlns="https://rslstandard.org/rsl"><content
    url="https://gazette.example/2026/clocks"><license><permits type="usage">all</permits></license></content></rsl></script>`
  assert.deepEqual(originals(licence), [{ url: 'https://gazette.example/2026/clocks', evidence: 'canonical', place }])
  assert.deepEqual(originals(`<link rel="canonical" href="https://times.example/clocks">${licence}`), [
    { url: 'https://times.example/clocks', evidence: 'canonical', place: 'link[rel=canonical]' },
  ])
  assert.deepEqual(originals(licence.replace('gazette.example', 'paper.example')), [])
})
