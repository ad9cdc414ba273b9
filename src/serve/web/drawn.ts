// What comes out the same on page after page is drawn once in each language: what frames every page, and cards of columns that
// stand in many lists.
import type { HtmlEscapedString } from 'hono/utils/html'
import { LRUCache } from 'lru-cache'
import type { ColumnCard, Credit } from '../../model/index.ts'
import { spokenWords } from './messages.ts'

type Drawn = HtmlEscapedString | Promise<HtmlEscapedString>

/** So many are kept of one part: its keys are few, but for what strangers may write in an address. */
const maxKept = 200

/** Draws a part that depends on its key and the language alone. */
export function drawnOnce(): (key: string, draw: () => Drawn) => Drawn {
  const byWords = new WeakMap<object, Map<string, Drawn>>()
  return (key, draw) => {
    const words = spokenWords()
    const kept = byWords.get(words) ?? new Map<string, Drawn>()
    byWords.set(words, kept)
    const known = kept.get(key)
    if (known !== undefined) return known
    if (kept.size >= maxKept) kept.clear()
    const drawn = draw()
    join(drawn)
    kept.set(key, drawn)
    return drawn
  }
}

type DrawnCard = { readonly words: object; readonly card: ColumnCard; readonly when: string; readonly drawn: Drawn }

/** About 3 kB each. */
const maxCards = 1000
const cards = new LRUCache<string, DrawnCard>({ max: maxCards })

/**
 * A card as it was last drawn in the same manner, while the archive says the same of it in every field and `when` says how long
 * ago that was.
 */
export function drawnCard(card: ColumnCard, manner: string, when: string, draw: () => Drawn): Drawn {
  const words = spokenWords()
  const key = `${card.id} ${manner}`
  const known = cards.get(key)
  if (known !== undefined && known.words === words && known.when === when && isSame(known.card, card))
    return known.drawn
  const drawn = draw()
  join(drawn)
  cards.set(key, { words, card, when, drawn })
  return drawn
}

/** Text that was put together of many pieces holds on to all of them, until somebody looks into it. */
function join(drawn: unknown): void {
  String(drawn).charCodeAt(0)
}

/** In every field, each named: to go through whatever fields there are takes as long as to draw. A free copy is looked at anew. */
function isSame(a: ColumnCard, b: ColumnCard): boolean {
  return (
    a.id === b.id &&
    a.publisherId === b.publisherId &&
    a.publisherSlug === b.publisherSlug &&
    a.publisherName === b.publisherName &&
    a.country === b.country &&
    a.canonicalUrl === b.canonicalUrl &&
    a.title === b.title &&
    a.excerpt === b.excerpt &&
    a.lang === b.lang &&
    a.dir === b.dir &&
    a.kind === b.kind &&
    a.access === b.access &&
    a.section === b.section &&
    a.image === b.image &&
    a.words === b.words &&
    a.publishedAt.getTime() === b.publishedAt.getTime() &&
    a.publishedKnown === b.publishedKnown &&
    a.views === b.views &&
    a.opens === b.opens &&
    a.likes === b.likes &&
    a.family === b.family &&
    a.freeAt === b.freeAt &&
    a.credits.length === b.credits.length &&
    a.credits.every((credit, i) => isSameCredit(credit, b.credits[i]!))
  )
}

function isSameCredit(a: Credit, b: Credit): boolean {
  return (
    a.columnistId === b.columnistId &&
    a.slug === b.slug &&
    a.name === b.name &&
    a.kind === b.kind &&
    a.confidence === b.confidence &&
    a.portrait === b.portrait
  )
}
