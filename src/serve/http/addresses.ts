// Where every page lives. Routes read these shapes, pages and feeds write them; slugs are readable in any script.
import { createMemory, slugify } from '../../base/index.ts'
import type { ColumnCard, CountryCode, Credit, Topic } from '../../model/index.ts'

/** The part of a column's card that its address is made of. */
export type ColumnAddress = Pick<ColumnCard, 'id' | 'publisherSlug' | 'title'> & {
  readonly credits: readonly Pick<Credit, 'slug'>[]
}

/** Headlines as they stand in addresses: every list of the moment shows the same ones. */
const titles = createMemory<string>(5000)

/** `/{publisher}/{columnist}/{title}/{id}`; `-` stands where a column has no writer or its headline no letters. */
export function columnPath(card: ColumnAddress): string {
  const writer = card.credits[0]?.slug ?? '-'
  const title = titles.recall(card.title, () => slugify(card.title) || '-')
  return path(card.publisherSlug, writer, title, String(card.id))
}

/** Where a reader leaves for the original; counts the open and redirects to the stored canonical URL. */
export function goPath(card: Pick<ColumnCard, 'id' | 'publisherSlug'>): string {
  return path('go', card.publisherSlug, String(card.id))
}

/** Our small copy of a column's picture, that many pixels wide. */
export function picturePath(hash: string, width: number): string {
  return `/img/${hash}-${width}.webp`
}

export function columnistPath(slug: string): string {
  return path('columnist', slug)
}

export function publisherPath(slug: string): string {
  return path('publisher', slug)
}

export function termsPath(slug: string): string {
  return path('publisher', slug, 'terms')
}

/** The form by which a column's publisher or writer asks for its removal; `column` is its address here. */
export function removalPath(column: string): string {
  return `/removal?column=${encodeURIComponent(column)}`
}

/** Columns on one topic, by the topic's name. */
export function topicPath(topic: Topic): string {
  return path('topic', topic)
}

export function editionPath(edition: CountryCode): string {
  return path(edition)
}

export function archivePath(edition: CountryCode, ...day: readonly string[]): string {
  return path(edition, 'archive', ...day)
}

/** `2026-11-22` → `/tr/archive/2026/11/22`. */
export function dayPath(edition: CountryCode, day: string): string {
  return archivePath(edition, ...day.split('-'))
}

export function favoritesPath(edition: CountryCode): string {
  return path(edition, 'favorites')
}

/** A path on this site that a form may send its reader back to; null for anything that could lead elsewhere. */
export function safeReturn(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > 2000) return null
  return /^\/(?![/\\])[^\\\u0000-\u0020]*$/.test(text) ? text : null
}

function path(...parts: readonly string[]): string {
  let text = ''
  for (const part of parts) text += `/${isPlain(part) ? part : encodeURIComponent(part)}`
  return text
}

/** Of letters that no address encodes. */
function isPlain(part: string): boolean {
  return /^[\w.~-]*$/.test(part)
}
