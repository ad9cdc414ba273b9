import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as soon } from 'node:timers/promises'
import { groupCommit } from './group-commit.ts'
import type { Db } from './schema.ts'

const db = { isTransaction: false } as Db

test('an item alone is written at once; those that come meanwhile are written together', async () => {
  const written: number[][] = []
  const ends: (() => void)[] = []
  const add = groupCommit<number>((_, items) => {
    written.push([...items])
    return new Promise((end) => ends.push(end))
  })
  const all = [add(db, 1), add(db, 2), add(db, 3)]
  assert.deepEqual(written, [[1]])
  ends[0]?.()
  await all[0]
  await soon()
  assert.deepEqual(written, [[1], [2, 3]])
  ends[1]?.()
  await Promise.all(all)
  const later = add(db, 4)
  assert.deepEqual(written.at(-1), [4])
  ends[2]?.()
  await later
})

test('one item that cannot be written fails alone', async () => {
  const kept: number[] = []
  const add = groupCommit<number>(async (_, items) => {
    await soon()
    if (items.includes(13)) throw new Error('unlucky')
    kept.push(...items)
  })
  const results = await Promise.allSettled([12, 11, 13, 14].map((item) => add(db, item)))
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  )
  assert.deepEqual(kept, [12, 11, 14])
})

test('a transaction writes its own at once', async () => {
  const written: number[][] = []
  const add = groupCommit<number>(async (_, items) => {
    written.push([...items])
    await soon()
  })
  const transaction = { isTransaction: true } as Db
  await Promise.all([add(transaction, 1), add(transaction, 2)])
  assert.deepEqual(written, [[1], [2]])
})

test('whoever is patient waits while each turn brings another, and answers each with its own', async () => {
  const written: number[][] = []
  const add = groupCommit<number, string>(
    async (_, items) => {
      written.push([...items])
      await soon()
      return items.map((item) => `number ${item}`)
    },
    { isPatient: true, fits: (_item, others) => others.length > 0 && others.length < 3 },
  )
  const answers: Promise<string>[] = []
  for (const item of [1, 2, 3, 4, 5]) {
    answers.push(add(db, item))
    await Promise.resolve()
  }
  assert.deepEqual(written, [])
  assert.deepEqual(await Promise.all(answers), ['number 1', 'number 2', 'number 3', 'number 4', 'number 5'])
  assert.deepEqual(written, [
    [1, 2, 3],
    [4, 5],
  ])
})

test('a second commit begins beside the first, with what does not fit it', async () => {
  const written: string[][] = []
  const ends: (() => void)[] = []
  const add = groupCommit<string>(
    (_, items) => {
      written.push([...items])
      return new Promise((end) => ends.push(end))
    },
    { atOnce: 2, isPatient: true, fits: (item, others) => !others.some((other) => other[0] === item[0]) },
  )
  const all = ['a1', 'b1', 'a2', 'b2', 'a3'].map((item) => add(db, item))
  await soon()
  await soon()
  await soon()
  assert.deepEqual(written, [
    ['a1', 'b1'],
    ['a2', 'b2'],
  ])
  ends[0]?.()
  await all[0]
  await soon()
  await soon()
  assert.deepEqual(written.at(-1), ['a3'])
  for (const end of ends) end()
  await Promise.all(all)
})

test('when the database is away, nobody is tried again', async () => {
  let tries = 0
  const add = groupCommit<number>(async () => {
    tries += 1
    await soon()
    throw Object.assign(new Error('gone'), { code: 'ECONNRESET' })
  })
  const results = await Promise.allSettled([1, 2, 3].map((item) => add(db, item)))
  assert.ok(results.every(({ status }) => status === 'rejected'))
  assert.equal(tries, 2)
})
