// The picture a page declares for itself. Whether it may be shown is decided in excerpt/.
import { asArray, isNode, ldText } from './json-ld.ts'
import type { MainNodes } from './main-node.ts'
import { metaText } from './text.ts'
import { absoluteUrl, type PageDom } from './page-dom.ts'

const placeholder =
  /(?:placeholder|default|fallback|logo|blank|spacer|no-?image|favicon|share-?image|social-?default|\.svg(?:\?|$))/i

/** og:image, JSON-LD image, twitter:image; absolute. Logos and placeholders are no picture of the piece. */
export function readImage(dom: PageDom, { article }: MainNodes): string | null {
  const image = article?.['image']
  const declared = [
    ...(dom.metas.get('og:image:secure_url') ?? []).slice(0, 2),
    ...(dom.metas.get('og:image') ?? []).slice(0, 3),
    ...asArray(image)
      .slice(0, 3)
      .map((one) => (isNode(one) ? (ldText(one['url']) ?? ldText(one['contentUrl'])) : ldText(one))),
    ...(dom.metas.get('twitter:image') ?? dom.metas.get('twitter:image:src') ?? []).slice(0, 1),
  ]
  for (const href of declared) {
    const url = absoluteUrl(dom, href)
    if (url !== null && !placeholder.test(url.slice(url.indexOf('/', 8)))) return url
  }
  return null
}

const maxAltChars = 200

/** What the page says that its declared picture shows. Words that stand for another picture than `image` are left out. */
export function readImageAlt(dom: PageDom, { article }: MainNodes, image: string | null): string | null {
  if (image === null) return null
  const isOf = (href: string | null | undefined): boolean => absoluteUrl(dom, href) === image
  const alt = metaAlt('og:image', 'og:image:secure_url') ?? metaAlt('twitter:image') ?? captionOf(article?.['image'])
  return alt === null || alt.length > maxAltChars ? null : alt

  /** Most pages give no such words, and then no address needs to be compared. */
  function metaAlt(name: string, ...others: readonly string[]): string | null {
    const words = metaText(dom, `${name}:alt`)
    return words !== null && [name, ...others].some((one) => isOf(dom.metas.get(one)?.[0])) ? words : null
  }

  function captionOf(images: unknown): string | null {
    const nodes = asArray(images).filter(isNode)
    if (nodes.every((node) => ldText(node['caption']) === null)) return null
    const node = nodes.find((one) => isOf(ldText(one['url'])) || isOf(ldText(one['contentUrl'])))
    return node === undefined ? null : ldText(node['caption'])
  }
}
