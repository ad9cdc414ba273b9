// Credits in data that a page carries for its own scripts: data layers and state of common systems, by key names alone.
import { Text } from '../page/dom-nodes.ts'
import type { Claim } from '../../model/index.ts'
import type { PageDom } from '../page/page-dom.ts'
import { comparable } from '../page/text.ts'
import { makeClaim } from './claim.ts'

const maxScriptChars = 400_000
const maxTotalChars = 1_000_000
/** More names than this are a list of other pieces. */
const maxNames = 6

/** Sought from the colon behind the key, since colons are fewer than letters with which a key may begin. */
const keyed =
  /(?<=\b(author_?name|authors?|byline|bylines|article_?authors?|page_?authors?|content_?authors?|story_?authors?|author_?names|writer|columnist|contentAuthor|autor|autoren|prop_?author)["']?\s*):\s*/gi

/** Names under author keys of embedded data, if the page speaks of few enough of them. */
export function islandClaims(dom: PageDom): Claim[] {
  const names = new Map<string, string>()
  let total = 0
  for (const script of dom.byTag.get('script') ?? []) {
    if (script.attribs['src'] !== undefined) continue
    const first = script.children[0]
    if (!(first instanceof Text) || first.data.length < 40 || /ld\+json/.test(script.attribs['type'] ?? '')) continue
    const text = first.data.length > maxScriptChars ? first.data.slice(0, maxScriptChars) : first.data
    total += text.length
    if (total > maxTotalChars) break
    if (!mayName.test(text)) continue
    for (const match of text.matchAll(keyed)) {
      for (const value of valuesAt(text, match.index + match[0].length))
        if (!names.has(value))
          names.set(value, `script${script.attribs['id'] === undefined ? '' : `#${script.attribs['id']}`} ${match[1]}`)
      if (names.size > maxNames) return []
    }
  }
  return [...names]
    .map(([text, place]) => makeClaim({ source: 'data-island', text, place }))
    .filter((claim) => claim !== null)
}

/** Objects looked at in one page's state. */
const maxObjects = 20_000

/**
 * Writers of the object in a page's JSON state that bears the page's headline: where nothing else names anybody. Costs the
 * reading of the whole state, at most 400,000 characters of it.
 */
export function stateClaims(dom: PageDom, title: string | null): Claim[] {
  const wanted = title === null ? '' : comparable(title)
  if (wanted.replaceAll(' ', '').length < 6) return []
  for (const script of dom.byTag.get('script') ?? []) {
    if (script.attribs['type']?.startsWith('application/json') !== true) continue
    const first = script.children[0]
    if (!(first instanceof Text) || first.data.length > maxScriptChars || !mayName.test(first.data)) continue
    const names = writersIn(first.data, wanted)
    if (names.length > 0)
      return names
        .map((text) => makeClaim({ source: 'data-island', text, place: 'script state', strength: 0.7 }))
        .filter((claim) => claim !== null)
  }
  return []
}

/** Breadth first, so that the piece itself comes before what it links to. */
function writersIn(json: string, wanted: string): string[] {
  let state: unknown
  try {
    state = JSON.parse(json)
  } catch {
    return []
  }
  const queue: unknown[] = [state]
  for (let at = 0; at < queue.length && at < maxObjects; at++) {
    const node = queue[at]
    if (typeof node !== 'object' || node === null) continue
    if (!Array.isArray(node)) {
      const one = node as Record<string, unknown>
      const titles = [one['title'], one['headline'], one['name']].map((value) => textIn(value))
      if (titles.some((text) => text !== null && comparable(text) === wanted)) {
        const names = [one['authors'], one['author'], one['byline'], one['writers'], one['columnist'], one['credits']]
          .flatMap((value) => namesIn(value, 0))
          .slice(0, maxNames)
        if (names.length > 0) return [...new Set(names)]
      }
    }
    for (const value of Object.values(node)) if (typeof value === 'object' && value !== null) queue.push(value)
  }
  return []
}

/** A string, or the string that an object holds for it: `{ "basic": "…" }`, `{ "rendered": "…" }`. */
function textIn(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return null
  const inner = Object.values(value)[0]
  return typeof inner === 'string' ? inner : null
}

function namesIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return usable(value.slice(0, 120))
  if (typeof value !== 'object' || value === null || depth > 3) return []
  if (Array.isArray(value)) return value.slice(0, maxNames).flatMap((one) => namesIn(one, depth + 1))
  const one = value as Record<string, unknown>
  const name = one['name'] ?? one['fullName'] ?? one['full_name'] ?? one['displayName'] ?? one['title']
  if (typeof name === 'string') return usable(name.slice(0, 120))
  return namesIn(one['by'] ?? one['nodes'] ?? one['items'] ?? one['node'] ?? null, depth + 1)
}

/** The engine leaps through text that holds none of these. */
const mayName = /uthor|yline|utor|olumnist/

/** A string, an array of strings, or the `name` of the objects, within the next 400 characters. */
function valuesAt(text: string, at: number): string[] {
  const rest = text.slice(at, at + 400)
  const direct = /^(["'])((?:(?!\1)[^\\\n]|\\.){2,120})\1/.exec(rest)
  if (direct?.[2] !== undefined) return usable(direct[2])
  const list = /^\[\s*((?:"(?:[^"\\\n]|\\.){2,120}"\s*,?\s*){1,8})\]/.exec(rest)
  if (list?.[1] !== undefined)
    return [...list[1].matchAll(/"((?:[^"\\\n]|\\.){2,120})"/g)].flatMap((match) => usable(match[1] ?? ''))
  const named = /^\[?\s*\{[^{}]{0,300}?"(?:name|full_?name|displayName|title)"\s*:\s*"((?:[^"\\\n]|\\.){2,120})"/i.exec(
    rest,
  )
  return named?.[1] === undefined ? [] : usable(named[1])
}

function usable(raw: string): string[] {
  const text = raw
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\(["'/\\])/g, '$1')
    .trim()
  return /\s/.test(text) && !/[{}<>=;]|https?:/.test(text) ? [text] : []
}
