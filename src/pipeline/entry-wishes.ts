// What a feed says of the use of one of its entries: to be left out of lists, to be gone by a day, an RSL licence.
import type { Directive, Entry, FeedDocument } from '../model/index.ts'

/** An entry's own licence comes before that of the whole feed. Sources: itunes:block; RSS expirationDate, PRISM; RSL 1.0 §4. */
export function wishesOfEntry(entry: Entry, document: FeedDocument): Directive[] {
  const own = entry.wishes ?? []
  const wishes: Directive[] = [...(own.length > 0 ? own : (document.wishes ?? []))]
  const common = { source: 'feed', agent: '*' } as const
  if (entry.isBlocked === true || document.isBlocked === true)
    wishes.push({ ...common, name: 'block', value: null, place: 'feed: itunes:block' })
  if (entry.expiresAt)
    wishes.push({ ...common, name: 'expires', value: entry.expiresAt.toISOString(), place: 'feed: expirationDate' })
  return wishes
}
