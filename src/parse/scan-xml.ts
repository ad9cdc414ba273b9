// A feed's XML as a row of tokens, however damaged: where tags, attributes, texts and CDATA begin and end. Nothing is cut out
// or decoded here.
import { after, afterComment, endOfName, endsName, find, isSpace, lastSign } from './scan-source.ts'

/** Told of each token by its places in the source. A tag that the source breaks off is not told. */
export type XmlReader = {
  /** The name of a start tag: its attributes and `endTag` follow, unless the source breaks off. */
  beginTag(start: number, end: number): void
  /** The places of the value are the same for an attribute that has none. */
  attribute(start: number, end: number, valueStart: number, valueEnd: number, isQuoted: boolean): void
  /**
   * `at`: the place of its `>`. Gives where reading goes on: after it, or further when the reader knows already what stands
   * between.
   */
  endTag(at: number, isSelfClosing: boolean): number
  closeTag(start: number, end: number): void
  /** Never empty. One text may be told in several pieces. */
  text(start: number, end: number): void
  cdata(start: number, end: number): void
  /** Once true, nothing more is told. */
  readonly stopped: boolean
}

/**
 * Tells the tokens that htmlparser2's tokenizer tells of XML, in a fraction of its time: it looks for what ends a token instead
 * of asking at every character what that one means. Any name may open a tag; a `<` before a space is text. Linear in
 * the length of `xml`; never throws. Source: XML 1.0 §2.4–2.7, §3.1.
 */
export function scanXml(xml: string, reader: XmlReader): void {
  const length = xml.length
  let textStart = 0
  let at = 0
  while (at < length) {
    const tag = find(xml, '<', 0x3c, at)
    if (tag > textStart) reader.text(textStart, tag)
    if (tag === length) return
    const code = xml.charCodeAt(tag + 1)
    if (code === 0x2f) {
      at = endTag(xml, tag + 2, reader)
      // Without a name it is text.
      if (at < 0) {
        textStart = tag
        at = tag + 2
        continue
      }
    } else if (code === 0x21) at = declaration(xml, tag + 2, reader)
    else if (code === 0x3f) at = instruction(xml, tag + 2, reader)
    else if (tag + 1 < length && code !== 0x3e && !isSpace(code)) at = startTag(xml, tag + 1, reader)
    else {
      textStart = tag
      at = tag + 1
      continue
    }
    if (reader.stopped) return
    textStart = at
  }
  if (textStart < length) reader.text(textStart, length)
}

/** Where the source goes on after the start tag whose name begins at `start`. */
function startTag(xml: string, start: number, reader: XmlReader): number {
  const length = xml.length
  const nameEnd = endOfName(xml, start)
  if (nameEnd === length) return length
  reader.beginTag(start, nameEnd)
  let at = nameEnd
  for (;;) {
    let code = xml.charCodeAt(at)
    while (isSpace(code)) code = xml.charCodeAt(++at)
    if (at >= length) return length
    if (code === 0x3e) return reader.endTag(at, false)
    if (code === 0x2f) {
      do code = xml.charCodeAt(++at)
      while (isSpace(code))
      if (code !== 0x3e) continue
      return reader.endTag(at, true)
    }
    // A name has one character at least, whatever that is.
    const name = at
    do code = xml.charCodeAt(++at)
    while (code > lastSign || (!endsName(code) && code !== 0x3d && at < length))
    const end = at
    while (isSpace(code)) code = xml.charCodeAt(++at)
    if (at >= length) return length
    if (code !== 0x3d) {
      reader.attribute(name, end, at, at, false)
      continue
    }
    do code = xml.charCodeAt(++at)
    while (isSpace(code))
    if (code === 0x22 || code === 0x27) {
      const value = ++at
      at = code === 0x22 ? find(xml, '"', 0x22, value) : find(xml, "'", 0x27, value)
      if (at === length) return length
      reader.attribute(name, end, value, at++, true)
    } else {
      const value = at
      while (!isSpace(code) && code !== 0x3e && at < length) code = xml.charCodeAt(++at)
      if (at >= length) return length
      reader.attribute(name, end, value, at, false)
    }
  }
}

/** Where the source goes on after the end tag whose name stands from `from` on; -1 for one without a name. */
function endTag(xml: string, from: number, reader: XmlReader): number {
  let start = from
  while (isSpace(xml.charCodeAt(start))) start++
  const code = xml.charCodeAt(start)
  if (code === 0x3e || start >= xml.length) return -1
  if (code === 0x2f) return afterOrText(xml, start + 1, start, reader)
  const end = endOfName(xml, start)
  if (end === xml.length) return end
  reader.closeTag(start, end)
  return after(xml, end)
}

/** Comments, CDATA and what else begins with `<!`. What the source breaks off is text, but for a comment. */
function declaration(xml: string, start: number, reader: XmlReader): number {
  if (xml.startsWith('[CDATA[', start)) {
    const from = start + 7
    const end = xml.indexOf(']]>', from)
    if (end >= 0) reader.cdata(from, end)
    else if (from < xml.length) reader.cdata(from, xml.length)
    return end < 0 ? xml.length : end + 3
  }
  if (xml.startsWith('--', start)) return afterComment(xml, start + 2)
  return afterOrText(xml, start + (xml.charCodeAt(start) === 0x2d ? 2 : 1), start, reader)
}

function instruction(xml: string, start: number, reader: XmlReader): number {
  const end = xml.indexOf('?>', start)
  if (end < 0 && start < xml.length) reader.text(start, xml.length)
  return end < 0 ? xml.length : end + 2
}

/** The place after the next `>`; without one, what stands from `start` on is text. */
function afterOrText(xml: string, from: number, start: number, reader: XmlReader): number {
  const end = find(xml, '>', 0x3e, from)
  if (end === xml.length && start < xml.length) reader.text(start, xml.length)
  return Math.min(xml.length, end + 1)
}
