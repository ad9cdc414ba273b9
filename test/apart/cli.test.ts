// The command line as a person or a program meets it: words, exit codes, JSON, and mistakes told in a sentence.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colonnade-cli-'))
  await writeFile(join(folder, 'page.html'), page)
  await writeFile(join(folder, 'page.html.gz'), gzipSync(page))
  await writeFile(join(folder, 'robots.txt'), 'User-agent: ColonnadeBot\nDisallow: /private\n')
  await writeFile(join(folder, 'feed.xml'), feed)
})
after(() => rm(folder, { recursive: true, force: true }))

describe('backup', () => {
  const at = (name: string) => ({ COLONNADE_DATA_DIR: join(folder, name) })

  test('writes one file, checks it, and restores it into another empty database', async () => {
    await writeFile(join(folder, 'feeds.opml'), opml)
    assert.equal((await run(['import', 'feeds.opml'], '', at('one'))).code, 0)
    const made = await run(['backup', 'all.tar.zst'], '', at('one'))
    assert.equal(made.code, 0)
    assert.match(made.out, /^all\.tar\.zst: 0 columns, 0 columnists, 2 publishers, /)
    assert.equal((await run(['backup', 'all.tar.zst'], '', at('one'))).code, 2)
    assert.match(
      (await run(['backup', '--verify', 'all.tar.zst'])).out,
      /is whole: 0 columns, 0 columnists, 2 publishers,/,
    )
    assert.equal((await run(['restore', 'all.tar.zst'], '', at('two'))).code, 0)
    const again = await run(['restore', 'all.tar.zst'], '', at('two'))
    assert.equal(again.code, 2)
    assert.match(again.err, /restore into an empty one/)
    assert.match((await run(['export'], '', at('two'))).out, /xmlUrl="https:\/\/two\.example\/feed"/)
  })

  test('a folder that is not there, and a file that is none, are told in a sentence', async () => {
    const nowhere = await run(['backup', join('nowhere', 'all.tar.zst')], '', at('one'))
    assert.equal(nowhere.code, 2)
    assert.equal(nowhere.err.trim().split('\n').length, 1)
    const wrong = await run(['backup', '--verify', 'page.html'])
    assert.equal(wrong.code, 2)
    assert.match(wrong.err, /^page\.html: The backup is damaged or cut off/)
  })
})

describe('inspect', () => {
  test('prints the whole contract for one page', async () => {
    const { code, out } = await run([
      'inspect',
      'page.html',
      '--url',
      'https://paper.example/opinion/a-bench',
      '--json',
    ])
    assert.equal(code, 0)
    const found = JSON.parse(out) as Record<string, unknown>
    const keys =
      'url canonicalUrl title dek contributors publisher section kind publishedAt modifiedAt publishedOn lang dir access excerpt rules image words'
    for (const key of keys.split(' ')) assert.ok(key in found, key)
    assert.equal(found['title'], 'In praise of the empty bench')
    assert.equal(found['canonicalUrl'], 'https://paper.example/opinion/a-bench')
    assert.equal(found['lang'], 'en')
    const [writer] = found['contributors'] as Record<string, unknown>[]
    assert.equal(writer?.['name'], 'Ada Quill')
    assert.equal(writer?.['kind'], 'person')
    assert.ok(Number(writer?.['confidence']) > 0.5)
    assert.ok(writer)
    const [proof] = writer['evidence'] as object[]
    assert.deepEqual(Object.keys(proof ?? {}), ['source', 'text', 'selector'])
  })

  test('answers each line in its place, a bad one too', async () => {
    const lines = [
      { id: 'a', url: 'https://paper.example/opinion/a-bench', file: 'page.html.gz' },
      { id: 'b', url: 'https://paper.example/', file: 'missing.html' },
      { id: 'c', url: 'https://paper.example/opinion/a-bench', file: 'page.html' },
    ]
    const input = lines.map((line) => JSON.stringify(line)).join('\n') + '\nnot json\n'
    const { code, out } = await run(['inspect', '--jsonl'], input)
    assert.equal(code, 0)
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; persons?: unknown; error?: string })
    assert.deepEqual(
      answers.map(({ id }) => id),
      ['a', 'b', 'c', null],
    )
    assert.deepEqual(answers[0]?.persons, ['Ada Quill'])
    assert.match(answers[1]?.error ?? '', /missing\.html/)
    assert.deepEqual(answers[2]?.persons, ['Ada Quill'])
    assert.ok(answers[3]?.error)
  })

  test('answers for robots.txt, feeds and quotations', async () => {
    const asked = ['inspect', '--robots', 'robots.txt', '--agent', 'ColonnadeBot', '--json', '--url']
    assert.deepEqual(JSON.parse((await run([...asked, 'https://paper.example/private/x'])).out), { allowed: false })
    assert.deepEqual(JSON.parse((await run([...asked, 'https://paper.example/opinion'])).out), { allowed: true })
    const parsed = JSON.parse((await run(['inspect', '--feed', 'feed.xml', '--json'])).out) as {
      entries: { title: string }[]
    }
    assert.deepEqual(
      parsed.entries.map(({ title }) => title),
      ['In praise of the empty bench'],
    )
    const quoted = await run(
      ['inspect', '--quotes', '--jsonl'],
      JSON.stringify({ id: 7, lang: 'en', text: '“The bench was never empty for long,” said Ada Quill.' }),
    )
    const { id, quotes } = JSON.parse(quoted.out) as { id: number; quotes: { text: string; speaker: string | null }[] }
    assert.equal(id, 7)
    assert.match(quotes[0]?.text ?? '', /never empty for long/)
    assert.equal(quotes[0]?.speaker, 'Ada Quill')
  })
})

