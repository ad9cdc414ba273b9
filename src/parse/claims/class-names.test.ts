import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { writtenName, type WrittenName } from '../page/written-names.ts'
import { factsOfNames } from './class-names.ts'

const name = (text: string): WrittenName => writtenName(text, text)

describe('factsOfNames', () => {
  it('reads a class and an id as if they were one text', () => {
    const words = [
      'byline',
      'photo-credit',
      'comments',
      'comments-link',
      'footer',
      'article',
      'author-box',
      'tags',
      'x',
    ]
    for (const one of words)
      for (const other of words) {
        const together = factsOfNames(name(`${one} ${other}`), undefined)
        assert.deepEqual(factsOfNames(name(one), name(other)), together, `${one} ${other}`)
        assert.deepEqual(factsOfNames(undefined, name(`${one} ${other}`)), together)
      }
  })

  it('knows an author, but not the author of a picture', () => {
    assert.equal(factsOfNames(name('article-author'), undefined).mark, 'strong')
    assert.equal(factsOfNames(name('article-author photo-credit'), undefined).mark, null)
    assert.equal(factsOfNames(name('ARTICLE-AUTHOR'), name('main')).mark, 'strong')
  })

  it('says nothing of what nobody named', () => {
    assert.deepEqual(factsOfNames(undefined, undefined), { mark: null, box: false, zone: null })
    assert.deepEqual(factsOfNames(name('byline '.repeat(100)), undefined), { mark: null, box: false, zone: null })
  })
})
