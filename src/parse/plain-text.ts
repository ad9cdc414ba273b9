// The text of a fragment of markup: what a summary, a title or a paragraph says, with nothing left that could act.
import { Tokenizer } from 'htmlparser2'
import { decodeReferences, windows1252C1 } from './entities.ts'
import { withoutTails } from './tails.ts'
import { ignoreAll } from './tokens.ts'

/** Characters of markup read; more than any column has, so hostile input costs a bounded amount. */
const maxMarkup = 1_000_000

/**
 * Text of `markup`: tags out with blocks on lines of their own, scripts, styles, frames, captions and form controls dropped, references
 * decoded (twice or thrice when they were escaped twice or thrice), invisible and direction-override characters
 * removed, "Read more" and "The post … appeared first on …" endings off. Linear in the length of the markup, of
 * which the first million characters are read. The result is text: it must still be escaped where HTML is written.
 */
export function plainText(markup: string): string {
  return withoutTails(markupText(markup))
}

/** The same on one line and with its ending left alone: for titles, names and labels. */
export function plainLine(markup: string): string {
  return oneLine(markupText(markup))
}

/**
 * One line of text that its format says is no markup, or says nothing about (RSS titles): markup all the same when it
 * holds a tag of HTML, a tag with attributes, a comment or a reference, so "5 < 6" and "the <foo> element" survive.
 */
export function looseLine(text: string): string {
  if (!mayHoldMarkup(text)) return oneLine(tidy(text))
  return needsStripping.test(text) || tagWithAttributes.test(text) ? plainLine(text) : oneLine(tidy(text))
}

function mayHoldMarkup(text: string): boolean {
  return text.includes('<') || text.includes('&')
}

const tagWithAttributes = /<[a-z][^<>]{0,60}[\s/][^<>]{0,400}=/i

function oneLine(text: string): string {
  return text.includes('\n') ? text.replaceAll('\n', ' ') : text
}

function markupText(markup: string): string {
  let text = markup.length > maxMarkup ? markup.slice(0, maxMarkup) : markup
  if (!mayHoldMarkup(text)) return tidy(text)
  text = strip(text)
  for (let again = 0; again < 2 && mayHoldMarkup(text) && needsStripping.test(text); again++) text = strip(text)
  return tidy(text)
}

/** Names by which markup is told from text that happens to stand in angle brackets. */
const htmlNames =
  'a|abbr|article|aside|audio|b|base|big|blockquote|body|br|button|center|cite|code|del|div|em|embed|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|li|link|main|mark|marquee|math|meta|nav|noscript|object|ol|option|p|param|picture|pre|q|s|script|section|select|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|tfoot|th|thead|tr|tt|u|ul|var|video|xml'

/** What only remains when markup was escaped more than once: a whole tag of HTML, a comment or a reference. */
const needsStripping = new RegExp(
  String.raw`<(?:/?(?:${htmlNames})\b[^<>]*>|!--)|&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,7}|#x[\da-f]{2,6}|[lr][sd]quo|[mn]dash|hellip|[a-z]{1,2}(?:acute|grave|circ|uml|tilde|cedil));`,
  'i',
)

const cutTag = new RegExp(
  String.raw`<(?:[!?]|/[a-z]|[a-z]\s[^<]*=|(?![a-z](?![a-z\d]))(?:${htmlNames})(?![a-z\d]))[^<]*$`,
  'i',
)

/** Elements whose content is no running text. */
const dropped = new Set('applet audio button canvas datalist embed figcaption form frameset head iframe map math menu meter noembed noframes noscript object option progress script select style svg template textarea video'.split(' ')) // prettier-ignore
/** Elements without content: they end nothing and open nothing. */
const empty = new Set('area base basefont bgsound br col command embed frame hr image img input keygen link meta param source track wbr'.split(' ')) // prettier-ignore
/** Elements that begin and end on a line of their own. */
const blocks = new Set('address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul'.split(' ')) // prettier-ignore
/** Beyond this many dropped elements inside one another the rest is dropped: nobody writes so. */
const maxNesting = 50

