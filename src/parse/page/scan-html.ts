// A page's HTML as a row of tokens: where tags, attributes and texts begin and end. Nothing is cut out or decoded here.
import { after, afterComment, endOfName, endsName, find, isSpace, lastSign } from '../scan-source.ts'

/** Told of each token by its places in the source. A tag that the source breaks off is not told. */
export type TokenReader = {
  /** Where the source goes on after an element that begins at `start` and is known already; 0 to be told of it. */
  takeOver(start: number): number
  /** The name of a start tag: its attributes and `endTag` follow, unless the source breaks off. */
  beginTag(start: number, end: number): void
  /** The places of the value are the same for an attribute that has none. */
  attribute(start: number, end: number, valueStart: number, valueEnd: number): void
  endTag(isSelfClosing: boolean): void
  closeTag(start: number, end: number): void
  /** Never empty. One text may be told in several pieces. */
  text(start: number, end: number): void
  /** What stands in a CDATA section; outside of drawings and formulas that is a comment. */
  cdata(start: number, end: number): void
  /** Whether the innermost open element is a drawing or a formula, in which `title` and `script` hold markup. */
  isInForeignContext(): boolean
  /** Once true, nothing more is told. */
  readonly stopped: boolean
}

/**
 * Tells the tokens that htmlparser2's tokenizer tells, in a fraction of its time: it looks for what ends a token instead of
 * asking at every character what that one means. Linear in the length of `html`; never throws.
 * Source: HTML, 13.2.5 "Tokenization", without references.
 */
export function scanHtml(html: string, reader: TokenReader): void {
  const length = html.length
  let textStart = 0
  let at = 0
  while (at < length) {
    const tag = find(html, '<', 0x3c, at)
    if (tag === length) break
    if (tag > textStart) reader.text(textStart, tag)
    textStart = tag
    const code = html.charCodeAt(tag + 1)
    if (isLetter(code)) at = startTag(html, tag + 1, reader)
    else if (code === 0x2f) at = endTag(html, tag + 2, reader)
    else if (code === 0x21) at = declaration(html, tag + 2, reader)
    else if (code === 0x3f) at = after(html, tag + 2)
    else {
      // No tag: it is text.
      at = tag + 1
      continue
    }
    if (reader.stopped) return
    textStart = at
  }
  if (textStart < length) reader.text(textStart, length)
}

/** Where the source goes on after the start tag whose name begins at `start`, and after what it holds if that is no markup. */
function startTag(html: string, start: number, reader: TokenReader): number {
  const past = reader.takeOver(start - 1)
  if (past > 0) return past
  const length = html.length
  const nameEnd = endOfName(html, start)
  if (nameEnd === length) return length
  const mayHoldText = mayHoldTextOnly(html.charCodeAt(start), nameEnd - start) && !reader.isInForeignContext()
  reader.beginTag(start, nameEnd)
  let at = nameEnd
  for (;;) {
    let code = html.charCodeAt(at)
    while (isSpace(code)) code = html.charCodeAt(++at)
    if (at >= length) return length
    if (code === 0x3e) {
      reader.endTag(false)
      break
    }
    if (code === 0x2f) {
      do code = html.charCodeAt(++at)
      while (isSpace(code))
      if (code !== 0x3e) continue
      reader.endTag(true)
      break
    }
    // A name has one character at least, whatever that is.
    const name = at
    do code = html.charCodeAt(++at)
    while (code > lastSign || (!endsName(code) && code !== 0x3d && at < length))
    const end = at
    while (isSpace(code)) code = html.charCodeAt(++at)
    if (at >= length) return length
    if (code !== 0x3d) {
      reader.attribute(name, end, at, at)
      continue
    }
    do code = html.charCodeAt(++at)
    while (isSpace(code))
    if (code === 0x22 || code === 0x27) {
      const value = ++at
      at = code === 0x22 ? find(html, '"', 0x22, value) : find(html, "'", 0x27, value)
      if (at === length) return length
      reader.attribute(name, end, value, at++)
    } else {
      const value = at
      while (!isSpace(code) && code !== 0x3e && at < length) code = html.charCodeAt(++at)
      if (at >= length) return length
      reader.attribute(name, end, value, at)
    }
  }
  at++
  return mayHoldText && !reader.stopped ? afterText(html, start, nameEnd, at, reader) : at
}

/** Elements in which nothing but their own end tag is markup. */
const textOnly: ReadonlySet<string> = new Set(
  'script style title textarea iframe noembed noframes xmp plaintext'.split(' '),
)

/** The text that stands up to the end tag of an element that holds no markup, and that end tag; `at` for any other element. */
function afterText(html: string, name: number, nameEnd: number, at: number, reader: TokenReader): number {
  const tag = html.slice(name, nameEnd).toLowerCase()
  if (!textOnly.has(tag)) return at
  const end = tag === 'plaintext' ? html.length : endTagOf(html, tag, at)
  if (end > at) reader.text(at, end)
  return end === html.length ? end : endTag(html, end + 2, reader)
}

/** Where the next `</tag` begins. */
function endTagOf(html: string, tag: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    const name = at + 2
    const end = name + tag.length
    if (endsName(html.charCodeAt(end)) && (html.startsWith(tag, name) || html.slice(name, end).toLowerCase() === tag))
      return at
  }
  return html.length
}

function endTag(html: string, start: number, reader: TokenReader): number {
  const code = html.charCodeAt(start)
  // Anything but a name makes a comment of it.
  if (!isLetter(code)) return after(html, code === 0x3e ? start : start + 1)
  const end = endOfName(html, start)
  if (end === html.length) return end
  reader.closeTag(start, end)
  return after(html, end)
}

/** Comments, CDATA and what else begins with `<!`. */
function declaration(html: string, start: number, reader: TokenReader): number {
  if (html.startsWith('[CDATA[', start)) {
    const end = html.indexOf(']]>', start + 7)
    if (end < 0) return html.length
    reader.cdata(start + 7, end)
    return end + 3
  }
  if (!html.startsWith('--', start)) return after(html, start)
  const text = start + 2
  if (html.charCodeAt(text) === 0x3e) return text + 1
  if (html.startsWith('->', text)) return text + 2
  return afterComment(html, text)
}

function isLetter(code: number): boolean {
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

/** Whether an element whose name begins so and is so long may be one of `textOnly`. */
function mayHoldTextOnly(code: number, length: number): boolean {
  return length < 16 && ((lengths[code & 0x1f] ?? 0) & (1 << length)) !== 0
}

/** By the first letter of a name: a bit for each length that one of them has. */
const lengths = new Uint16Array(32)
for (const name of textOnly) lengths[name.charCodeAt(0) & 0x1f]! |= 1 << name.length
