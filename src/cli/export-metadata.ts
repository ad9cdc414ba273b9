// `colonnade export --metadata`: what was published by whom and when, one JSON object a line, for anyone to build upon. No
// excerpt, no standfirst: those are the publishers' words.
import { once } from 'node:events'
import { listColumns, type Cursor } from '../archive/index.ts'
import { readConfig } from '../config.ts'
import type { ColumnCard } from '../model/index.ts'
import { openHouse, publicUrlOf } from './house.ts'
import { CommandError } from './out.ts'

const atOnce = 500

/** `month`: `2026-11`, by the day of publication in UTC; everything without it. Newest first. */
export async function exportMetadata({ month }: { readonly month?: string }): Promise<void> {
  const range = month === undefined ? null : rangeOf(month)
  const config = readConfig(process.env)
  const house = await openHouse(config, { beside: true })
  try {
    let after: Cursor | undefined = range === null ? undefined : { publishedAt: range.end, id: 0 }
    for (;;) {
      const { items, older } = await listColumns(
        house.db,
        {},
        { limit: atOnce, ...(after === undefined ? {} : { after }) },
      )
      const wanted = range === null ? items : items.filter(({ publishedAt }) => publishedAt >= range.start)
      const lines = wanted.map((card) => `${JSON.stringify(toLine(card, publicUrlOf(config)))}\n`).join('')
      if (lines !== '' && !process.stdout.write(lines)) await once(process.stdout, 'drain')
      if (older === null || wanted.length < items.length) return
      after = older
    }
  } finally {
    await house.archive.close()
  }
}

/** One line of the dump, described in docs/metadata.md. */
function toLine(card: ColumnCard, publicUrl: string) {
  return {
    id: card.id,
    url: card.canonicalUrl,
    page: `${publicUrl}/-/-/-/${card.id}`,
    title: card.title,
    lang: card.lang,
    kind: card.kind,
    access: card.access,
    section: card.section,
    words: card.words,
    publishedAt: card.publishedAt.toISOString(),
    publishedKnown: card.publishedKnown,
    publisher: { slug: card.publisherSlug, name: card.publisherName, country: card.country },
    credits: card.credits.map(({ slug, name, kind, confidence }) => ({
      columnist: slug,
      name,
      kind,
      confidence: Math.round(confidence * 100) / 100,
    })),
  }
}

function rangeOf(month: string): { start: Date; end: Date } {
  const found = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month)
  if (found === null) throw new CommandError(`“${month}” is not a month: write it like 2026-11.`)
  const [year, number] = [Number(found[1]), Number(found[2])]
  return { start: new Date(Date.UTC(year, number - 1, 1)), end: new Date(Date.UTC(year, number, 1)) }
}
