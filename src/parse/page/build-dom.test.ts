import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Element, type ChildNode } from './dom-nodes.ts'
import { readDom } from './build-dom.ts'

/** `p[a b]`: names with their children, text in quotation marks. */
function outline(nodes: readonly ChildNode[]): string {
  return nodes
    .map((node) => {
      if (!(node instanceof Element)) return 'data' in node ? JSON.stringify(node.data) : '?'
      const inner = outline(node.children)
      return inner === '' ? node.name : `${node.name}[${inner}]`
    })
    .join(' ')
}

const treeOf = (html: string): string => outline(readDom(html, 'https://example.org/').document.children)

describe('readDom', () => {
  it('ends elements whose end tags were left out', () => {
    assert.equal(treeOf('<ul><li>a<li>b</ul>'), 'ul[li["a"] li["b"]]')
    assert.equal(treeOf('<p>a<p>b<div>c</div>'), 'p["a"] p["b"] div["c"]')
    assert.equal(treeOf('<table><tr><td>a<td>b<tr><td>c</table>'), 'table[tr[td["a"] td["b"]] tr[td["c"]]]')
    assert.equal(treeOf('<div><b>a</div>b'), 'div[b["a"]] "b"')
    assert.equal(treeOf('<a href=x>a<a href=y>b</a>'), 'a["a"] a["b"]')
  })

  it('passes over end tags without a beginning, but for paragraphs and line breaks', () => {
    assert.equal(treeOf('a</div></span>b'), '"ab"')
    assert.equal(treeOf('<div>a</p>b</br>c</div>'), 'div["a" p "b" br "c"]')
  })

  it('reads no form within a form, and an image as img', () => {
    assert.equal(treeOf('<form>a<form>b</form>c'), 'form["ab"] "c"')
    assert.equal(treeOf('<IMAGE src=x>'), 'img')
  })

  it('keeps a drawing as one empty element, ended by a stroke or by its end', () => {
    assert.equal(treeOf('<p><svg><title>t</title><path/><g><svg></svg></g></svg>a'), 'p[svg "a"]')
    assert.equal(treeOf('<p><svg/>a'), 'p[svg "a"]')
    assert.equal(treeOf('<div><svg><path></div>a'), 'div[svg] "a"')
  })

  it('decodes references in text, titles and attributes, and none in scripts', () => {
    const dom = readDom(
      '<title>A &amp; B</title><a title="x &lt; y">&copy;&nbsp;2026</a><script>a &amp; b</script>',
      'https://x.org/',
    )
    assert.equal(dom.title, 'A & B')
    assert.equal(dom.byTag.get('a')?.[0]?.attribs['title'], 'x < y')
    assert.equal(outline(dom.document.children), 'title["A & B"] a["©\u00a02026"] script["a &amp; b"]')
  })

  it('takes the first of two attributes of one name, whatever their case', () => {
    const [link] = readDom('<a HREF="x" href="y" Class=z>t</a>', 'https://x.org/').byTag.get('a') ?? []
    assert.deepEqual(link?.attribs, { href: 'x', class: 'z' })
  })

  it('gives each element its place and the end of its descendants, at the end of the page too', () => {
    const { elements } = readDom('<div><p>a</p><p><b>b</b></p></div><main><i>', 'https://x.org/')
    assert.deepEqual(
      elements.map(({ name, startIndex, endIndex }) => [name, startIndex, endIndex]),
      [
        ['div', 0, 4],
        ['p', 1, 2],
        ['p', 2, 4],
        ['b', 3, 4],
        ['main', 4, 6],
        ['i', 5, 6],
      ],
    )
  })

  it('stops at a page that opens elements without end, in time that grows with its length alone', () => {
    const deep = readDom('<div>'.repeat(5_000), 'https://x.org/')
    assert.equal(deep.problems.length, 1)
    assert.ok(deep.elements.length < 2_000)
    // Drawings count no elements; end tags without a beginning are not looked for among the open ones.
    const drawn = readDom(`<svg>${'<g>'.repeat(200_000)}${'</x>'.repeat(200_000)}</svg><p>a</p>`, 'https://x.org/')
    assert.equal(outline(drawn.document.children), 'svg p["a"]')
  })

  it('keeps the attributes that readers ask for, written in letters of any case, and all when told', () => {
    const html = '<a HREF=/a onclick=b() Class="c" data-href=d href=/e>'
    const [asked] = readDom(html, 'https://x.org/').elements
    assert.deepEqual(asked?.attribs, { href: '/a', class: 'c' })
    const [all] = readDom(html, 'https://x.org/', { attributes: 'all' }).elements
    assert.deepEqual(all?.attribs, { href: '/a', onclick: 'b()', class: 'c', 'data-href': 'd' })
  })
})
