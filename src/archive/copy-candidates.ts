// Copies: which columns of other publishers a column has to be compared with. People of one name are looked up, within the days that
// count; their texts' sketches are compared here, by a table of hashes, so that a name in a hundred papers costs what it has columns.
import { sql } from 'kysely'
import { personKinds, type ColumnId, type ColumnistId, type Fingerprint } from '../model/index.ts'
import { keysTable, type ColumnKey } from './column-keys.ts'
import { dayMs, enough, headlineDays, textDays } from './copy-evidence.ts'
import { readSketches } from './copy-pieces.ts'
import { containment } from './likeness.ts'
import type { Db } from './schema.ts'

/** Pieces of one name and time that a column is compared with. */
const atMost = 60
/** Columns whose sketches are read at a time. */
const sketchesAtOnce = 500

export type Candidate = {
  readonly key: ColumnKey
  readonly other: ColumnKey
  /** See `containment`; null where one of the texts is not known. */
  readonly shared: number | null
}

/** Each of the columns with what people of its writers' names published elsewhere: enough of the same text, or a headline's days. */
export async function listCandidates(db: Db, keys: readonly ColumnKey[]): Promise<Candidate[]> {
  const named = Map.groupBy(await readCredits(db, keys), ({ name }) => name)
  const namesakes = await listNamesakes(db, named)
  const met = new Set(namesakes.map(({ name }) => name))
  const own = await readSketches(
    db,
    [...met].flatMap((name) => named.get(name)!),
  )
  const near = new Map<string, Near[]>()
  for (let at = 0; at < namesakes.length; at += sketchesAtOnce) {
    const some = namesakes.slice(at, at + sketchesAtOnce)
    // Of a round's own columns some are namesakes of others.
    const theirs = await readSketches(
      db,
      some.filter(({ id }) => !own.has(id)),
    )
    for (const [name, others] of Map.groupBy(some, (other) => other.name))
      for (const found of compare(named.get(name)!, own, others, theirs)) {
        const group = `${found.credit.id} ${name} ${found.other.columnistId}`
        const known = near.get(group) ?? []
        known.push(found)
        near.set(group, known.length < 4 * atMost ? known : nearest(known))
      }
  }
  return [...near.values()].flatMap((found) => nearest(found).flatMap((one) => judge(one)))
}

/** A name that a column is credited to. */
type Credit = ColumnKey & { readonly name: string; readonly at: Date }
/** A credit of another publisher's to someone of that name. */
type Namesake = Credit & { readonly columnistId: ColumnistId }
type Near = {
  readonly credit: Credit
  readonly other: Namesake
  readonly sketches: readonly [Fingerprint, Fingerprint] | null
}

async function readCredits(db: Db, keys: readonly ColumnKey[]): Promise<Credit[]> {
  const { rows } = await sql<Credit>`
    select distinct a.publisher_id as "publisherId", a.column_id as id, a.folded_name as name, a.published_at as at
    from ${keysTable(keys)}
    join attributions a on a.publisher_id = k.publisher_id and a.column_id = k.id
      and a.role = any(${[...personKinds]}::text[]) and a.folded_name <> ''`.execute(db)
  return rows
}

/** By name. */
async function listNamesakes(db: Db, named: ReadonlyMap<string, readonly Credit[]>): Promise<Namesake[]> {
  if (named.size === 0) return []
  const asked = [...named].map(([name, credits]) => {
    const publishers = new Set(credits.map(({ publisherId }) => publisherId))
    const times = credits.map(({ at }) => at.getTime())
    return {
      name,
      // Most names are one publisher's alone: none of its own columns is read.
      besides: publishers.size === 1 ? credits[0]!.publisherId : null,
      since: new Date(times.reduce((a, b) => Math.min(a, b)) - textDays * dayMs),
      until: new Date(times.reduce((a, b) => Math.max(a, b)) + textDays * dayMs),
    }
  })
  const names = asked.map(({ name }) => name)
  const { rows } = await sql<Namesake>`
    select g.name, b.columnist_id as "columnistId", b.publisher_id as "publisherId", b.column_id as id, b.published_at as at
    from unnest(${names}::text[], ${asked.map(({ besides }) => besides)}::bigint[],
      ${asked.map(({ since }) => since)}::timestamptz[], ${asked.map(({ until }) => until)}::timestamptz[])
      as g(name, besides, since, until)
    join (select distinct folded_name, columnist_id from aliases where folded_name = any(${names}::text[])) l
      on l.folded_name = g.name
    join attributions b on b.columnist_id = l.columnist_id and b.folded_name = g.name
      and b.published_at between g.since and g.until and (g.besides is null or b.publisher_id <> g.besides)`.execute(db)
  return rows.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** Those who share a run of words; and where a text is not known, those of a headline's days. */
function compare(
  credits: readonly Credit[],
  own: ReadonlyMap<ColumnId, Fingerprint>,
  others: readonly Namesake[],
  theirs: ReadonlyMap<ColumnId, Fingerprint>,
): Near[] {
  const byHash = new Map<number, Credit[]>()
  const unknown: Credit[] = []
  for (const credit of credits) {
    const sketch = own.get(credit.id)
    if (sketch === undefined) unknown.push(credit)
    for (const hash of sketch?.hashes ?? []) {
      const known = byHash.get(hash)
      if (known === undefined) byHash.set(hash, [credit])
      else known.push(credit)
    }
  }
  const found: Near[] = []
  for (const other of others) {
    const sketch = own.get(other.id) ?? theirs.get(other.id)
    const alike = new Set<Credit>()
    // Hardly any hash is met: what costs something waits until one is.
    for (const hash of sketch?.hashes ?? []) {
      const known = byHash.get(hash)
      if (known !== undefined) for (const credit of known) alike.add(credit)
    }
    for (const credit of alike)
      if (isElsewhere(credit, other, textDays)) found.push({ credit, other, sketches: [own.get(credit.id)!, sketch!] })
    for (const credit of sketch === undefined ? credits : unknown)
      if (isElsewhere(credit, other, headlineDays)) found.push({ credit, other, sketches: null })
  }
  return found
}

function isElsewhere(credit: Credit, other: Credit, days: number): boolean {
  return credit.publisherId !== other.publisherId && distanceMs(credit, other) <= days * dayMs
}

function nearest(found: readonly Near[]): Near[] {
  if (found.length <= atMost) return [...found]
  return found.toSorted((a, b) => distanceMs(a.credit, a.other) - distanceMs(b.credit, b.other)).slice(0, atMost)
}

/** Without those whose texts are too unlike: beside the same headline some of a text is enough, and that only counts within its days. */
function judge({ credit, other, sketches }: Near): Candidate[] {
  const shared = sketches === null ? null : containment(...sketches)
  const least = isElsewhere(credit, other, headlineDays) ? enough.withHeadline : enough.alone
  return shared === null || shared >= least ? [{ key: credit, other, shared }] : []
}

function distanceMs(credit: Credit, other: Credit): number {
  return Math.abs(credit.at.getTime() - other.at.getTime())
}
