// Rows of the bench's world as COPY takes them, and the counts that go with them, kept while the columns pass.
import { copyValue, nameVector, soundsOf, type RowWriter } from '../archive/index.ts'
import { vectorMaker } from './archive-vector.ts'
import type { World, WorldColumn, WorldPublisher, WorldWriter } from './archive-world.ts'

/** Tables that hold a row or more a column, with the fields that are filled. */
export const largeTables = {
  columns:
    fields(`publisher_id id canonical_url country title dek excerpt byline lang dir kind opinion access topics words
    listed page_read published_at published_known collected_at search`),
  attributions: fields('publisher_id column_id position columnist_id role confidence published_at folded_name'),
  evidence: fields('publisher_id column_id position number source text place'),
  rules: fields('publisher_id column_id position source agent name value place effect decisive read_at'),
  takedowns: fields('publisher_id column_id reason was_listed taken_at'),
  column_counts: fields('publisher_id column_id views'),
}
export type LargeTable = keyof typeof largeTables
export type LargeWriters = Readonly<Record<LargeTable, RowWriter>>

/** Tables that are small whatever the archive's size. */
export const smallTables = {
  editions: fields('id name languages'),
  publishers: fields('id slug name home country languages search'),
  publisher_slugs: fields('slug publisher_id'),
  columnists: fields('id slug name kind sort_name initial search sounds'),
  columnist_slugs: fields('slug columnist_id'),
  outlets: fields('publisher_id columnist_id columns pieces first_published_at last_published_at'),
  publisher_counts: fields('publisher_id columns pieces last_published_at'),
  country_days: fields('country day columns'),
}
export type SmallTable = keyof typeof smallTables

const dayMs = 86_400_000
const rightToLeft = new Set(['ar', 'he', 'fa'])

type Outlet = { publisher: number; writer: WorldWriter; columns: number; pieces: number; first: Date; last: Date }
type PublisherCount = { columns: number; pieces: number; last: Date }

export type Counts = {
  readonly outlets: Map<number, Outlet>
  readonly publishers: Map<number, PublisherCount>
  /** Columns of each day, counted from 1970, of each country. */
  readonly days: Map<string, number[]>
}

/** Writes every column of the world to `to`, calling `onColumn` after each; answers with the counts. */
export async function writeColumns(world: World, to: LargeWriters, onColumn: () => void): Promise<Counts> {
  const vectorOf = vectorMaker(world)
  const counts: Counts = { outlets: new Map(), publishers: new Map(), days: new Map() }
  for (const column of world.columns()) {
    const waiting = writeColumn(column, to, vectorOf)
    if (waiting !== undefined) await waiting
    if (!column.isDown) count(counts, column)
    onColumn()
  }
  return counts
}

function writeColumn(column: WorldColumn, to: LargeWriters, vectorOf: (column: WorldColumn) => string): Wait {
  const { id, publisher, writers, kind, isDown } = column
  const at = column.publishedAt.toISOString()
  const keys = `${publisher.id}\t${id}`
  const byline = writers.map(({ name }) => name).join(' and ') || '\\N'
  const texts = isDown
    ? '\t\\N\t\\N\t\\N'
    : `${column.title.text}\t${column.dek?.text ?? '\\N'}\t${column.excerpt.text}\t${byline}`
  const dir = rightToLeft.has(publisher.lang) ? 'rtl' : 'ltr'
  const waits: Wait[] = [
    to.columns.write(
      `${keys}\thttps://${publisher.slug}.example/opinion/${at.slice(0, 10)}/column-${id}\t${publisher.country}\t${texts}\t${publisher.lang}\t${dir}\t${kind}\t${kind !== 'news'}\t${column.access}\t${column.topic ?? '\\N'}\t${column.words}\t${!isDown}\ttrue\t${at}\ttrue\t${at}\t${isDown ? '' : vectorOf(column)}`,
    ),
    to.rules.write(
      `${keys}\t0\tcountry\t*\tdefault\t150\tthe default of ${publisher.country}\tat most 150 characters\ttrue\t${at}`,
    ),
  ]
  for (const [position, { id: writer, name }] of writers.entries()) {
    waits.push(
      to.attributions.write(`${keys}\t${position}\t${writer}\tperson\t0.95\t${at}\t${name.toLowerCase()}`),
      to.evidence.write(`${keys}\t${position}\t0\tjson-ld\t${name}\tscript:nth-of-type(1)`),
    )
  }
  if (isDown) waits.push(to.takedowns.write(`${keys}\tpublisher\ttrue\t${at}`))
  if (column.views > 0) waits.push(to.column_counts.write(`${keys}\t${column.views}`))
  const pending = waits.filter((wait) => wait !== undefined)
  return pending.length === 0 ? undefined : Promise.all(pending).then(() => undefined)
}
type Wait = Promise<void> | undefined

