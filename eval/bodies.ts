// Scores where an excerpt begins: cut from the piece's own first words, it must start where the labelled text does.
import { cutText } from '../src/excerpt/index.ts'
import { readBody } from '../src/parse/page/body.ts'
import { parsePage, readDom } from '../src/parse/page/index.ts'
import { ldText } from '../src/parse/page/json-ld.ts'
import { mainNodes } from '../src/parse/page/main-node.ts'
import { findHeadline } from '../src/parse/page/title.ts'
import { readSelectors } from '../src/parse/page/selectors.ts'
import { joinPath } from './compare-names.ts'
import { evalNow, readLabels, readPage, reportFailure, shareRows, verdict, type Verdict } from './pages.ts'
import type { EvalRow } from './row.ts'

type BodyCase = {
  readonly id: string
  readonly file: string
  readonly url: string
  readonly site: string
  readonly articleBody: string
}

const maxChars = 400
const startWithin = 200

/**
 * Paid parts are read here, as the product never does: the labels hold the whole piece, and what is scored is finding it.
 * How many pages the product would leave without a lede for that reason is a row of its own.
 */
export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  const starts: Verdict[] = []
  const contained: Verdict[] = []
  const shown: Verdict[] = []
  for (const one of await readLabels<BodyCase>(joinPath(casesDir, 'bodies', 'labels.jsonl'))) {
    const dom = readDom(await readPage(casesDir, 'bodies', one.file), one.url)
    const facts = parsePage(await readPage(casesDir, 'bodies', one.file), { url: one.url, now: evalNow })
    const body = readBody(dom, {
      paid: readSelectors([]),
      title: facts.title,
      headline: findHeadline(dom, facts.title),
      opening: ldText(mainNodes(dom).article?.['articleBody']),
    })
    const excerpt = cutText(body.paragraphs.join(' '), maxChars, facts.lang)
    const [label, found] = [squeezed(one.articleBody), squeezed(excerpt.replace(/\s?…$/, ''))]
    const at = found.text === '' ? -1 : label.text.indexOf(found.text.slice(0, 40))
    const outcome = verdict(one.site, one.id, at >= 0 && (label.places[at] ?? Infinity) < startWithin)
    starts.push(outcome)
    contained.push({ ...outcome, right: found.text !== '' && label.text.includes(found.text) })
    shown.push({ ...outcome, right: facts.paragraphs.length > 0 })
    const bad = { ...outcome, right: outcome.right && (contained.at(-1) as Verdict).right }
    reportFailure(
      'bodies',
      bad,
      () =>
        `${one.id} ${one.url.slice(0, 100)} starts ${at}\n   label ${one.articleBody.slice(0, 420).replaceAll('\n', '⏎')}\n   found ${excerpt}`,
    )
  }
  return [
    ...shareRows('bodies', 'excerpt starts where the piece does', 0.95, starts),
    ...shareRows('bodies', 'excerpt wholly contained', 0.93, contained),
    ...shareRows('bodies', 'pages whose terms leave a lede', null, shown),
  ]
}

/** Text without white space, with one kind of quotation mark and dash, in lower case; and where each character stood. */
function squeezed(text: string): { text: string; places: number[] } {
  let out = ''
  const places: number[] = []
  for (const [place, char] of Array.from(text).entries()) {
    const plain = char
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\u00ad\u200b]/g, '')
      .replace(/[“”„«»"'‘’`´]/g, "'")
      .replace(/[–—―−]/g, '-')
    for (const unit of plain) {
      out += unit
      places.push(place)
    }
  }
  return { text: out, places }
}
