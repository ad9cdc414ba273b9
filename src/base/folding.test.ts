import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { foldLetters, foldName, searchText, slugify, splitWords, uniqueSlug } from './index.ts'

describe('foldLetters', () => {
  it('makes the forms of one name equal, and keeps letters that only look like marks', () => {
    assert.equal(foldLetters('Şafak'), 'safak')
    assert.equal(foldLetters('İBRAHİM IŞIK'), 'ibrahim isik')
    assert.equal(foldLetters('Łódź Øst Đorđe Straße'), 'lodz ost dorde strasse')
    assert.equal(foldLetters('שָׁלוֹם'), 'שלום')
    assert.equal(foldLetters('مُحَمَّد'), foldLetters('محمد'))
    assert.equal(foldLetters('علی'), foldLetters('علي'))
    assert.equal(foldLetters('Ёлка'), 'елка')
    assert.equal(foldLetters('हिंदी'), 'हिंदी')
    assert.equal(foldLetters('がっこう'), 'がっこう')
    assert.equal(foldLetters('한국'), '한국')
  })
})

describe('foldLetters, character by character', () => {
  /** A kana behind it takes the way that every script can go. */
  const together = (text: string): string => foldLetters(`${text}あ`).slice(0, -1)
  const codes = [
    ...Array.from({ length: 0x700 }, (_, code) => code),
    ...Array.from({ length: 0xe00 }, (_, at) => 0x1e00 + at),
  ]

  it('folds letters of Europe and its neighbours one by one as it folds them in any other text', () => {
    for (const code of codes) {
      const text = `Ab${String.fromCharCode(code)}cZ`
      assert.equal(foldLetters(text), together(text), `U+${code.toString(16)}`)
    }
  })

  it('does so whatever stands beside them', () => {
    const letter = fc.constantFrom(...codes.map((code) => String.fromCharCode(code)))
    const near = fc.string({ unit: letter, maxLength: 40 })
    fc.assert(
      fc.property(near, (text) => assert.equal(foldLetters(text), together(text))),
      { numRuns: 1000 },
    )
    const long = 'Ağaç ΣΑΣ שָׁלוֹם '.repeat(400)
    assert.equal(foldLetters(long), together(long))
  })
})

describe('foldName', () => {
  it('ignores case, accents, punctuation and the way initials are printed', () => {
    assert.equal(foldName('J.K. Mejía-O’Neill'), 'jk mejia oneill')
    assert.equal(foldName("J. K. MEJIA O'NEILL"), 'jk mejia oneill')
    assert.equal(foldName('  Dr. Ayşe   Çelik '), 'dr ayse celik')
    assert.equal(foldName('山田 太郎'), '山田 太郎')
    assert.equal(foldName('—'), '')
  })
})

describe('searchText', () => {
  it('keeps whole words of spaced scripts', () => {
    assert.equal(searchText('The “Mayor’s” plan can’t wait: COVID-19'), 'the mayor plan cant wait covid 19')
    assert.equal(searchText('L’avenir d’Israël'), 'l avenir d israel')
    assert.equal(searchText('צה"ל ג׳ורג׳'), 'צהל גורג')
  })
  it('cuts scripts without spaces into pairs', () => {
    assert.equal(searchText('東京都 A'), '東京 京都 a')
    assert.equal(searchText('水'), '水')
    assert.equal(searchText('2026年版PDF'), '2026 年版 pdf')
  })
})

describe('slugify', () => {
  it('is readable in any script and never loses a letter', () => {
    assert.equal(slugify('Mejía'), 'mejia')
    assert.equal(slugify('שָׁלוֹם עולם'), 'שלום-עולם')
    assert.equal(slugify("Can't stop, won't stop"), 'cant-stop-wont-stop')
    assert.equal(slugify('Ёлка и йод'), 'ёлка-и-йод')
    assert.equal(slugify('हिंदी में'), 'हिंदी-में')
    assert.equal(slugify('Şükrü IŞIK'), 'sukru-isik')
    assert.equal(slugify('!!!'), '')
  })
  it('is at most 80 characters and ends with a whole word', () => {
    const slug = slugify('word '.repeat(40))
    assert.ok(slug.length <= 80)
    assert.ok(slug.endsWith('word'))
    assert.ok(slugify('x'.repeat(500)).length <= 80)
  })
})

describe('uniqueSlug', () => {
  it('counts from 2 and names the unreadable', () => {
    const taken = new Set(['ann', 'ann-2', 'columnist'])
    assert.equal(
      uniqueSlug('ann', (slug) => taken.has(slug), 'columnist'),
      'ann-3',
    )
    assert.equal(
      uniqueSlug('', (slug) => taken.has(slug), 'columnist'),
      'columnist-2',
    )
    assert.equal(
      uniqueSlug('bob', (slug) => taken.has(slug), 'columnist'),
      'bob',
    )
  })
})

describe('splitWords', () => {
  it('cuts text of one alphabet as it cuts text that holds another script as well', () => {
    for (let code = 0; code < 0x2120; code++) {
      const letter = String.fromCharCode(code)
      for (const text of [letter, `a${letter}b`, `l'${letter}a`, `${letter}'s B`, `D${letter}' ${letter}9`])
        assert.deepEqual([...splitWords(text), '東'], splitWords(`${text} 東`), `U+${code.toString(16)} in ${text}`)
    }
  })

  it('keeps the first 200 characters of a word', () => {
    assert.deepEqual(splitWords(`one ${'x'.repeat(300)} two`), ['one', 'x'.repeat(200), 'two'])
  })
})