function count(counts: Counts, { publisher, writers, kind, publishedAt }: WorldColumn): void {
  const columns = kind === 'news' ? 0 : 1
  let sum = counts.publishers.get(publisher.id)
  if (sum === undefined) counts.publishers.set(publisher.id, (sum = { columns: 0, pieces: 0, last: publishedAt }))
  sum.columns += columns
  sum.pieces++
  sum.last = publishedAt
  let days = counts.days.get(publisher.country)
  if (days === undefined) counts.days.set(publisher.country, (days = []))
  const day = Math.floor(publishedAt.getTime() / dayMs)
  days[day] = (days[day] ?? 0) + columns
  for (const writer of writers) {
    const outlet = counts.outlets.get(writer.id)
    if (outlet === undefined) {
      const at = { first: publishedAt, last: publishedAt }
      counts.outlets.set(writer.id, { publisher: publisher.id, writer, columns, pieces: 1, ...at })
    } else {
      outlet.columns += columns
      outlet.pieces++
      outlet.last = publishedAt
    }
  }
}

/** The lines of every small table. */
export function* smallRows(world: World, counts: Counts): Generator<[SmallTable, string]> {
  for (const country of new Set(world.publishers.map((publisher) => publisher.country))) {
    const langs = new Set(world.publishers.flatMap((one) => (one.country === country ? [one.lang] : [])))
    yield ['editions', `${country}\t${country.toUpperCase()}\t{${[...langs].join(',')}}`]
  }
  for (const publisher of world.publishers) {
    yield ['publishers', publisherRow(publisher)]
    yield ['publisher_slugs', `${publisher.slug}\t${publisher.id}`]
  }
  for (const { publisher, writer, columns, pieces, first, last } of counts.outlets.values()) {
    yield ['columnists', writerRow(writer)]
    yield ['columnist_slugs', `${writer.slug}\t${writer.id}`]
    yield ['outlets', [publisher, writer.id, columns, pieces, first, last].map(copyValue).join('\t')]
  }
  for (const [id, { columns, pieces, last }] of counts.publishers)
    yield ['publisher_counts', [id, columns, pieces, last].map(copyValue).join('\t')]
  for (const [country, days] of counts.days)
    for (const [day, columns] of days.entries())
      if (columns > 0)
        yield ['country_days', `${country}\t${new Date(day * dayMs).toISOString().slice(0, 10)}\t${columns}`]
}

function publisherRow({ id, slug, name, country, lang }: WorldPublisher): string {
  return `${id}\t${slug}\t${name}\thttps://${slug}.example/\t${country}\t{${lang}}\t${nameVector([name])}`
}

function writerRow({ id, slug, name }: WorldWriter): string {
  const folded = name.toLowerCase()
  const initial = Array.from(name)[0]!.toUpperCase()
  return `${id}\t${slug}\t${name}\tperson\t${folded}\t${initial}\t${nameVector([name])}\t${soundsOf(name)}`
}

function fields(names: string): readonly string[] {
  return names.split(/\s+/)
}
