import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { looseLine, plainLine, plainText } from './plain-text.ts'

test('puts blocks on lines of their own and collapses other whitespace', () => {
  assert.equal(
    plainText('<p>One\n  two</p>\n<p>Three<br>four</p><ul><li>five<li>six</ul>'),
    'One two\nThree\nfour\nfive\nsix',
  )
  assert.equal(plainText('First paragraph.\n\nSecond\nparagraph.'), 'First paragraph.\nSecond paragraph.')
})

test('drops what is no running text', () => {
  assert.equal(plainText('a<script>alert(1)</script><style>p{}</style><iframe src="x">y</iframe>b'), 'ab')
  assert.equal(plainText('<figure><img src=x><figcaption>Photo: A. Body</figcaption></figure><p>Lede.</p>'), 'Lede.')
  assert.equal(plainText('Lede.<img src="https://count.example/p.gif" width="1" height="1">'), 'Lede.')
  assert.equal(plainText('<form><input value="x"><button>Go</button></form>Text<noscript>no</noscript>'), 'Text')
})

test('decodes references once, and again where they were escaped twice', () => {
  assert.equal(plainText('caf&eacute; &amp; cr&egrave;me&#8230; it&#146;s'), 'café & crème… it’s')
  assert.equal(plainText('&lt;p&gt;Fish &amp;amp; chips&lt;/p&gt;'), 'Fish & chips')
  assert.equal(plainText('AT&amp;T'), 'AT&T')
})

test('keeps loose angle brackets and drops a tag that was cut off', () => {
  assert.equal(plainText('I <3 you, a<b and 5 < 6'), 'I <3 you, a<b and 5 < 6')
  assert.equal(plainText('A summary cut in <a href="https://paper.exa'), 'A summary cut in')
  assert.equal(looseLine('How to use the <foo> element'), 'How to use the <foo> element')
  assert.equal(looseLine('A <em>good</em> title'), 'A good title')
})

test('removes what is invisible and what overrides direction, and keeps joiners', () => {
  assert.equal(plainText('co\u00ADop\u200Bera\uFEFFtion \u202Egnp\u202C.exe'), 'cooperation gnp.exe')
  assert.equal(plainText('می\u200Cخواهم'), 'می\u200Cخواهم')
  assert.equal(plainText('👩\u200D👧'), '👩\u200D👧')
  assert.equal(plainText('It\u0092s'), 'It’s')
})

test('takes off the endings that publishing systems add', () => {
  const lede = 'The lede stands here.'
  for (const ending of [
    '<p>The post <a href="x">A title</a> appeared first on <a href="y">The Paper</a>.</p>',
    '<p>Der Beitrag <a href="x">Titel</a> erschien zuerst auf <a href="y">Zeitung</a>.</p>',
    '<p>L’article <a href="x">Titre</a> est apparu en premier sur <a href="y">Journal</a>.</p>',
    '<p>La entrada <a href="x">Título</a> se publicó primero en <a href="y">Diario</a>.</p>',
    '<p>L\'articolo <a href="x">Titolo</a> proviene da <a href="y">Giornale</a>.</p>',
    '<p><a href="x">Başlık</a> yazısı ilk önce <a href="y">Gazete</a> üzerinde ortaya çıktı.</p>',
    '<p><a href="x">Read more &raquo;</a></p>',
    ' <a href="x">Weiterlesen …</a>',
    '<p>Devamını oku</p>',
    '<p>קרא עוד</p>',
    '<p>اقرأ المزيد</p>',
    '<p>続きを読む</p>',
    '<p>Читать далее &rarr;</p>',
  ]) {
    assert.equal(plainText(`<p>${lede}</p>${ending}`), lede, ending)
  }
  assert.equal(plainText('<p>It goes on [&hellip;]</p>'), 'It goes on…')
})

test('keeps sentences that only resemble such an ending', () => {
  for (const text of [
    'I wish the young would read more',
    'We need to see more.',
    'The post office appeared first in 1660.',
    'Why we read on',
  ]) {
    assert.equal(plainText(text), text)
  }
})

test('a title is one line and keeps its ending', () => {
  assert.equal(plainLine('<h1>Why we should<br>Read more</h1>'), 'Why we should Read more')
})

const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '</',
      '<!--',
      '-->',
      '&',
      '&lt;',
      '&amp;lt;',
      '&#x3c;',
      '<script>',
      '</script>',
      '<svg/onload=alert(1)>',
      '<p ',
      ' onclick="x"',
      '<![CDATA[',
      ']]>',
      '<?xml',
      '"',
      "'",
      '\u0000',
      '\uD800',
    ),
    fc.string({ maxLength: 8 }),
  ),
  { maxLength: 40 },
)

test('never throws, is well-formed and leaves no tag of HTML, whatever comes', () => {
  fc.assert(
    fc.property(hostile, (pieces) => {
      const text = plainText(pieces.join(''))
      assert.ok(text.isWellFormed())
      assert.doesNotMatch(text, /<(?:script|svg|p|img|a)\b[^<>]*>/i)
    }),
    { numRuns: 500 },
  )
})

test('the work grows with the length and not with its square', () => {
  for (const piece of [
    '<div>',
    '<',
    '&',
    '&amp;',
    '<a <b ',
    '<!--',
    '[…] ',
    ' . ',
    '<script>',
    '</p>',
    'read more ',
    '<svg>',
  ]) {
    const ratio =
      timeOf(piece.repeat(200_000 / piece.length)) / Math.max(timeOf(piece.repeat(20_000 / piece.length)), 0.4)
    assert.ok(ratio < 60, `${piece}: ten times the length took ${ratio.toFixed(0)} times as long`)
  }
})

/** CPU milliseconds, the better of two. */
function timeOf(markup: string): number {
  return Math.min(
    ...[0, 1].map(() => {
      const start = process.cpuUsage()
      plainText(markup)
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1000
    }),
  )
}
