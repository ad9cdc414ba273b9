import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crawlDelayMs, isAllowed, parseRobots } from './robots.ts'

const agent = 'ColonnadeBot'

function allowed(text: string, path: string, who = agent): boolean {
  return isAllowed(parseRobots(text), who, `https://paper.example${path}`)
}

test('an empty file allows everything', () => {
  assert.equal(allowed('', '/a'), true)
})

test('obeys its own group and not the one for everybody', () => {
  const text = 'User-agent: *\nDisallow: /\n\nUser-agent: colonnadebot\nDisallow: /private/'
  assert.equal(allowed(text, '/a'), true)
  assert.equal(allowed(text, '/private/a'), false)
  assert.equal(allowed(text, '/a', 'OtherBot'), false)
})

test('an own group without rules allows everything', () => {
  assert.equal(allowed('User-agent: ColonnadeBot\nCrawl-delay: 3\n\nUser-agent: x\nDisallow: /x', '/a'), true)
})

test('merges every group that names it', () => {
  const text =
    'User-agent: COLONNADEBOT\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: ColonnadeBot/1.0\nDisallow: /b'
  assert.deepEqual(
    ['/a', '/b', '/c'].map((path) => allowed(text, path)),
    [false, false, true],
  )
})

test('several user-agent lines share the rules below them, also with other records between', () => {
  const text = 'User-agent: x\nSitemap: https://paper.example/s.xml\nUser-agent: ColonnadeBot\n\nDisallow: /a'
  assert.equal(allowed(text, '/a'), false)
})

test('rules before any user-agent line bind nobody', () => {
  assert.equal(allowed('Disallow: /\nUser-agent: x\nDisallow: /', '/a'), true)
})

test('the longest match wins and allow wins a tie', () => {
  const text = 'User-agent: *\nDisallow: /opinion\nAllow: /opinion/open\nDisallow: /same\nAllow: /same'
  assert.equal(allowed(text, '/opinion/closed'), false)
  assert.equal(allowed(text, '/opinion/open/1'), true)
  assert.equal(allowed(text, '/same'), true)
  assert.equal(allowed('User-agent: *\nAllow: /same\nDisallow: /same', '/same'), true)
})

test('star and final dollar are special, escaped ones are not', () => {
  const text =
    'User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b*c\nDisallow: /price-%24$\nDisallow: /star-%2A\nDisallow: /mid$dle'
  assert.deepEqual(
    ['/x.pdf', '/x.pdf?y', '/a1b2c3', '/acb', '/price-$', '/price-$1', '/star-*', '/star-x', '/mid$dle', '/mid'].map(
      (path) => allowed(text, path),
    ),
    [false, true, false, true, false, true, false, true, false, true],
  )
})

test('a pattern with many stars takes no time', () => {
  const text = `User-agent: *\nDisallow: /${'*a'.repeat(2000)}$`
  const started = performance.now()
  assert.equal(allowed(text, `/${'a'.repeat(1999)}`), true)
  assert.ok(performance.now() - started < 200)
})

test('escapes are compared after normalisation', () => {
  const text = 'User-agent: *\nDisallow: /köşe\nDisallow: /%62%61r\nDisallow: /a%2fb\nDisallow: /s?u=https://x.example'
  assert.deepEqual(
    ['/k%C3%B6%c5%9fe/1', '/bar', '/a%2Fb', '/a/b', '/s?u=https%3A%2F%2Fx.example'].map((path) => allowed(text, path)),
    [false, false, false, true, false],
  )
})

test('reads BOM, CR, CRLF, odd case, comments and stray spaces', () => {
  const text = '\uFEFFUSER-AGENT : * # all\rDisallow:/a # no\r\n   DISALLOW:   /b   \nDisallow:\nNonsense\n: /c\n'
  assert.deepEqual(
    ['/a', '/b', '/c'].map((path) => allowed(text, path)),
    [false, false, true],
  )
})

test('a forgotten colon does not undo the wish', () => {
  assert.equal(allowed('user-agent *\ndisallow /a', '/a'), false)
  assert.equal(allowed('user-agent: *\ndisallow everything under the sun', '/a'), true)
})

test('robots.txt itself may always be asked for, other schemes never', () => {
  assert.equal(allowed('User-agent: *\nDisallow: /', '/robots.txt'), true)
  assert.equal(isAllowed(parseRobots(''), agent, 'mailto:desk@paper.example'), false)
})

test('reads what lies within 500 KiB', () => {
  const filler = `# ${'x'.repeat(1000)}\n`
  assert.equal(allowed(`User-agent: *\n${filler.repeat(500)}Disallow: /a`, '/a'), false)
  assert.equal(allowed(`User-agent: *\n${filler.repeat(600)}Disallow: /a`, '/a'), true)
})

test('the longest crawl delay of its groups counts, in milliseconds', () => {
  const text =
    'User-agent: *\nCrawl-delay: 30\nDisallow:\n\nUser-agent: ColonnadeBot\nCrawl-delay: 2.5\nDisallow: /a\nCrawl-delay: soon'
  assert.equal(crawlDelayMs(parseRobots(text), agent), 2500)
  assert.equal(crawlDelayMs(parseRobots(text), 'x'), 30_000)
  assert.equal(crawlDelayMs(parseRobots('User-agent: *\nCrawl-delay: 99999999'), agent), 86_400_000)
  assert.equal(crawlDelayMs(parseRobots('User-agent: x\nCrawl-delay: 3'), agent), null)
})

test('collects sitemaps and licences wherever they stand', () => {
  const robots = parseRobots(
    'License: https://paper.example/rsl.xml\nUser-agent: x\nSitemap: https://paper.example/news.xml\nLicense: not a url\nDisallow: /',
  )
  assert.deepEqual(robots.licences, ['https://paper.example/rsl.xml'])
  assert.deepEqual(robots.sitemaps, ['https://paper.example/news.xml'])
})
