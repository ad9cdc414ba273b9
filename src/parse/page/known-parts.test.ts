import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parsePage } from './index.ts'
import { readDom } from './build-dom.ts'
import { Element, type ChildNode, type ParentNode } from './dom-nodes.ts'
import type { PageDom } from './page-dom.ts'

/** All that is known of a tree, by places instead of nodes. */
function flat({ elements, document, classes, ids, byTag, itemprops, taken, ...rest }: PageDom): unknown {
  const place = (node: ChildNode | ParentNode | null): unknown =>
    node === null ? null : node instanceof Element ? elements.indexOf(node) : 'data' in node ? node.data : 'document'
  const told = (node: ChildNode): unknown => [place(node), place(node.parent), place(node.prev)]
  assert.ok(taken.every(({ start, part }) => elements[start] === part.elements[0]))
  return {
    ...rest,
    root: place(rest.root),
    body: place(rest.body),
    elements: elements.map(({ name, attribs, startIndex, endIndex, children, parent, prev }) => ({
      name,
      attribs,
      places: [startIndex, endIndex, place(parent), place(prev)],
      children: children.map(told),
    })),
    document: document.children.map(told),
    classes: classes.map((name) => name?.written),
    ids: ids.map((name) => name?.written),
    byTag: [...byTag].map(([name, some]) => [name, some.map(place)]),
    itemprops: itemprops.map(place),
  }
}

const menu = (first: string): string =>
  `<nav class="menu"><ul>${[first, 'b', 'c', 'd', 'e', 'f'].map((name) => `<li><a href="/${name}">${name} &amp; co</a></li>`).join('\n')}</ul></nav>`
const cards = `<aside id="more">${'<div class=card><h3>Ducks</h3><p>Of ponds <b>and</b> lakes</p><script>x = {"a": 1, "of": "some length, and more of it"}</script></div>'.repeat(4)}</aside>`
const prose = '<p>Ponds lie still, and the ducks are at home on them, all through the long year, without a care.</p>'
const notes = `<div><p>lakes, ponds and ducks by the thousand, at rest</p>${prose}<ul>${'<li>reeds</li>'.repeat(4)}</ul><img src="/duck.png"></div>`
const page = (title: string, top = menu('a')): string =>
  `<html><head><title>${title}</title></head><body>${top}<main><h1>${title}</h1><p>Some words of ${title}.</p></main>${cards}</body></html>`

const factsOf = (html: string, url: string): string =>
  JSON.stringify(parsePage(html, { url })).replaceAll(new URL(url).origin, '')

let site = 0
const newSite = (): string => `https://site-${1_000 + site++}.example/column`

/** A site of which five pages were read, so that the next two are compared. */
function readSite(): string {
  const url = newSite()
  for (let number = 0; number < 5; number++) readDom('<p>a page</p>', url, { takesOver: true })
  return url
}

