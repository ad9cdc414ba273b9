import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { topics, type Topic } from '../../model/index.ts'
import { readTopics } from './read-topics.ts'
import { topicWords } from './topic-words.ts'

test('the same section is the same topic in every language', () => {
  const economy = ['Economy', 'EKONOMİ', 'כלכלה', 'اقتصاد', 'Économie', 'Wirtschaft', 'Экономика', '経済', 'Οικονομία']
  for (const label of economy) assert.deepEqual(readTopics([label]), ['economy'], label)
  for (const label of ['Sağlık', 'בריאות', 'صحة', 'Santé', 'Saúde', 'Здоровье', 'स्वास्थ्य'])
    assert.deepEqual(readTopics([label]), ['health'], label)
})

test('a label is read whole, by its parts, and by its first or last word', () => {
  assert.deepEqual(readTopics(['Business & Economy']), ['economy'])
  assert.deepEqual(readTopics(['Opinion/Politics']), ['politics'])
  assert.deepEqual(readTopics(['Kultur und Medien']), ['culture', 'media'])
  assert.deepEqual(readTopics(['UK politics']), ['politics'])
  assert.deepEqual(readTopics(['Política nacional']), ['politics'])
  assert.deepEqual(readTopics(['Kültür Sanat']), ['culture'])
  assert.deepEqual(readTopics(['Food and drink']), ['food'])
})

test('words that mean too much else, sentences and what is no section name nothing', () => {
  for (const label of [
    'World Cup',
    'Fast food',
    'Opinion',
    'Kommentar',
    'Ann Marsh',
    '',
    '   ',
    '&&&',
    'Press release',
    'Jude Law',
    'Green Party',
  ])
    assert.deepEqual(readTopics([label]), [], label)
  assert.deepEqual(readTopics(['Why the politics of the harbour will outlast the harbour and everyone in it']), [])
  assert.deepEqual(readTopics([null]), [])
})

test('labels come in order, none twice, at most three', () => {
  assert.deepEqual(readTopics([null, 'Sport', 'Deportes', 'Law', 'Health', 'Science']), ['sport', 'law', 'health'])
})

test('whatever a publisher writes, topics are ours, distinct and few', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { maxLength: 30 }), (labels) => {
      const found = readTopics(labels)
      assert.ok(found.length <= 3 && new Set(found).size === found.length)
      assert.ok(found.every((topic) => topics.includes(topic)))
    }),
  )
})

test('every topic has words in at least thirty languages, and each of them is read as a topic', () => {
  for (const topic of topics) {
    const lines = topicWords[topic].trim().split('\n')
    const languages = lines.map((line) => line.split(':')[0]!.trim())
    assert.ok(new Set(languages).size >= 30, topic)
    for (const line of lines)
      for (const word of line.split(':')[1]!.split(','))
        assert.equal(readTopics([word.trim()]).length, 1, `${topic}: ${word}`)
  }
})

test('a word that two topics claim belongs to the same one everywhere', () => {
  const claims = new Map<string, Set<Topic>>()
  for (const topic of topics)
    for (const line of topicWords[topic].trim().split('\n'))
      for (const word of line.split(':')[1]!.split(','))
        claims.set(word.trim(), (claims.get(word.trim()) ?? new Set()).add(topic))
  const shared = [...claims].filter(([, of]) => of.size > 1).map(([word]) => word)
  assert.deepEqual(shared, [])
})
