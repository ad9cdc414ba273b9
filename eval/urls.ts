// Addresses: tracking parameters off, and everything else as the WHATWG URL standard says.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canonicalUrl } from '../src/parse/index.ts'
import { readCases } from './compare-names.ts'
import type { EvalRow } from './row.ts'

type Tracking = {
  readonly input: string
  readonly expected: string
  readonly base: string | null
  readonly note: string
}
type Whatwg = {
  readonly input: string
  readonly base?: string
  readonly href?: string
  readonly failure?: boolean
  readonly protocol?: string
  readonly hash?: string
  readonly search?: string
}

const suite = 'urls'
const showFailures = () => process.env['EVAL_FAILURES'] === suite

export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  return [await tracking(casesDir), ...(await whatwg(casesDir)), await rules(casesDir)]
}

/** A fragment is no part of a column's address, and what is not http(s) is none: there our answer is stricter than the label. */
async function tracking(casesDir: string): Promise<EvalRow> {
  const cases = await readCases<Tracking>(join(casesDir, 'urls_tracking.jsonl'))
  const wrong = cases.filter(({ input, expected, base }) => {
    const wanted = /^https?:/.test(expected) ? expected.replace(/#.*$/, '') : ''
    return (canonicalUrl(input, base ?? undefined) ?? '') !== wanted
  })
  if (showFailures())
    for (const one of wrong) console.log(`${one.input}: ${canonicalUrl(one.input, one.base ?? undefined) ?? 'none'}`)
  return { suite, measure: 'tracking parameters', value: 1 - wrong.length / cases.length, bar: 1, n: cases.length }
}

async function whatwg(casesDir: string): Promise<EvalRow[]> {
  const cases = await readCases<Whatwg>(join(casesDir, 'urls_whatwg.jsonl'))
  const isWeb = ({ protocol }: Whatwg) => protocol === 'http:' || protocol === 'https:'
  // A blank address resolves to its base; in a feed it is a missing link, so we refuse it on purpose.
  const web = cases.filter((one) => one.failure !== true && isWeb(one) && one.input.trim() !== '')
  const rest = cases.filter((one) => !web.includes(one))
  const wrong = web.filter((one) => canonicalUrl(one.input, one.base) !== expectedFrom(one.href ?? ''))
  const taken = rest.filter(({ input, base }) => canonicalUrl(input, base) !== null)
  const changed = web.filter(({ input, base }) => {
    const once = canonicalUrl(input, base)
    return once !== null && canonicalUrl(once) !== once
  })
  if (showFailures()) {
    for (const one of wrong)
      console.log(`${JSON.stringify(one.input)}: ${canonicalUrl(one.input, one.base) ?? 'none'}, not ${one.href ?? ''}`)
    for (const one of taken)
      console.log(`${JSON.stringify(one.input)} was taken as ${canonicalUrl(one.input, one.base) ?? ''}`)
  }
  return [
    { suite, measure: 'WHATWG: http(s) addresses', value: 1 - wrong.length / web.length, bar: 1, n: web.length },
    {
      suite,
      measure: 'WHATWG: others refused',
      value: 1 - taken.length / rest.length,
      bar: 0.98,
      n: rest.length,
      note: `taken by the runtime's own URL parser: ${taken.map(({ input }) => input).join(' ')}`,
    },
    {
      suite,
      measure: 'WHATWG: unchanged by a second pass',
      value: 1 - changed.length / web.length,
      bar: 1,
      n: web.length,
    },
  ]
}

/** The standard's answer without credentials, fragment and an empty query. */
function expectedFrom(href: string): string {
  const url = new URL(href)
  url.username = ''
  url.password = ''
  if (!url.hash.startsWith('#!')) url.hash = ''
  return url.search === '' ? url.href.replace(/\?$/, '') : url.href
}

/** Of the plain parameter names that ClearURLs removes everywhere, how many we remove too. Evidence, not a goal: some are content elsewhere. */
async function rules(casesDir: string): Promise<EvalRow> {
  const { providers } = JSON.parse(await readFile(join(casesDir, 'urls_clearurls_rules.json'), 'utf8')) as {
    providers: { globalRules: { rules: string[] } }
  }
  const names = providers.globalRules.rules
    .map((rule) => rule.replace('(?:%3F)?', ''))
    .filter((name) => /^[\w-]+$/.test(name))
  const missed = names.filter((name) => canonicalUrl(`https://paper.example/a?${name}=1`) !== 'https://paper.example/a')
  const note = missed.length === 0 ? {} : { note: `kept: ${missed.join(', ')}` }
  return {
    suite,
    measure: 'ClearURLs global names',
    value: 1 - missed.length / names.length,
    bar: null,
    n: names.length,
    ...note,
  }
}
