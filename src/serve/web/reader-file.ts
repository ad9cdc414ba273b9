// What a reader takes from one browser, device or Colonnade to another: one JSON file, described in docs/reader-file.md. An
// account would be filled from the same file. It names people and columns by what another site can recognise.
import { z } from 'zod'
import {
  findColumnistBySlug,
  findPublisherBySlug,
  listColumnistsByIds,
  listColumnsByKeys,
  listPublishersByIds,
  resolveTargets,
  type Db,
} from '../../archive/index.ts'
import { foldName } from '../../base/index.ts'
import type { ColumnId, ColumnistId, PublisherId } from '../../model/index.ts'
import { isLanguageCode } from '../http/interface-language.ts'
import { faces, sizes, themes, type Look } from '../http/look.ts'
import { maxFollows, maxRead, maxSaved, type Reader } from '../http/reader.ts'

/** Bytes of such a file at most. */
export const maxReaderFile = 256 * 1024

const slug = z.string().min(1).max(300)
const name = z.string().max(500)
const id = z.int().positive()
const named = z.object({ slug, name })

const readerFile = z.object({
  colonnade: z.literal('reader'),
  version: z.literal(1),
  site: z.url(),
  exportedAt: z.iso.datetime(),
  settings: z
    .object({
      theme: z.enum(themes),
      face: z.enum(faces),
      size: z.literal(sizes),
      hidePaid: z.boolean(),
      dimRead: z.boolean(),
      keys: z.boolean(),
      edition: z.union([z.null(), z.string().regex(/^([a-z]{2}|world)$/)]),
      language: z.union([z.null(), z.string().max(10)]),
    })
    .partial(),
  follows: z.object({
    columnists: z.array(named).max(maxFollows),
    publishers: z.array(named).max(maxFollows),
  }),
  saved: z.array(z.object({ url: z.url().max(4000), title: z.string().max(2000) })).max(maxSaved),
  read: z.array(id).max(maxRead),
})

export type ReaderFile = z.infer<typeof readerFile>

/** Why a file cannot be taken in: the key of a message, and for `field` its place in the file. */
export type FileProblem =
  { readonly kind: 'notJson' | 'notOurs' | 'newer' } | { readonly kind: 'field'; readonly field: string }

/** Never throws, whatever the file holds. */
export function parseReaderFile(text: string): ReaderFile | FileProblem {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'notJson' }
    throw error
  }
  if (typeof value !== 'object' || value === null || !('colonnade' in value) || value.colonnade !== 'reader')
    return { kind: 'notOurs' }
  if ('version' in value && typeof value.version === 'number' && value.version > 1) return { kind: 'newer' }
  const result = readerFile.safeParse(value)
  if (result.success) return result.data
  return { kind: 'field', field: result.error.issues[0]?.path.join('.') ?? '' }
}

type Settings = { readonly look: Look; readonly language: string | null }

/** Columns that were withdrawn meanwhile are left out, as on every page. */
export async function writeReaderFile(
  db: Db,
  site: string,
  reader: Reader,
  { look, language }: Settings,
  now: Date,
): Promise<ReaderFile> {
  const [columnists, publishers, cards] = await Promise.all([
    listColumnistsByIds(db, [...reader.columnists]),
    listPublishersByIds(db, [...reader.publishers]),
    listColumnsByKeys(db, reader.saved),
  ])
  const cardOf = new Map(cards.map((card) => [card.id, card]))
  return {
    colonnade: 'reader',
    version: 1,
    site,
    exportedAt: now.toISOString(),
    settings: { ...look, edition: reader.edition, language },
    follows: { columnists: columnists.map(namedOf), publishers: publishers.map(namedOf) },
    saved: reader.saved.flatMap(({ id }) => {
      const card = cardOf.get(id)
      return card === undefined ? [] : [{ url: card.canonicalUrl, title: card.title }]
    }),
    read: [...reader.read],
  }
}

export type Merged = {
  readonly reader: Pick<Reader, 'columnists' | 'publishers' | 'saved' | 'read'>
  readonly newFollows: number
  readonly newSaved: number
  /** Entries that nothing here answers to, or that no longer fit in the lists. */
  readonly unknown: number
}

/** Adds what the file has to what the reader has, which stays and comes first. */
export async function mergeReaderFile(db: Db, site: string, reader: Reader, file: ReaderFile): Promise<Merged> {
  const isHome = file.site === site
  const columnists = new Set<ColumnistId>(reader.columnists)
  const publishers = new Set<PublisherId>(reader.publishers)
  const saved = new Map(reader.saved.map((one) => [one.id, one]))
  const before = { follows: columnists.size + publishers.size, saved: saved.size }
  let unknown = 0
  for (const wanted of file.follows.columnists) {
    const found = await followed(db, wanted, findColumnistBySlug)
    // At another site a slug may be somebody else's: the name has to be the same too.
    const isSame = found !== undefined && (isHome || foldName(found.name) === foldName(wanted.name))
    if (!isSame || columnists.size + publishers.size >= maxFollows) unknown++
    else columnists.add(found.id)
  }
  for (const wanted of file.follows.publishers) {
    const found = await followed(db, wanted, findPublisherBySlug)
    const isSame = found !== undefined && (isHome || foldName(found.name) === foldName(wanted.name))
    if (!isSame || columnists.size + publishers.size >= maxFollows) unknown++
    else publishers.add(found.id)
  }
  const targets = await resolveTargets(
    db,
    file.saved.map((one) => one.url),
    site,
  )
  for (const target of targets) {
    if (target.kind !== 'column' || saved.size >= maxSaved) unknown++
    else saved.set(target.columnId, { id: target.columnId, publisherId: target.publisherId })
  }
  // Numbers mean the same columns at the same site alone.
  const read = isHome ? [...new Set([...reader.read, ...(file.read as ColumnId[])])] : reader.read
  return {
    reader: {
      columnists: [...columnists],
      publishers: [...publishers],
      saved: [...saved.values()],
      read: read.slice(0, maxRead),
    },
    newFollows: columnists.size + publishers.size - before.follows,
    newSaved: saved.size - before.saved,
    unknown,
  }
}

/** The settings of a file over those that the reader has. */
export function mergeLook(look: Look, { settings }: ReaderFile): Look {
  const { edition: _edition, language: _language, ...said } = settings
  return { ...look, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) }
}

export function languageIn({ settings }: ReaderFile) {
  const language = settings.language ?? undefined
  return isLanguageCode(language) ? language : null
}

function namedOf({ slug, name }: { slug: string; name: string }): { slug: string; name: string } {
  return { slug, name }
}

type Finding<T> = { kind: 'found'; value: T } | { kind: 'moved'; slug: string } | undefined

/** By a slug, or by the one that it moved to. */
async function followed<T>(
  db: Db,
  { slug }: { slug: string },
  find: (db: Db, slug: string) => Promise<Finding<T>>,
): Promise<T | undefined> {
  const found = await find(db, slug)
  const last = found?.kind === 'moved' ? await find(db, found.slug) : found
  return last?.kind === 'found' ? last.value : undefined
}
