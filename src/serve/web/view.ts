// What every page is drawn with: the site, which never changes, and the request at hand.
import type { EditionChoice } from '../../archive/index.ts'
import type { ColumnCard, CountryCode } from '../../model/index.ts'
import type { Assets } from '../http/assets.ts'
import type { Look } from '../http/look.ts'
import type { Reader } from '../http/reader.ts'

export type Site = {
  /** Without a trailing slash. Absolute addresses are made from it and never from a Host header. */
  readonly publicUrl: string
  readonly version: string
  /** E-mail or page of whoever runs this site; null when they have not said. */
  readonly contact: string | null
  readonly assets: Assets
}

export type View = Site & {
  readonly now: Date
  readonly reader: Reader
  readonly look: Look
  /** Path and query of this page, without a format's ending. */
  readonly here: string
  readonly editions: readonly EditionChoice[]
  /** The edition the reader is in; null on pages that belong to none. */
  readonly edition: CountryCode | null
}

/** Whether the reader has marked the column. */
export function isRead(view: View, card: Pick<ColumnCard, 'id'>): boolean {
  return view.reader.read.includes(card.id)
}
