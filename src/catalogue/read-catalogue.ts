// Reads the starter catalogue from its files, and refuses it in one clear sentence when anything in it is not so.
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { z } from 'zod'
import { catalogueFileSchema, cataloguePublisherSchema, editionSchema } from './schema.ts'
import type { CataloguePublisher, Edition } from './schema.ts'

export type Catalogue = {
  /** `world` first, then countries by code. */
  readonly editions: readonly Edition[]
  /** By country, then as the files list them. */
  readonly publishers: readonly CataloguePublisher[]
}

/** The message names file, publisher and field, and is fit to be shown to an operator as it is. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError'
}

const ownData = fileURLToPath(new URL('data/', import.meta.url))

/**
 * Reads every `*.json` of the folder: `editions.json`, and one file a country or region listing its publishers.
 * Throws CatalogueError for the first thing that is wrong: no JSON, a field amiss, a slug or feed met twice, a country
 * without an edition.
 */
export function readCatalogue(dir: string = ownData): Catalogue {
  const files = readdirSync(dir)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
  const editions = readEditions(dir)
  const publishers = files.filter((file) => file !== 'editions.json').flatMap((file) => readPublishers(dir, file))
  const known = new Set(editions.map((edition) => edition.id))
  const seen = new Map<string, string>()
  for (const { file, publisher } of publishers) {
    const where = `${file}: publisher "${publisher.slug}"`
    if (!known.has(publisher.country))
      throw new CatalogueError(`${where}: country "${publisher.country}" has no entry in editions.json`)
    refuseSecond(seen, `slug ${publisher.slug}`, where)
    for (const feed of publisher.feeds) refuseSecond(seen, `feed ${feed.url}`, where)
  }
  return { editions, publishers: publishers.map((entry) => entry.publisher) }
}

function refuseSecond(seen: Map<string, string>, what: string, where: string): void {
  const before = seen.get(what)
  if (before !== undefined) throw new CatalogueError(`${where}: ${what} is already taken by ${before}`)
  seen.set(what, where)
}

function readEditions(dir: string): Edition[] {
  const given = z.array(z.unknown()).safeParse(readJson(dir, 'editions.json'))
  if (!given.success) throw new CatalogueError('editions.json: must be a list of editions')
  return given.data.map((entry) => check(editionSchema, entry, `editions.json: edition "${labelOf(entry, 'id')}"`))
}

function readPublishers(dir: string, file: string): { file: string; publisher: CataloguePublisher }[] {
  const { publishers } = check(catalogueFileSchema, readJson(dir, file), file)
  return publishers.map((entry) => ({
    file,
    publisher: check(cataloguePublisherSchema, entry, `${file}: publisher "${labelOf(entry, 'slug')}"`),
  }))
}

function readJson(dir: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(dir, file), 'utf8'))
  } catch (error) {
    throw new CatalogueError(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('') ?? ''
  throw new CatalogueError(`${where}: ${field.replace(/^\./, '') || 'entry'} ${sentence(issue?.message ?? 'is amiss')}`)
}

/** The schema's own messages follow the field's name; zod's general ones stand after a colon. */
function sentence(message: string): string {
  return message.startsWith('must ') ? message : `is not as it should be: ${message}`
}

function labelOf(entry: unknown, key: string): string {
  const value = z.looseObject({ [key]: z.string() }).safeParse(entry)
  return value.success ? String(value.data[key]) : '?'
}
