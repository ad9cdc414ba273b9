import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createMemory, foldName } from './index.ts'

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

  it('makes no answer anew for being null, and keeps none under a key that is too long', () => {
    const made: string[] = []
    const memory = createMemory<null>(4, 3)
    const ask = (key: string): null =>
      memory.recall(key, () => {
        made.push(key)
        return null
      })
    for (const key of ['a', 'b', 'a', 'c', 'a', 'long', 'long']) assert.equal(ask(key), null)
    assert.deepEqual(made, ['a', 'b', 'c', 'long', 'long'])
  })

  it('keeps a name that was cut out of a page without the page', () => {
    setFlagsFromString('--expose-gc')
    const gc = runInNewContext('gc') as () => void
    const memory = createMemory<string>(1000)
    const pages = 300
    const heapMb = () => {
      gc()
      return process.memoryUsage().heapUsed / 2 ** 20
    }
    const before = heapMb()
    for (let number = 0; number < pages; number++) {
      const page = `${number} marsh-courier`.padStart(2 ** 20, 'x')
      const name = page.slice(-'000 marsh-courier'.length)
      memory.recall(name, () => 'a name')
      memory.recall(`a key with ${name}`, () => 'a name')
      foldName(name)
    }
    // A page is a megabyte; what is kept of all of them together is less than a tenth of that.
    assert.ok(heapMb() - before < pages / 10)
  })
})