describe('mistakes', () => {
  const mistakes: [string[], Record<string, string>, RegExp][] = [
    [['nonsense'], {}, /unknown command 'nonsense'/],
    [['start', '--nonsense'], {}, /unknown option '--nonsense'/],
    [['serve'], { COLONNADE_PROT: '1' }, /^Unknown setting COLONNADE_PROT\./],
    [['serve'], { PORT: 'eighty' }, /^PORT is malformed/],
    [['serve'], { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }, /\S/],
    [['inspect', 'missing.html'], {}, /^There is no file missing\.html\./],
    [['inspect'], {}, /^Name a file or an address/],
    [['inspect', '--feed', 'page.html'], {}, /is not a feed/],
    [['import', 'page.html'], {}, /is not an OPML file/],
    [['add', 'http://127.0.0.1:9/'], {}, /could not be read/],
    [['add', 'https://paper.example/', '--country', 'atlantis'], {}, /is not a country code/],
    [['catalogue', 'check', '--publisher', 'no-such-paper'], {}, /no publisher "no-such-paper"/],
  ]
  for (const [args, env, told] of mistakes) {
    test(`colonnade ${args.join(' ')} ${JSON.stringify(env)} exits 2 with a sentence and no stack`, async () => {
      const { code, out, err } = await run(args, '', env)
      assert.equal(code, 2, err)
      assert.match(err, told)
      assert.doesNotMatch(err, /\n\s+at /)
      assert.equal(out, '')
    })
  }

  test('a port that is taken is told in a sentence, and the database is stopped again', async (t) => {
    const taken = createServer().listen(0, '127.0.0.1')
    t.after(() => taken.close())
    await new Promise((listening) => taken.once('listening', listening))
    const { port } = taken.address() as { port: number }
    const env = { PORT: String(port), COLONNADE_DATA_DIR: join(folder, 'data') }
    const { code, err } = await run(['serve'], '', env)
    assert.equal(code, 2, err)
    assert.match(err, new RegExp(`^Port ${port} of 127\\.0\\.0\\.1 is in use`))
    assert.doesNotMatch(err, /\n\s+at /)
  })
})

test('every command has help that says what it does', async () => {
  const { out } = await run(['--help'])
  const commands = [...out.matchAll(/^ {2}([a-z]+)\b/gm)].map(([, name]) => name).filter((name) => name !== 'help')
  assert.ok(commands.length >= 12, commands.join(' '))
  for (const name of ['start', 'inspect', 'add']) {
    const help = await run([name, '--help'])
    assert.equal(help.code, 0)
    assert.match(help.out, /^Usage: colonnade /)
  }
})

test('OPML goes in and comes out again', async () => {
  const env = { COLONNADE_DATA_DIR: join(folder, 'opml-data') }
  await writeFile(join(folder, 'feeds.opml'), opml)
  const imported = await run(['import', 'feeds.opml', '--country', 'nz', '--json'], '', env)
  assert.deepEqual(JSON.parse(imported.out), { feeds: 2, new: 2, problems: [] }, imported.err)
  const again = await run(['import', 'feeds.opml', '--country', 'nz'], '', env)
  assert.match(again.out, /2 feeds read, 0 of them new here/, again.err)
  const { out } = await run(['export'], '', env)
  assert.equal(out.match(/xmlUrl=/g)?.length, 2)
  assert.match(out, /https:\/\/one\.example\/opinion\.rss/)
})

type Ran = { code: number | null; out: string; err: string }

function run(args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../bin/colonnade.js'), ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.on('error', reject).on('close', (code) => resolve({ code, out, err }))
    child.stdin.end(input)
  })
}

const page = `<!doctype html><html lang="en"><head><title>In praise of the empty bench | The Paper</title>
<link rel="canonical" href="https://paper.example/opinion/a-bench">
<meta property="og:site_name" content="The Paper"><meta name="author" content="Ada Quill">
<meta name="description" content="Somebody must sit first, and it might as well be nobody.">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"OpinionNewsArticle","headline":"In praise of the empty bench",
"datePublished":"2026-11-01T08:00:00Z","author":{"@type":"Person","name":"Ada Quill","url":"https://paper.example/writers/ada-quill"}}</script>
</head><body><main><article><h1>In praise of the empty bench</h1><p class="byline">By <a rel="author" href="/writers/ada-quill">Ada Quill</a></p>
<p>There is a bench at the end of our road on which nobody sits, and I have come to believe that this is its work.</p>
<p>It keeps a place. The old man who once read there is gone, and yet people walk around his newspaper.</p></article></main></body></html>`

const feed = `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Paper</title><link>https://paper.example/</link>
<item><title>In praise of the empty bench</title><link>https://paper.example/opinion/a-bench</link><dc:creator>Ada Quill</dc:creator></item></channel></rss>`

const opml = `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Papers"><outline text="One" type="rss" xmlUrl="https://one.example/opinion.rss" htmlUrl="https://one.example/"/>
<outline text="Two" type="rss" xmlUrl="https://two.example/feed"/></outline></body></opml>`
