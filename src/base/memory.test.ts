import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createMemory } from './index.ts'

describe('createMemory', () => {
  it('asks once for each key, and again for what it has forgotten', () => {
    const made: string[] = []
    const memory = createMemory<string>(2)
    const ask = (key: string): string =>
      memory.recall(key, () => {
        made.push(key)
        return key.toUpperCase()
      })
    assert.deepEqual([ask('a'), ask('b'), ask('a'), ask('b')], ['A', 'B', 'A', 'B'])
    assert.deepEqual(made, ['a', 'b'])
    assert.equal(ask('c'), 'C')
    assert.deepEqual([ask('b'), ask('c')], ['B', 'C'])
    assert.deepEqual(made, ['a', 'b', 'c'])
    assert.equal(ask('a'), 'A')
    assert.deepEqual(made, ['a', 'b', 'c', 'a'])
  })
})
