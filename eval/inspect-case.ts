// One labelled page through the same steps as `colonnade inspect`.
import { attribute } from '../src/attribute/index.ts'
import { personKinds } from '../src/model/index.ts'
import { decodeText } from '../src/parse/index.ts'
import { readDom } from '../src/parse/page/page-dom.ts'
import { mainNodes } from '../src/parse/page/main-node.ts'
import { readPublisher, readSection, siteNames } from '../src/parse/page/publisher.ts'
import { readTitle } from '../src/parse/page/title.ts'
import { readClaims } from '../src/parse/claims/read-claims.ts'

export function inspectCase(
  bytes: Uint8Array,
  url: string,
  lang: string | null,
): { found: string[]; detail: () => string } {
  const html = decodeText(bytes, { kind: 'html', charset: null }).text
  const dom = readDom(html, url)
  const nodes = mainNodes(dom)
  const title = readTitle(dom, nodes, siteNames(dom, nodes))
  const claims = readClaims(dom, { title })
  const address = URL.parse(url)
  const result = attribute({
    claims,
    title,
    dek: null,
    lede: [],
    publisherName: readPublisher(dom, nodes),
    siteHost: address?.hostname ?? null,
    path: address?.pathname ?? null,
    kindHints: [],
    section: readSection(dom, nodes, title),
    lang: lang ?? dom.lang,
  })
  const found = result.contributors.filter(({ kind }) => personKinds.has(kind)).map(({ name }) => name)
  return {
    found,
    detail: () =>
      [
        `  byline ${result.byline ?? ''} | kind ${result.kind} | ours ${title ?? ''}`,
        ...result.contributors.map(
          (one) => `  = ${one.name} ${one.kind} ${one.confidence} ${one.evidence.map((e) => e.source).join(',')}`,
        ),
        ...claims
          .toSorted((a, b) => (b.strength ?? 2) - (a.strength ?? 2))
          .slice(0, 14)
          .map(
            (claim) =>
              `    ${claim.source} ${claim.strength ?? ''} ${JSON.stringify(claim.text.slice(0, 110))} ${claim.statedType ?? ''} ${claim.role ?? ''} @${claim.place}`,
          ),
      ].join('\n'),
  }
}
