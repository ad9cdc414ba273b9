// One labelled page through the same steps as `colonnade inspect`.
import { personKinds } from '../src/model/index.ts'
import { decodeText, loadLanguageDetector } from '../src/parse/index.ts'
import { inspectPage } from '../src/pipeline/index.ts'

export type Inspected = {
  readonly found: readonly string[]
  /** What led there, for the list of failures. */
  readonly detail: () => string
}

/** `now` lies after every labelled page. */
const now = new Date('2026-11-22T00:00:00Z')

export async function inspectCase(bytes: Uint8Array, url: string): Promise<Inspected> {
  const detector = await loadLanguageDetector()
  const html = decodeText(bytes, { kind: 'html', charset: null }).text
  const inspection = inspectPage(html, { url, now, detector })
  const { contributors, facts, title, byline, kind, lang } = inspection
  return {
    found: contributors.filter((one) => personKinds.has(one.kind)).map((one) => one.name),
    detail: () =>
      [
        `  byline ${byline ?? ''} | kind ${kind} | ${lang} | ours ${title ?? ''}`,
        ...contributors.map(
          (one) =>
            `  = ${one.name} ${one.kind} ${one.confidence} ${one.evidence.map(({ source }) => source).join(',')}`,
        ),
        ...facts.claims
          .toSorted((a, b) => (b.strength ?? 2) - (a.strength ?? 2))
          .slice(0, 14)
          .map(
            (claim) =>
              `    ${claim.source} ${claim.strength ?? ''} ${JSON.stringify(claim.text.slice(0, 110))} ${claim.statedType ?? ''} ${claim.role ?? ''} @${claim.place}`,
          ),
      ].join('\n'),
  }
}
