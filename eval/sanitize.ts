// Hostile markup in feeds. Nothing active may come out: read as HTML by a careless writer, our texts must still be harmless.
import { join } from 'node:path'
import { parseDocument, DomUtils } from 'htmlparser2'
import type { FeedDocument } from '../src/model/index.ts'
import { parseFeed } from '../src/parse/index.ts'
import { readCases } from './compare-names.ts'
import type { EvalRow } from './row.ts'

type Case = {
  readonly id: string
  readonly facts: readonly (readonly [string, string, unknown])[]
  readonly feed?: string
  readonly feed_base64?: string
}

export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  const cases = await readCases<Case>(join(casesDir, 'feeds', 'feedparser-sanitize.jsonl'))
  const show = process.env['EVAL_FAILURES'] === 'sanitize'
  let clean = 0
  let read = 0
  let texts = 0
  let harmful = 0
  for (const one of cases) {
    const bytes =
      one.feed === undefined ? Buffer.from(one.feed_base64 ?? '', 'base64') : new TextEncoder().encode(one.feed)
    const reading = parseFeed(bytes, { url: 'https://feed.example/feed', contentType: null, charset: null })
    if (reading.kind === 'feed') read++
    const found = reading.kind === 'feed' ? stringsOf(reading.feed) : []
    const active = found.map(activeIn).filter((what) => what !== null)
    texts += found.length
    harmful += active.length
    if (active.length === 0 && reading.kind === 'feed') clean++
    else if (show) console.log(`${one.id}: ${active.join('; ') || 'not read'}`)
  }
  return [
    { suite: 'sanitize', measure: 'nothing active left', value: clean / cases.length, bar: 1, n: cases.length },
    { suite: 'sanitize', measure: 'read as a feed', value: read / cases.length, bar: 1, n: cases.length },
    { suite: 'sanitize', measure: 'harmless texts and addresses', value: (texts - harmful) / texts, bar: 1, n: texts },
  ]
}

/** Every string anywhere in what was read. */
function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || value instanceof Date) return []
  return Object.values(value as FeedDocument).flatMap((part: unknown) => stringsOf(part))
}

const harmless = new Set(['b', 'i'])

/** What a browser would act on if the string were written into a page unescaped, or set as an address. */
function activeIn(text: string): string | null {
  if (/^\s*(?:javascript|vbscript|data|about|chrome|resource|livescript|mocha):/i.test(text))
    return `address ${text.slice(0, 60)}`
  for (const element of DomUtils.getElementsByTagName(() => true, parseDocument(text))) {
    const handler = Object.keys(element.attribs).find((name) =>
      /^on|^(?:style|href|src|srcdoc|action|formaction)$/i.test(name),
    )
    if (handler !== undefined || !harmless.has(element.name))
      return `<${element.name}${handler === undefined ? '' : ` ${handler}`}>`
  }
  return /<!--|<\?|<!doctype/i.test(text) ? 'a declaration' : null
}
