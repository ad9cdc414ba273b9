// One labelled page through the same steps as `colonnade inspect`.
import { attribute } from '../src/attribute/index.ts'
import { personKinds } from '../src/model/index.ts'
import { decodeText } from '../src/parse/index.ts'
import { parsePage } from '../src/parse/page/index.ts'

export function inspectCase(
  bytes: Uint8Array,
  url: string,
  lang: string | null,
): { found: string[]; detail: () => string } {
  const html = decodeText(bytes, { kind: 'html', charset: null }).text
  const facts = parsePage(html, { url })
  const { claims, title } = facts
  const address = URL.parse(url)
  const result = attribute({
    claims,
    title,
    dek: facts.dek,
    lede: facts.paragraphs.slice(0, 3),
    publisherName: facts.publisher,
    siteHost: address?.hostname ?? null,
    path: address?.pathname ?? null,
    kindHints: facts.kindHints,
    section: facts.section,
    lang: lang ?? facts.lang,
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