describe('parts of pages that are known', () => {
  it('are taken over from a site’s seventh page on, wherever they stand then', () => {
    const url = readSite()
    const taken = ['one', 'two', 'three', 'four', 'five'].map((title, number) => {
      const html = number === 3 ? page(title, '<div>another page</div>') : page(title)
      const dom = readDom(html, url, { takesOver: true })
      assert.deepEqual(flat(dom), flat(readDom(html, url)))
      return dom.taken.map(({ part }) => part.tag.name)
    })
    assert.deepEqual(taken, [[], ['nav', 'aside'], ['nav', 'aside'], ['aside'], ['nav', 'aside']])
  })

  it('are no other site’s, and none where all attributes are asked for', () => {
    const [url, other] = [readSite(), readSite()]
    for (const title of ['one', 'two']) readDom(page(title), url, { takesOver: true })
    assert.equal(readDom(page('four'), other, { takesOver: true }).taken.length, 0)
    assert.equal(readDom(page('four'), url, { takesOver: true, attributes: 'all' }).taken.length, 0)
    assert.equal(readDom(page('four'), url, { takesOver: true }).taken.length, 2)
  })

  it('are sought again when a site was made anew', () => {
    const url = readSite()
    for (const title of ['one', 'two']) readDom(page(title), url, { takesOver: true })
    const anew = Array.from({ length: 12 }, (_, number) => {
      const html = page(`new ${number}`, menu('z')).replace(cards, '')
      return readDom(html, url, { takesOver: true }).taken.length
    })
    assert.deepEqual(anew, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
  })

  it('are forgotten when many other sites were read', () => {
    const [url, busy] = [readSite(), readSite()]
    for (const title of ['one', 'two']) readDom(page(title), url, { takesOver: true })
    for (let number = 0; number < 400; number++) {
      readDom(page('other'), newSite(), { takesOver: true })
      readDom(page(`${number}`), busy, { takesOver: true })
    }
    assert.equal(readDom(page('four'), url, { takesOver: true }).taken.length, 0)
    assert.equal(readDom(page('more'), busy, { takesOver: true }).taken.length, 2)
  })

  it('are read anew where they differ by one letter, or stand in a drawing, or lie too deep', () => {
    const url = readSite()
    for (const title of ['one', 'two']) readDom(page(title), url, { takesOver: true })
    for (const html of [
      page('four', menu('z')),
      page('four', `<svg>${menu('a')}</svg>`),
      page('four', `<math><style>${menu('a')}</style></math>`),
      page('four', `${'<div>'.repeat(390)}${menu('a')}`),
      page('four', `<title>${menu('a')}</title>`),
      page('four', `<!-- ${menu('a')} -->`),
    ]) {
      const dom = readDom(html, url, { takesOver: true })
      assert.deepEqual(
        dom.taken.filter(({ part }) => part.tag.name === 'nav'),
        [],
      )
      assert.deepEqual(flat(dom), flat(readDom(html, url)))
    }
  })

  it('are no form themselves, which is none within another', () => {
    const url = readSite()
    const form = `<form>${menu('a')}</form>`
    for (const html of [form, form, `<form><hr>${form}`]) {
      const dom = readDom(html, url, { takesOver: true })
      assert.deepEqual(flat(dom), flat(readDom(html, url)))
    }
  })

  it('give the tree and the facts that reading afresh gives, in pages of any markup', () => {
    const names = 'div p a ul li span b svg math title form nav table tr td script style template br image h1'.split(
      ' ',
    )
    const pieces = fc.oneof(
      fc.constantFrom(...names).map((name) => `<${name}>`),
      fc.constantFrom(...names).map((name) => `</${name}>`),
      fc.constantFrom('word ', ' ', '&amp;', '<path/>', '<!-- a -->', '<a class="by" href="/author/roe">Jane Roe</a>', '<p itemprop=author>By Jan Poe</p>'), // prettier-ignore
      fc.constantFrom('<div class="footer">', '<header>', '<img src="/reed.png">', '<p>a label</p>', prose, '<a href="/reeds">', `<ol>${prose}</ol>`), // prettier-ignore
      fc.constantFrom(menu('a'), cards, notes, '<div><i></i><b></b><i></i><b></b><i></i><b></b><i></i></div>'),
    )
    let taken = 0
    fc.assert(
      fc.property(
        fc.array(fc.array(pieces, { maxLength: 12 }), { minLength: 3, maxLength: 3 }),
        fc.array(fc.nat(2), { minLength: 3, maxLength: 8 }),
        (parts, order) => {
          const url = readSite()
          // Pages that are one another's, in turn: what is shared stands in other surroundings each time.
          for (const [number, which] of order.entries()) {
            const html = [parts[which], parts[(which + number) % 3], parts[0]]
              .map((some) => some?.join(''))
              .join('<hr>')
            const dom = readDom(html, url, { takesOver: true })
            taken += dom.taken.length
            assert.deepEqual(flat(dom), flat(readDom(html, url)))
            assert.equal(factsOf(html, url), factsOf(html, newSite()))
          }
        },
      ),
      { numRuns: 150 },
    )
    assert.ok(taken > 100)
  })
})
