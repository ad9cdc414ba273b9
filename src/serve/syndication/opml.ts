// Lists of writers and publishers as OPML, so that one import follows them all in any reader.
import { generateOpml } from 'feedsmith'
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
  const text = generateOpml({
    head: { title },
    body: {
      outlines: [
        ...columnists.map((one) => outline(one.name, columnistPath(one.slug))),
        ...publishers.map((one) => outline(one.name, publisherPath(one.slug))),
      ],
    },
  })
  return { text, mediaType: 'text/x-opml; charset=utf-8' }
}
