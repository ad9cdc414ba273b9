import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rememberAnswers } from './remembered-answers.ts'

test('an answer is asked for once until one of its topics is heard, or everything', async () => {
  let asked = 0
  const { remember, forget } = rememberAnswers(() => true)
  const answer = remember(() => Promise.resolve(++asked), { topics: ['filing'] })
  assert.deepEqual(await Promise.all([answer(), answer()]), [1, 1])
  forget(['country:tr'])
  assert.equal(await answer(), 1)
  forget(['country:tr', 'filing'])
  assert.equal(await answer(), 2)
  forget(['everything'])
  assert.equal(await answer(), 3)
})

test('what was asked before something was heard is not remembered after it', async () => {
  const { remember, forget } = rememberAnswers(() => true)
  const first = Promise.withResolvers<string>()
  const answers = [first.promise, Promise.resolve('new')]
  const answer = remember(() => answers.shift()!, { topics: ['filing'] })
  const begun = answer()
  forget(['filing'])
  first.resolve('old')
  assert.equal(await begun, 'old')
  assert.equal(await answer(), 'new')
})

test('while nothing is heard nothing is remembered but what has an age', async () => {
  let asked = 0
  let isHearing = false
  const { remember } = rememberAnswers(() => isHearing)
  const answer = remember(() => Promise.resolve(++asked), {})
  const aging = remember(() => Promise.resolve('once'), { maxAgeMs: 60_000 })
  assert.deepEqual([await answer(), await answer(), await aging(), await aging()], [1, 2, 'once', 'once'])
  isHearing = true
  assert.deepEqual([await answer(), await answer()], [3, 3])
})

test('a failure is told to whoever waits, and not remembered', async () => {
  let asked = 0
  const { remember } = rememberAnswers(() => true)
  const answer = remember(() => (++asked === 1 ? Promise.reject(new Error('away')) : Promise.resolve(asked)), {})
  await assert.rejects(answer(), /away/)
  assert.equal(await answer(), 2)
})
