// Many families settled in one round, and what is compared at all: the same as if each pair were looked at alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { personKinds, type ColumnDraft, type ColumnId, type Fingerprint } from '../model/index.ts'
import { fingerprintOf } from '../parse/index.ts'
import { joinCopy, separateCopy } from './copies.ts'
import { evidenceOf, type Piece } from './copy-evidence.ts'
import { fileColumns } from './filing.ts'
import { containment } from './likeness.ts'
import { recountArchive } from './recount.ts'
import type { Db } from './schema.ts'
import { settleCopies } from './settle-copies.ts'
import { takeDownColumn } from './takedowns.ts'
import { createTestDatabase, withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'

const hour = 3_600_000
const words = Array.from({ length: 300 }, (_, i) => `word${(i * 7919) % 613}`)
/** A text of its own for each number. */
const textOf = (number: number) => fingerprintOf([words.map((word) => `${word}x${number}`).join(' ')])

async function file(db: Db, press: Press, drafts: readonly Partial<ColumnDraft>[], from = 1): Promise<ColumnId[]> {
  const { columns } = await fileColumns(
    db,
    drafts.map((changes, i) => draftOf(press, from + i, { pageRead: true, ...changes })),
    { publisherId: press.publisher.id, now: noon },
  )
  return columns.map(({ id }) => id)
}

function makePapers(db: Db, count: number): Promise<Press[]> {
  return Promise.all(
    Array.from({ length: count }, (_, i) =>
      makePress(db, { slug: `paper-${i}`, name: `Paper ${i}`, country: i % 3 === 2 ? 'ie' : 'gb' }),
    ),
  )
}

type Placed = { id: ColumnId; family: number | null; level: number }

async function places(db: Db): Promise<Map<ColumnId, Placed>> {
  const { rows } = await sql<Placed>`select id, family, copy_level as level from columns`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

async function assertCounted(db: Db): Promise<void> {
  const wrong = Object.values(await recountArchive(db, { mend: false })).map((counted) => counted.wrong)
  assert.deepEqual(wrong, [0, 0, 0, 0])
}

test('families of one round are what each is alone: one that joins two, one without a head, one whose head is hidden', async (t) => {
  const db = await withDatabase(t)
  const [a, b, c, d] = (await makePapers(db, 4)) as [Press, Press, Press, Press]
  const piece = (number: number, hours: number, changes: Partial<ColumnDraft> = {}): Partial<ColumnDraft> => ({
    title: `What the river remembers, ${number}`,
    fingerprint: textOf(number),
    publishedAt: new Date(noon.getTime() - hours * hour),
    ...changes,
  })
  const naming = (press: Press, number: number): Partial<ColumnDraft> => ({
    originals: [{ url: `${press.publisher.home}columns/${number}`, evidence: 'canonical', place: '' }],
  })
  // Two families of the same piece, by names that nobody takes for one; one of a ring; one that loses its head.
  const [a1, a2, a3] = await file(db, a, [piece(1, 50), piece(2, 40), piece(3, 30)])
  const [b1, b3] = await file(db, b, [piece(1, 49), piece(3, 29)])
  const other = { contributors: [contributorOf('Ben Hollis')], byline: 'Ben Hollis' }
  const [c1, d1] = [...(await file(db, c, [piece(1, 45, other)])), ...(await file(db, d, [piece(1, 44, other)]))]
  await settleCopies(db)
  assert.equal((await places(db)).get(d1!)!.family, c1)
  const key = { publisherId: a.publisher.id, columnId: a3! }
  await takeDownColumn(db, { ...key, reason: 'publisher', now: noon })

  // Everything else comes in one round: a column of both names, a ring of copies, a copy of what was taken down.
  const both = { contributors: [contributorOf('Ann Marsh'), contributorOf('Ben Hollis')] }
  const [c2, c3, c4] = await file(db, c, [piece(1, 20, both), piece(3, 10), piece(4, 9, naming(d, 3))], 2)
  const [b4] = await file(db, b, [piece(4, 7, naming(c, 4))], 3)
  const [d2, d3, d4] = await file(db, d, [piece(2, 39), piece(4, 8, naming(b, 3)), { title: 'Alone' }], 2)
  await settleCopies(db)
  const now = await places(db)
  const families: [string, ColumnId[], ColumnId][] = [
    ['the one that joins two', [a1!, b1!, c1!, c2!, d1!], a1!],
    ['an ordinary one', [a2!, d2!], a2!],
    ['the one whose head is hidden', [a3!, b3!, c3!], b3!],
    ['the ring, in which everything is a copy', [c4!, d3!, b4!], c4!],
  ]
  for (const [name, members, head] of families)
    assert.deepEqual(
      members.map((id) => now.get(id)!.family),
      members.map(() => head),
      name,
    )
  assert.deepEqual(now.get(d4!), { id: d4!, family: null, level: 0 })
  // Everywhere, nowhere but at the publisher, first of its country, and hidden.
  assert.deepEqual(
    [a1, b1, c1, c2, d1, b3, a3].map((id) => now.get(id!)!.level),
    [0, 2, 1, 2, 2, 0, 0],
  )
  await assertCounted(db)

  // What an operator parts stays apart, and what they join stays joined, when all of it is looked at once more.
  const deciding = { who: 'the test', reason: 'so it is', now: noon }
  await separateCopy(db, { publisherId: d.publisher.id, id: d2! }, deciding)
  await joinCopy(db, { publisherId: d.publisher.id, id: d4! }, { publisherId: a.publisher.id, id: a2! }, deciding)
  await sql`insert into copies_due select publisher_id, id, now() from columns`.execute(db)
  await settleCopies(db)
  const later = await places(db)
  assert.deepEqual(
    [d2, d4, a2, c2].map((id) => later.get(id!)!.family),
    [null, a2, a2, a1],
  )
  await assertCounted(db)
})

/** Numbers from 0 to 1, always the same. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 0) / 2 ** 32
  }
}

test('what is joined is what comparing every two columns would join, in one round or in several', async () => {
  for (const seed of [1, 2, 3]) {
    const draw = chance(seed)
    const upTo = (count: number) => Math.floor(draw() * count)
    const names = ['Ann Marsh', 'Ben Hollis', 'Cleo Varga', 'The Board']
    const titles = ['What the river remembers of us', 'Bread, and who bakes it', 'Letters']
    /** Sketches that have any number of hashes in common, of texts of any two lengths. */
    const sketch = (): Fingerprint => {
      const length = 60 + upTo(800)
      const [from, step] = [upTo(3) * 4000 + upTo(60) * 10, 1 + upTo(3)]
      return { shingles: length, hashes: Array.from({ length: 64 }, (_, i) => (from + i * step * 10) | 0) }
    }
    const drafts = Array.from({ length: 90 }, () => {
      const by = [...new Set([names[upTo(4)]!, ...(draw() < 0.2 ? [names[upTo(4)]!] : [])])]
      return {
        title: titles[upTo(3)]!,
        publishedAt: new Date(noon.getTime() - upTo(draw() < 0.5 ? 14 : 420) * 24 * hour - upTo(24) * hour),
        contributors: by.map((name) => contributorOf(name, name === 'The Board' ? { kind: 'agency' } : {})),
        fingerprint: draw() < 0.2 ? null : sketch(),
      } satisfies Partial<ColumnDraft>
    })
    for (const rounds of [1, 3]) {
      const { db, drop } = await createTestDatabase()
      try {
        const papers = await makePapers(db, 5)
        const filed: { piece: Piece; sketch: Fingerprint | null }[] = []
        for (const [number, draft] of drafts.entries()) {
          const press = papers[number % papers.length]!
          const [id] = await file(db, press, [draft], number + 1)
          const { title, publishedAt, contributors, fingerprint } = draft
          const { publisher } = press
          const writers = contributors.filter(({ kind }) => personKinds.has(kind))
          filed.push({
            piece: {
              publisherId: publisher.id,
              id: id!,
              canonicalUrl: draftOf(press, number + 1).canonicalUrl,
              title,
              publishedAt,
              publishedKnown: true,
              names: writers.map(({ name }) => name),
            },
            sketch: fingerprint,
          })
          if (number % (drafts.length / rounds) === 0) await settleCopies(db)
        }
        await settleCopies(db)
        const expected: string[] = []
        for (const [i, { piece: one, sketch: a }] of filed.entries())
          for (const { piece: other, sketch: b } of filed.slice(i + 1)) {
            const days = Math.abs(one.publishedAt.getTime() - other.publishedAt.getTime()) / (24 * hour)
            const shared = a === null || b === null ? null : containment(a, b)
            if (one.publisherId === other.publisherId || days > 200) continue
            const evidence = evidenceOf(one, other, shared)
            if (evidence !== null) expected.push(`${one.id} ${other.id} ${evidence}`)
          }
        const { rows } = await sql<{ edge: string }>`
          select least(column_id, of_column_id) || ' ' || greatest(column_id, of_column_id) || ' ' || evidence as edge
          from syndications`.execute(db)
        assert.ok(expected.length > 15, `${expected.length} edges`)
        assert.deepEqual(rows.map(({ edge }) => edge).toSorted(), expected.toSorted(), `seed ${seed}, ${rounds} rounds`)
        await assertCounted(db)
      } finally {
        await drop()
      }
    }
  }
})

