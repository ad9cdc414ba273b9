// Scores headlines of whole pages. Labels disagree about which of a piece's headlines counts, and some keep the site's name.
import { parsePage, readDom, type PageDom } from '../src/parse/page/index.ts'
import { foldLetters } from '../src/base/index.ts'
import { textOf } from '../src/parse/page/page-dom.ts'
import { joinPath } from './compare-names.ts'
import { printedTitles } from './title-labels.ts'
import { evalNow, readLabels, readPage, reportFailure, shareRows, verdict, type Verdict } from './pages.ts'
import type { EvalRow } from './row.ts'

type TitleCase = {
  readonly id: string
  readonly file: string
  readonly url: string | null
  readonly site: string
  readonly title: string | null
  readonly source_repo: string
  readonly page_state: string
}

/** Labels of these collections were made by people who read pages; the others assert what a program prints. */
const byPeople = new Set(['flairNLP/fundus', 'adbar/trafilatura'])

export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  const all: Verdict[] = []
  const read: Verdict[] = []
  const either: Verdict[] = []
  const looked: Verdict[] = []
  for (const one of await readLabels<TitleCase>(joinPath(casesDir, 'bylines', 'labels.jsonl'))) {
    if (one.title === null || one.title === undefined || one.title === '') continue
    const html = await readPage(casesDir, 'bylines', one.file)
    const url = one.url ?? 'https://example.org/page'
    const { title } = parsePage(html, { url, now: evalNow })
    const outcome = verdict(one.site, one.id, title !== null && equalTitles(title, one.title))
    all.push(outcome)
    const shown = printedTitles.find(([id]) => id === one.id)?.[1]
    looked.push(shown === undefined ? outcome : { ...outcome, right: title !== null && equalTitles(title, shown) })
    if (!outcome.right && title !== null && areBothHeadlines(readDom(html, url), title, one.title))
      either.push({ ...outcome, right: true })
    else either.push(outcome)
    if (byPeople.has(one.source_repo)) read.push(outcome)
    reportFailure('titles', outcome, () => `${one.id}\n   label ${one.title}\n   found ${title}`)
  }
  return [
    ...shareRows(
      'titles',
      'equal after folding',
      0.9,
      all,
      'a label that ends with " - the site" or " | the site" equals the headline before it',
    ),
    ...shareRows(
      'titles',
      'equal after folding, after looking',
      0.9,
      looked,
      printedTitles.map(([id, , why]) => `${id}: ${why}`).join('; '),
    ),
    ...shareRows('titles', 'the same, labels made by people', null, read),
    ...shareRows(
      'titles',
      'equal, or another headline of the page than the label',
      null,
      either,
      'counts a printed h1 as right where the label is the JSON-LD headline or og:title of the same page, word for word',
    ),
  ]
}

/** The page prints what we found as its h1, and declares the label as another headline of the piece. */
function areBothHeadlines({ byTag, metas, jsonLd }: PageDom, found: string, label: string): boolean {
  const printed = (byTag.get('h1') ?? []).slice(0, 6).some((heading) => fold(textOf(heading, 600)) === fold(found))
  const declared = [...(metas.get('og:title') ?? []), ...jsonLd.nodes.map((node) => node['headline'])]
  return printed && declared.some((text) => typeof text === 'string' && fold(text) === fold(label))
}

function equalTitles(found: string, label: string): boolean {
  if (fold(found) === fold(label)) return true
  const suffix = /^(.{12,})\s[-–—|:]\s[^-–—|]{2,40}$/u.exec(label)
  return suffix !== null && fold(found) === fold(suffix[1] as string)
}

function fold(text: string): string {
  return foldLetters(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}
