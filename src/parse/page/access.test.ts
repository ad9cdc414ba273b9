// Whether a piece is free to read, judged by what a reader or the page's own scripts would see.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePage } from './index.ts'
import { wallSwitches } from './wall-switches.ts'

const sentence = 'The harbour board has voted to sell the last public pier, and hardly anyone came to watch.'
const prose = `<p>${sentence} ${sentence}</p>`.repeat(12)

const seen = (main: string, { head = '', classes = '' }: { head?: string; classes?: string } = {}) =>
  parsePage(
    `<html><head>${head}</head><body class="${classes}"><main><h1>A headline of some length</h1>${main}</main></body></html>`,
    {
      url: 'https://gazette.example/piece',
      maskDeclaredAccess: true,
    },
  ).access

test('a label beside the headline marks a paid piece, in many languages', () => {
  for (const label of [
    'Subscriber-only',
    'Exklusiv für Abonnenten',
    'Article réservé aux abonnés',
    'Solo para suscriptores',
    'Только для подписчиков',
    'למנויים בלבד',
    '会員限定',
  ])
    // prettier-ignore
    assert.equal(seen(`<span>${label}</span>${prose}`), 'paid', label)
  assert.equal(seen(`<a href="/offer">Members only</a>${prose}`), 'unknown')
  assert.equal(seen(`<div class="related"><span>Members only</span></div>${prose}`), 'unknown')
  assert.equal(seen(`<p>Exclusive interview</p>${prose}`), 'unknown')
})

test('a badge at the headline and a class of the page itself mark a paid piece', () => {
  assert.equal(seen(`<i class="icon icon--premium"></i>${prose}`), 'paid')
  assert.equal(seen(prose, { classes: 'home-layout has-paywall' }), 'paid')
  assert.equal(seen(prose, { classes: 'home-layout paywall-script-loader' }), 'unknown')
})

test('an offer within an element named for a wall is a wall, an empty one is not', () => {
  assert.equal(
    seen(`<div>${prose}</div><div class="paywall">Abonnez-vous dès 1 € par mois, sans engagement.</div>`),
    'paid',
  )
  assert.equal(seen(`<div>${prose}</div><div class="paywall"></div>`), 'unknown')
})

test('a lede and then a wall’s words are all there is of a paid piece; a long piece before them is free', () => {
  const lede = '<p>The harbour council met again on Tuesday and left the breakwater unanswered once more.</p>'
  const wall = '<div><p>Suscríbete para seguir leyendo. ¿Ya eres suscriptor? Inicia sesión</p></div>'
  const page = (body: string) =>
    parsePage(`<html><body><article><h1>The pier</h1>${body}${wall}</article></body></html>`, {
      url: 'https://gazette.example/opinion/pier',
    }).access
  assert.equal(page(lede), 'paid')
  assert.equal(page(lede.repeat(12)), 'unknown')
})

test('hardly any text counts only beside a wall’s code', () => {
  const head = '<meta property="og:type" content="article">'
  const code = '<script src="https://cdn.tinypass.com/api/tinypass.min.js"></script>'
  assert.equal(seen(`<p>${sentence}</p>`, { head: head + code }), 'paid')
  assert.equal(seen(`<p>${sentence}</p>`, { head }), 'unknown')
  assert.equal(seen(prose, { head: head + code }), 'unknown')
})

test('reads the switches of a page, and not those of its reader or of other pieces', () => {
  const read = (code: string) => wallSwitches(`<script>${code}</script>`)
  assert.equal(read('x={"isPaidContent":"true"}'), 1)
  assert.equal(read(String.raw`push("{\"content_code\":\"metered\"}")`), 1)
  assert.equal(read('x={"metered": true, "page_access":"paid"}'), 1.5)
  assert.equal(read('track("paywall","hard")'), 1)
  assert.equal(read('x={"paywall":false,"isPremium":"0"}'), -1.5)
  assert.equal(read('x={"access":"subscribers"}, y={"access":"open"}'), 0)
  assert.equal(read('x={"isSubscriber":false,"hasAccess":true,"userPaid":"no","paywallEnabled":true}'), 0)
  assert.equal(read('x={"paywall_level":1}'), 0)
  assert.equal(read('x={"isFree":true}'), -1)
  assert.equal(read('{"premium":true},'.repeat(9)), 0.5)
})

test('a body far shorter than the time to read it, or than its declared words, is a beginning', () => {
  const short = `<p>${sentence}</p>`.repeat(6)
  assert.equal(seen(`<span>8 min read</span>${short}`), 'paid')
  assert.equal(seen(`<span>Lesezeit: ca. 8 Minuten</span>${short}`), 'paid')
  assert.equal(seen(`<span>3 min read</span>${prose}`), 'unknown')
  assert.equal(seen(`<div class="related"><p>8 minutes</p></div>${short}`), 'unknown')
  const counted = (words: number) => ({
    head: `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A headline of some length","wordCount":${words}}</script>`,
  })
  assert.equal(seen(prose, counted(420)), 'unknown')
  assert.equal(seen(prose, counted(800)), 'paid')
})

test('a megabyte of styles before the piece does not keep its wall from being seen', () => {
  const wall = `<div class="paywall">${prose}</div><div class="paywall-offer">Weiterlesen mit Abo</div>`
  const styles = `<style>${'.a{color:#123456}'.repeat(100_000)}</style>`
  assert.equal(seen(styles + wall), 'paid')
  assert.equal(seen('<style>'.repeat(300_000) + wall), 'unknown')
})

test('a switch that is off outweighs an element named for a wall, not a wall’s words', () => {
  const off = '<script>page={"paywall":false}</script>'
  assert.equal(seen(prose, { head: off, classes: 'has-paywall' }), 'unknown')
  assert.equal(seen(`${prose}<p>Subscribe to continue reading.</p>`, { head: off }), 'paid')
})
