// What the invented papers promise: enough of everything, no two columns alike, every trait at least once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPapers } from './read-papers.ts'
import { columnTraits, paperTraits } from './traits.ts'

const everything = readPapers()
const papers = everything.map(({ paper }) => paper)
const columns = everything.flatMap(({ columns }) => columns)
const originals = columns.filter(({ copyOf }) => copyOf === null)

test('twelve papers in six languages and at least eight countries, Hebrew and Arabic among them', () => {
  assert.equal(papers.length, 12)
  assert.deepEqual([...new Set(papers.map(({ lang }) => lang))].toSorted(), ['ar', 'de', 'en', 'es', 'he', 'tr'])
  assert.ok(new Set(papers.map(({ country }) => country)).size >= 8)
})

test('about forty columnists, each said to be invented', () => {
  const people = papers.flatMap((paper) =>
    paper.authors.filter(
      ({ kind, at }) => at === undefined && (kind === 'person' || kind === 'cartoonist' || kind === 'guest'),
    ),
  )
  assert.ok(people.length >= 38, String(people.length))
  for (const { name, bio } of people)
    assert.match(bio, /invented|uydurma|uydurulmuş|בדויה|متخيّلة|inventad|de muestra|erfunden/, name)
})

test('about two hundred columns, thirty or so held back', () => {
  assert.ok(columns.length >= 190, String(columns.length))
  const held = columns.filter(({ reserve }) => reserve).length
  assert.ok(held >= 25 && held <= 60, String(held))
})

test('every trait occurs at least once', () => {
  const had = new Set<string>([...papers.flatMap(({ traits }) => traits), ...columns.flatMap(({ traits }) => traits)])
  assert.deepEqual(
    [...paperTraits, ...columnTraits].filter((trait) => !had.has(trait)),
    [],
  )
})

test('every column is a short column: enough to read, little enough for a sample', () => {
  for (const { paper, slug, body, kind } of originals) {
    const words = body.flatMap(({ text }) => text.split(/\s+/)).length
    assert.ok(
      words >= (kind === 'cartoon' ? 15 : kind === 'news' ? 70 : 95) && words <= 260,
      `${paper}/${slug}: ${words} words`,
    )
  }
})

test('no two columns share a paragraph, and no two of a paper an address', () => {
  const paragraphs = originals.flatMap(({ body }) => body.map(({ text }) => text))
  assert.equal(new Set(paragraphs).size, paragraphs.length)
  const addresses = columns.map(({ paper, slug }) => `${paper}/${slug}`)
  assert.equal(new Set(addresses).size, addresses.length)
  const numbers = columns.map(({ paper, number }) => `${paper}/${number}`)
  assert.equal(new Set(numbers).size, numbers.length)
})

test('what the labels say is so', () => {
  for (const column of columns) {
    const where = `${column.paper}/${column.slug}`
    const has = (trait: (typeof columnTraits)[number]) => column.traits.includes(trait)
    assert.equal(has('two-writers'), column.authors.length === 2, where)
    assert.equal(has('three-writers'), column.authors.length === 3, where)
    assert.equal(has('headline-changes'), column.laterHeadline !== null, where)
    assert.equal(has('copy-names-original') || has('copy-claims-itself'), column.copyOf !== null, where)
    assert.equal(has('long-headline'), column.headline.length >= 900, where)
    assert.equal(has('emoji-headline'), /\p{Extended_Pictographic}/u.test(column.headline), where)
    assert.equal(
      has('data-nosnippet'),
      column.body.some(({ kind }) => kind === 'nosnippet'),
      where,
    )
    assert.equal(
      has('paywalled') || has('partly-paid'),
      column.body.some(({ kind }) => kind === 'paid'),
      where,
    )
  }
})

test('two persons of one name write for two papers, and one person writes for two papers', () => {
  const daniels = papers.flatMap(({ slug, authors }) =>
    authors.filter(({ name }) => name === 'Daniel Hart').map(() => slug),
  )
  assert.deepEqual(daniels, ['prairie-ledger', 'the-lantern'])
  for (const paper of papers)
    for (const author of paper.authors.filter(({ at }) => at !== undefined)) {
      const house = papers.find(({ slug }) => slug === author.at)
      assert.ok(
        house?.authors.some(({ slug, name }) => slug === author.slug && name === author.name),
        author.name,
      )
    }
})

test('Swiss German is written without ß, and no paper holds foreign script by accident', () => {
  const text = (slug: string) =>
    columns
      .filter(({ paper }) => paper === slug)
      .flatMap(({ body }) => body.map(({ text }) => text))
      .join('\n')
  assert.doesNotMatch(text('uferblatt'), /ß/)
  for (const { slug, lang } of papers) {
    if (lang === 'he') assert.doesNotMatch(text(slug), /\p{Script=Arabic}/u)
    if (lang === 'ar') assert.doesNotMatch(text(slug), /\p{Script=Hebrew}|[A-Za-z]/u)
  }
})
