// What the archive has learned about a publisher's credits, remembered for some minutes: asked before a credit is weighed.
import { findLearned, type Db, type Learned } from '../archive/index.ts'
import type { AttributionRule, Publisher, PublisherId } from '../model/index.ts'

/** What attribution is told of a publisher beside the claims. */
export type Ways = {
  /** Declared in the catalogue, and taught by corrections. */
  readonly rule: AttributionRule | null
  /** Share of its latest columns that claim this folded name, where that says something. */
  readonly repeated: (foldedName: string) => number | undefined
  /** The same as data. */
  readonly shares: ReadonlyMap<string, number>
}

export type WaysOf = (publisher: Publisher) => Promise<Ways>

/** Publishers remembered at once; the one asked for longest ago is forgotten first. */
const maxPublishers = 5_000
/** Milliseconds. Habits change over weeks, and a correction may take this long to bear on the next visit. */
const freshMs = 5 * 60_000

export function rememberWays(db: Db, now: () => Date): WaysOf {
  const known = new Map<PublisherId, { readonly until: number; readonly learned: Promise<Learned> }>()
  return async (publisher) => {
    const at = now().getTime()
    let entry = known.get(publisher.id)
    if (entry === undefined || entry.until <= at) {
      const learned = findLearned(db, publisher.id, new Date(at))
      learned.catch(() => known.delete(publisher.id))
      entry = { until: at + freshMs, learned }
    }
    known.delete(publisher.id)
    if (known.size >= maxPublishers) known.delete(known.keys().next().value!)
    known.set(publisher.id, entry)
    const { repeated, neverNames } = await entry.learned
    const rule = publisher.attributionRule
    return {
      rule: neverNames.length === 0 ? rule : { ...rule, neverNames: [...(rule?.neverNames ?? []), ...neverNames] },
      repeated: (name) => repeated.get(name),
      shares: repeated,
    }
  }
}
