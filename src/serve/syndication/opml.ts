// Lists of writers and publishers as OPML, so that one import follows them all in any reader.
import { generateOpml } from 'feedsmith'
import { columnistPath, publisherPath } from '../web/addresses.ts'

export type OpmlList = {
  readonly title: string
  readonly publicUrl: string
  readonly columnists?: readonly { readonly slug: string; readonly name: string }[]
  readonly publishers?: readonly { readonly slug: string; readonly name: string }[]
}

export const opmlType = 'text/x-opml; charset=utf-8'

/** Source: OPML 2.0, subscription lists. */
export function writeOpml({ title, publicUrl, columnists = [], publishers = [] }: OpmlList): string {
  const outline = (name: string, path: string) => ({
    text: name,
    title: name,
    type: 'rss',
    xmlUrl: `${publicUrl}${path}.atom`,
    htmlUrl: `${publicUrl}${path}`,
  })
  return generateOpml({
    head: { title },
    body: {
      outlines: [
        ...columnists.map((one) => outline(one.name, columnistPath(one.slug))),
        ...publishers.map((one) => outline(one.name, publisherPath(one.slug))),
      ],
    },
  })
}
