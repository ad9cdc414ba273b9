import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CanonicalUrl, ColumnCard, ColumnId, ColumnistId, Credit, PublisherId } from '../../model/index.ts'
import { interfaceLanguages, speak } from '../http/interface-language.ts'
import { Card } from './card.tsx'
import { drawnCard, drawnOnce } from './drawn.ts'

const text = (element: unknown) => String(element)
const now = new Date('2026-11-22T12:00:00Z')

function cardOf(changes: Partial<ColumnCard> = {}): ColumnCard {
  return {
    id: 901 as ColumnId,
    publisherId: 7 as PublisherId,
    publisherSlug: 'harbour-post',
    publisherName: 'Harbour Post',
    country: 'gb',
    canonicalUrl: 'https://harbour.example/1' as CanonicalUrl,
    title: 'The tide waits',
    excerpt: 'It does.',
    lang: 'en',
    dir: 'ltr',
    kind: 'column',
    access: 'free',
    section: null,
    image: null,
    words: 700,
    publishedAt: new Date('2026-11-22T09:00:00Z'),
    publishedKnown: true,
    views: 0,
    opens: 0,
    likes: 0,
    credits: [{ columnistId: 3 as ColumnistId, slug: 'ada-quay', name: 'Ada Quay', kind: 'person', confidence: 0.9 }],
    family: null,
    ...changes,
  }
}

const draw = (card: ColumnCard, at = now) => text(<Card card={card} now={at} />)

test('a card that is said to be the same is the same text, and any change of it is seen', () => {
  const before = draw(cardOf())
  assert.equal(draw(cardOf()), before)
  const changes: Partial<ColumnCard>[] = [
    { title: 'The tide turns' },
    { excerpt: null },
    { views: 1 },
    { section: 'Opinion' },
    { publishedKnown: false },
    { publishedAt: new Date('2026-11-22T09:00:01Z') },
    { credits: [{ ...cardOf().credits[0]!, name: 'Ada B. Quay' }] },
    { credits: [...cardOf().credits, { ...cardOf().credits[0]!, slug: 'bo', name: 'Bo' }] },
    { credits: [] },
    { freeAt: { ...cardOf(), publisherName: 'Inland Post' } },
  ]
  for (const change of changes) {
    assert.notEqual(draw(cardOf(change)), before, JSON.stringify(change))
    assert.equal(draw(cardOf()), before)
  }
})

test('no field of a card can change without its being drawn anew', () => {
  let drawn = 0
  const give = (card: ColumnCard) => void drawnCard(card, 'fields', 'now', () => <p>{++drawn}</p>)
  const whole: Required<ColumnCard> = { ...cardOf({ id: 904 as ColumnId }), family: 5 as ColumnId, freeAt: null }
  const credit: Required<Credit> = { ...whole.credits[0]!, portrait: 'f00d' }
  const card = { ...whole, credits: [credit] }
  const other = (value: unknown) =>
    value instanceof Date ? new Date(0) : typeof value === 'boolean' ? !value : 'other'
  const changed = [
    ...Object.entries(card)
      .filter(([key]) => key !== 'id' && key !== 'credits')
      .map(([key, value]) => Object.assign({}, card, { [key]: other(value) })),
    ...Object.entries(credit).map(([key, value]) =>
      Object.assign({}, card, { credits: [Object.assign({}, credit, { [key]: other(value) })] }),
    ),
  ]
  assert.ok(changed.length > 25)
  give(card)
  for (const one of changed) {
    const before = drawn
    give(one)
    assert.equal(drawn, before + 1, JSON.stringify(one))
    give(structuredClone(one))
    assert.equal(drawn, before + 1)
    give(card)
  }
})

test('time passes on a card, languages keep apart, and a marked card is another', () => {
  const card = cardOf({ id: 902 as ColumnId })
  const before = draw(card)
  assert.match(before, /3 hours ago/)
  assert.match(draw(card, new Date('2026-11-22T13:00:00Z')), /4 hours ago/)
  assert.match(
    speak(interfaceLanguages.de, () => draw(card)),
    /vor 3 Stunden/,
  )
  assert.match(text(<Card card={card} now={now} read />), /class="card river read"/)
  assert.match(text(<Card card={card} now={now} mark={() => <mark>!</mark>} />), /<mark>!<\/mark>/)
  assert.equal(draw(card), before)
})

test('what is drawn once is drawn once a key and language', () => {
  const part = drawnOnce()
  let drawn = 0
  const say = (key: string) => text(part(key, () => <p>{++drawn}</p>))
  assert.deepEqual([say('a'), say('b'), say('a')], ['<p>1</p>', '<p>2</p>', '<p>1</p>'])
  assert.equal(
    speak(interfaceLanguages.fr, () => say('a')),
    '<p>3</p>',
  )
  assert.equal(say('a'), '<p>1</p>')
  const card = cardOf({ id: 903 as ColumnId })
  const once = () => text(drawnCard(card, 'test', 'now', () => <p>{++drawn}</p>))
  assert.deepEqual([once(), once()], ['<p>4</p>', '<p>4</p>'])
})