test('a writer whom a hundred papers print costs as many statements as one whom two print', async (t) => {
  const statements: number[] = []
  let sent = 0
  for (const count of [2, 100]) {
    const { db, drop } = await createTestDatabase({ onQuery: () => (sent += 1) })
    t.after(drop)
    const papers = await makePapers(db, count)
    const pieces = [0, 1].map((number) => ({
      title: `What the river remembers, ${number}`,
      fingerprint: textOf(number),
    }))
    const ids: Awaited<ReturnType<typeof file>>[] = []
    // One after the other: a hundred that name somebody new at the same moment are more than filings try again for.
    for (const [i, press] of papers.entries()) {
      const theirs = pieces.map((piece, number) => ({
        ...piece,
        publishedAt: new Date(noon.getTime() - (number * 24 + 5) * hour + i * 60_000),
      }))
      ids.push(await file(db, press, theirs))
    }
    sent = 0
    await settleCopies(db)
    statements.push(sent)
    const now = await places(db)
    for (const number of [0, 1]) {
      const shown = ids.filter((theirs) => now.get(theirs[number]!)!.level === 0)
      assert.equal(shown.length, 1, `${count} papers, piece ${number}: ${shown.length}`)
    }
    await assertCounted(db)
  }
  const [few, many] = statements as [number, number]
  assert.ok(many <= few + 6, `${few} and ${many} statements`)
})

test('a round that fails leaves everything due, and the next one settles it', async (t) => {
  const db = await withDatabase(t)
  const papers = await makePapers(db, 2)
  for (const press of papers) await file(db, press, [{ fingerprint: textOf(1) }])
  const due = async () => (await sql`select publisher_id, column_id from copies_due order by 1, 2`.execute(db)).rows
  const before = await due()
  assert.equal(before.length, 2)
  await sql`alter table syndications add constraint none check (evidence <> 'same-text')`.execute(db)
  await assert.rejects(settleCopies(db), { code: '23514' })
  assert.deepEqual(await due(), before)
  assert.ok([...(await places(db)).values()].every(({ family }) => family === null))
  await sql`alter table syndications drop constraint none`.execute(db)
  assert.equal(await settleCopies(db), 2)
  assert.ok([...(await places(db)).values()].every(({ family }) => family !== null))
})