function strip(markup: string): string {
  const source = escapeLooseBrackets(markup)
  let out = ''
  let name = ''
  const skipping: string[] = []

  function open(selfClosing: boolean): void {
    if (empty.has(name) || selfClosing) {
      if (name === 'br' || name === 'hr') out += breakMark
      return
    }
    if (dropped.has(name)) {
      if (skipping.length < maxNesting) skipping.push(name)
    } else if (blocks.has(name)) {
      out += breakMark
    } else if (name === 'td' || name === 'th') {
      out += ' '
    }
  }

  const tokenizer = new Tokenizer(
    { decodeEntities: false, recognizeSelfClosing: true },
    {
      ...ignoreAll,
      ontext(start, end) {
        if (skipping.length > 0) return
        const text = source.slice(start, end)
        out += text.includes('&') ? decodeReferences(text) : text
      },
      onopentagname: (start, end) => (name = elementName(source, start, end)),
      onopentagend: () => open(false),
      onselfclosingtag: () => open(!rawText.has(name)),
      onclosetag(start, end) {
        const closed = elementName(source, start, end)
        if (skipping.length > 0) {
          const at = skipping.lastIndexOf(closed)
          if (at >= 0) skipping.length = at
          else if (closed === 'body' || closed === 'html') skipping.length = 0
        } else if (blocks.has(closed)) {
          out += breakMark
        }
      },
    },
  )
  tokenizer.write(source)
  tokenizer.end()
  return out
}

/** In lower case, without a prefix such as `xhtml:`. */
function elementName(source: string, start: number, end: number): string {
  const name = source.slice(start, Math.min(end, start + 40)).toLowerCase()
  return name.includes(':') ? name.slice(name.lastIndexOf(':') + 1) : name
}

const rawText = new Set(['script', 'style', 'textarea', 'iframe', 'xmp', 'noembed', 'noframes'])
const breakMark = '\u2029'

/**
 * A `<` that no `>` follows opens no tag: "a<b", "I <3 you" keep their rest, which would be lost otherwise. But a tag that
 * was cut off in the middle, as in summaries cut by their length, goes.
 */
function escapeLooseBrackets(markup: string): string {
  const loose = markup.indexOf('<', markup.lastIndexOf('>') + 1)
  if (loose < 0) return markup
  const rest = markup.slice(loose)
  const cut = rest.search(cutTag)
  return markup.slice(0, loose) + (cut < 0 ? rest : rest.slice(0, cut)).replaceAll('<', '&lt;')
}

/**
 * Removes what is invisible (soft hyphen, zero-width space, word joiner, BOM, language tags), what overrides
 * direction (U+202A–202E, U+2066–2069) and control characters; joiners stay, because Persian, Indic scripts and
 * emoji are spelt with them. Collapses whitespace; paragraph marks become line breaks. C1 controls are windows-1252.
 */
function tidy(text: string): string {
  let clean = rare.test(text) ? withoutInvisible(text) : text
  if (clean.includes('\n')) clean = clean.replace(blankLine, breakMark)
  return collapse(clean)
}

function withoutInvisible(text: string): string {
  return text
    .replace(c1, (character) => windows1252C1[character.charCodeAt(0) - 0x80] ?? '')
    .replace(invisible, '')
    .replace(controls, ' ')
    .toWellFormed()
}

/** Every run of whitespace becomes one space, or a line break if a paragraph mark is in it; none at either end. */
function collapse(text: string): string {
  const start = skipEdge(text, 0, 1, text.length)
  const end = skipEdge(text, text.length - 1, -1, start - 1) + 1
  const inner = start === 0 && end === text.length ? text : text.slice(start, end)
  return inner.replace(runOfSpace, (run) => (run.includes(breakMark) ? '\n' : ' '))
}

const runOfSpace = /\s{2,}|[^\S ]/g

/** Unicode's White_Space. */
function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13)
  if (code < 0x2000) return code === 0xa0 || code === 0x85 || code === 0x1680
  return code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000
}

/** The first place from `at` on that is neither whitespace nor a lone direction mark. */
function skipEdge(text: string, at: number, step: 1 | -1, end: number): number {
  let place = at
  while (place !== end && (isSpace(text.charCodeAt(place)) || isDirectionMark(text.charCodeAt(place)))) place += step
  return place
}

function isDirectionMark(code: number): boolean {
  return code === 0x200e || code === 0x200f
}

const blankLine = /\n[^\S\n]*\n/g
const rare =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uD800-\uDFFF]/
const c1 = /[\u0080-\u009F]/g
const invisible =
  /[\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0001}-\u{E001F}]/gu
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g
