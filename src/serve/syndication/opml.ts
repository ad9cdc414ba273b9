// Lists of writers and publishers as OPML, so that one import follows them all in any reader.
import { feedsmith } from '../../base/index.ts'
import type { OpmlList, Written } from '../http/feed-writers.ts'
import { columnistPath, publisherPath } from '../http/addresses.ts'

/** Source: OPML 2.0, subscription lists. */
export function writeOpml({ title, publicUrl, columnists = [], publishers = [] }: OpmlList): Written {
  const outline = (name: string, path: string) => ({
    text: name,
    title: name,
    type: 'rss',
    xmlUrl: `${publicUrl}${path}.atom`,
    htmlUrl: `${publicUrl}${path}`,
  })
  const outlines = [
    ...columnists.map((one) => outline(one.name, columnistPath(one.slug))),
    ...publishers.map((one) => outline(one.name, publisherPath(one.slug))),
  ]
  // A body holds one outline at least; that of an empty list is its title, which leads nowhere.
  const body = { outlines: outlines.length > 0 ? outlines : [{ text: title }] }
  const text = feedsmith().generateOpml({ head: { title }, body })
  return { text, mediaType: 'text/x-opml; charset=utf-8' }
}
