// Which elements of a page are well written: each tag in them is ended in its place, so that they are read alike wherever they stand.
import { after } from '../scan-source.ts'
import { tagAt, type Tag } from './html-tags.ts'
import { standsAt } from './name-table.ts'
import { scanHtml, type TokenReader } from './scan-html.ts'

/** An element's source: where it begins and ends, a number made of its characters, and how many elements it has, itself among them. */
export type Outlined = { readonly start: number; readonly end: number; readonly hash: number; readonly size: number }

type Open = {
  readonly tag: Tag
  readonly start: number
  readonly hash: number
  readonly before: number
  isLoose: boolean
}

/** Elements open inside one another, beyond which none is told. */
export const maxOutlineDepth = 100

/**
 * Well written elements of `minSize` elements and more, those within others before them. None is or holds a form, a headline, the piece itself, or what says
 * something of the whole page. Linear in the length of `html`; never throws.
 */
export function outline(html: string, minSize: number): Outlined[] {
  const outliner = new Outliner(html, minSize)
  scanHtml(html, outliner)
  return outliner.found
}

/** Of a page's own piece, or with rules that depend on what is open around them. */
const never: ReadonlySet<string> = new Set(['form', 'h1', 'main', 'article'])

class Outliner implements TokenReader {
  readonly stopped = false
  readonly found: Outlined[] = []
  private readonly html: string
  private readonly minSize: number
  private readonly open: Open[] = []
  private readonly contexts: ('html' | 'foreign')[] = ['html']
  /** Open drawings: a title in one says nothing of the page. */
  private drawings = 0
  private tag: Tag | null = null
  /** Its element means different things in different places itself. */
  private isLoose = false
  private start = 0
  private elements = 0
  /** Of all characters before `hashed`: that of a part follows from those at its beginning and its end. */
  private hash = 0
  private hashed = 0

  constructor(html: string, minSize: number) {
    this.html = html
    this.minSize = minSize
  }

  takeOver(): number {
    return 0
  }

  beginTag(start: number, end: number): void {
    const tag = tagAt(this.html, start, end)
    this.tag = tag
    this.start = start - 1
    const last = this.open.at(-1)
    this.isLoose = (tag.isOfPage && this.drawings === 0) || never.has(tag.name)
    if (this.isLoose || (last !== undefined && tag.ends?.has(last.tag.name) === true)) this.loosen()
  }

  attribute(): void {
    // An element's source is compared whole.
  }

  endTag(isSelfClosing: boolean): void {
    const { tag, start } = this
    if (tag === null) return
    const before = this.elements++
    if (tag.isVoid) return
    this.open.push({ tag, start, hash: this.hashAt(start), before, isLoose: this.isLoose })
    if (tag.name === 'svg') this.drawings++
    if (tag.isForeign) this.contexts.push('foreign')
    else if (tag.isIntegration) this.contexts.push('html')
    if (this.open.length > maxOutlineDepth) this.loosen()
    if (isSelfClosing && this.isInForeignContext()) this.pop()
  }

  closeTag(start: number, end: number): void {
    const last = this.open.at(-1)
    if (last?.tag.written.length !== end - start || !standsAt(this.html, start, last.tag.written)) return this.loosen()
    this.pop()
    const size = this.elements - last.before
    if (last.isLoose || size < this.minSize) return
    const past = after(this.html, end)
    const hash = (this.hashAt(past) - Math.imul(last.hash, power(past - last.start))) | 0
    this.found.push({ start: last.start, end: past, hash, size })
  }

  text(): void {
    // Compared with the rest.
  }

  cdata(): void {
    this.loosen()
  }

  isInForeignContext(): boolean {
    return this.contexts.at(-1) === 'foreign'
  }

  private pop(): void {
    const tag = this.open.pop()?.tag
    if (tag?.name === 'svg') this.drawings--
    if (tag?.isForeign === true || tag?.isIntegration === true) this.contexts.pop()
  }

  /** What is open holds something that means different things in different places. */
  private loosen(): void {
    for (let at = this.open.length - 1; at >= 0; at--) {
      const one = this.open[at] as Open
      // Those around it are loose already.
      if (one.isLoose) return
      one.isLoose = true
    }
  }

  private hashAt(place: number): number {
    let { hash } = this
    for (let at = this.hashed; at < place; at++) hash = (Math.imul(hash, base) + this.html.charCodeAt(at)) | 0
    this.hash = hash
    this.hashed = Math.max(place, this.hashed)
    return hash
  }
}

const base = 0x01000193

/** `base` to that power, as far as 32 bits hold it. */
function power(exponent: number): number {
  let result = 1
  for (let square = base, left = exponent; left > 0; left >>>= 1, square = Math.imul(square, square))
    if ((left & 1) !== 0) result = Math.imul(result, square)
  return result
}
