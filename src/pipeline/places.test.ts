import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPlaces } from './places.ts'

test('as many as there are places go on at once, the others in their order', async () => {
  let told = 0
  const places = createPlaces(2, () => (told += 1))
  const [one, two, three, four] = [1, 2, 3, 4].map((number) => places.newPlace(number))
  const taken: string[] = []
  const take = async (name: string, place = one!) => {
    await place.take()
    taken.push(name)
  }
  await take('one', one)
  await take('one again', one)
  await take('two', two)
  const [third, fourth] = [take('three', three), take('four', four)]
  assert.deepEqual(taken, ['one', 'one again', 'two'])
  assert.deepEqual([places.wanted(), told], [4, 4], 'who waits is counted, and nobody twice')
  two!.leave()
  two!.leave()
  await third
  assert.deepEqual(taken.slice(3), ['three'])
  one!.leave()
  await fourth
  assert.deepEqual(taken.slice(3), ['three', 'four'])
  assert.equal(places.wanted(), 2)
  three!.leave()
  four!.leave()
  await take('two', two)
  await take('one', one)
})

test('whoever was begun first goes before those who came before it', async () => {
  const places = createPlaces(1)
  const first = places.newPlace(7)
  await first.take()
  const order: string[] = []
  const all = [
    { begunAs: 9, name: 'nine' },
    { begunAs: 2, name: 'two' },
    { begunAs: 9, name: 'nine, later' },
    { begunAs: 4, name: 'four' },
  ].map(async ({ begunAs, name }) => {
    const place = places.newPlace(begunAs)
    await place.take()
    order.push(name)
    place.leave()
  })
  first.leave()
  await Promise.all(all)
  assert.deepEqual(order, ['two', 'four', 'nine', 'nine, later'])
})
