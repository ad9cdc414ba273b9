// Credits that only print shows: lines that say "by", names alone under the headline, signatures below the text.
import { Element } from '../page/dom-nodes.ts'
import { absoluteUrl } from '../page/page-dom.ts'
import { authorPath, firstAuthorLink } from './author-links.ts'
import { isBoxLabel, isCommentsHeading, nameAtStart } from './box-wording.ts'
import { readLines, startOf, tailOf, type Line } from './lines.ts'
import { pictured, placeBonus, zoneLoss, type Found, type Page } from './place.ts'
import { insideTeaser } from './teaser.ts'
import {
  areBareNames,
  asking,
  bareNameOf,
  contactLabel,
  explicitWording,
  isAboutWriter,
  isInfoLine,
  isLabelledLine,
  isLooseWording,
  kindThenName,
  koreanSigned,
  labelOnly,
  mayOpenCredit,
  moreFrom,
  moreWording,
  nameAndOffice,
  ownerOf,
  titled,
  uncasedNameOf,
  wording,
  writerSaidIn,
} from './wording.ts'
import { holds, nameOf } from './zones.ts'

const maxLooks = 1_000

/** Characters of running text, and of the shortest paragraph. */
const longLine = 150
const paragraphLine = 80
/** Characters of running text below which a name in bold or italic is a signature, however few the paragraphs. */
const enoughChars = 400
/** Characters of a standfirst's end in which it says who writes. */
const maxSaid = 70

/** Credits that only print shows: lines that say "by", names alone under the headline, signatures below the text. */
export function lineCredits(page: Page): Found[] {
  const { dom, offsets, anchor, anchorEnd } = page
  const lines = readLines(dom, page.elsewhere, isIdle)
  const ends = textEnds(lines)
  const found: Found[] = []
  /** Bare names below running text, with how many paragraphs stand above each. */
  const signed: { readonly one: Found; readonly above: number }[] = []
  let long = 0
  let chars = 0
  let paragraphs = 0
  let looks = 0
  let commented = false
  for (let number = 0; number < lines.length; number++) {
    const line = lines[number] as Line
    const last = ends[number] === true
    if (line.length >= paragraphLine) paragraphs++
    if (line.isIdle) continue
    const place = anchorEnd === null ? Infinity : (offsets[line.block.startIndex ?? 0] ?? 0) - anchorEnd
    if (place > -5 && place < 500 && line.length < 400 && isSaidByWriter(line)) continue
    if (isLong(line)) {
      long++
      chars += line.length
      if (!last || long <= 3) continue
      const signed = /\(([^()]{5,60})\)[.\s]*$/u.exec(tailOf(line))?.[1]
      if (signed !== undefined && bareNameOf(signed) !== null) push(line, signed, 0.58, true)
      else {
        const start = startOf(line)
        if (isAboutWriter(start)) push(line, firstWords(start), 0.55, true)
      }
      continue
    }
    if (looks > maxLooks) break
    if (last && long > 0 && isCommentsHeading(line.text)) commented = true
    if (commented) continue
    if (isBoxLabel(line.text) && boxed(line, number)) continue
    if (mayOpenCredit(line.text) && opened(line, number, last)) continue
    if (isLooseWording(line.text)) push(line, line.text, 0.32, false)
    else if (long >= 3 && isAboutWriter(line.text)) push(line, firstWords(line.text), last ? 0.56 : 0.5, true)
    else if (place > -200 && place < 500 && line.length < 60 && kindThenName.test(line.text))
      push(line, line.text, 0.5, false)
    else if (long >= 3 && last && signsBelow(line, number)) push(line, line.text, 0.56, true)
    else if (place > -200 && place < 500 && isLabelledLine(line.text)) push(line, line.text, 0.5, false)
    else if (place > -200 && place < 500 && isInfoLine(line.text)) push(line, line.text, 0.4, false)
    else if (place > -100 && place < 400 && line.length < 90 && titled.test(line.text))
      push(line, line.text, 0.36, false)
    else if (
      place > -5 &&
      place < 400 &&
      line.length < 70 &&
      line.text.includes(', ') &&
      nameAndOffice.test(line.text) &&
      !insideList(line)
    )
      push(line, line.text, 0.34, false)
    else if (place > -5 && place < 300 && areBareNames(line.text) && !insideList(line))
      push(line, line.text, 0.34, false)
    else if (owned(line, number)) continue
    else bare(line, number, place, last)
  }
  // Letters of several readers on one page, each with its writer below it: none of them made the page.
  if (new Set(signed.map(({ above }) => above)).size > 1) for (const { one } of signed) one.strength -= 0.3
  return found

  function isSaidByWriter(line: Line): boolean {
    const name = saidIn(line)
    if (name === null) return false
    push(line, name, 0.5, false)
    return true
  }

  /** "Anna Roe, docent i hydrologi" below the text, where nobody is told whom to ask. */
  function signsBelow(line: Line, number: number): boolean {
    if (line.length > 110 || insideList(line)) return false
    const { text } = line
    const signs =
      (text.includes(', ') && nameAndOffice.test(text)) || (text.charCodeAt(0) > 0x10ff && koreanSigned.test(text))
    return signs && !isContact(lines, number)
  }

  /** "About the author", and on the next line their biography. */
  function boxed(line: Line, number: number): boolean {
    const next = lines[number + 1]
    const name = next === undefined ? null : nameAtStart(startOf(next))
    if (name !== null) push(line, name, 0.66, true)
    return name !== null
  }

  /** A line that begins as credits do. */
  function opened(line: Line, number: number, last: boolean): boolean {
    const next = lines[number + 1]
    const plain = explicitWording.test(line.text)
    if (next !== undefined && next.length < 90 && line.length < 40 && labelOnly.test(line.text))
      push(line, `${line.text}\n${next.text}`, plain ? 0.72 : 0.55, true)
    else if (line.length < 90 && asking.test(line.text)) push(line, line.text, 0.62, true)
    else if ((plain && line.length < 70) || wording.test(line.text))
      push(line, line.text, plain ? 0.72 : 0.52, plain || (long >= 3 && last))
    else if (moreWording.test(line.text)) push(line, line.text, 0.52, long >= 3 && last)
    else if (line.length < 80 && moreFrom.test(line.text)) push(line, line.text, 0.55, true)
    else return false
    return true
  }

  /** The owner of the words, where no publisher is named as such. */
  function owned(line: Line, number: number): boolean {
    const name = ownerOf(line.text)
    if (name === null) return false
    // Right below the text it is the text that they own.
    push(line, name, belowText(lines, number) === null ? 0.5 : 0.58, true)
    return true
  }

  /** A name and nothing else, under the headline or as the signature of the text. */
  function bare(line: Line, number: number, place: number, last: boolean): void {
    const below = last && (long >= 3 || (chars >= enoughChars && isEmphatic(line))) ? belowText(lines, number) : null
    const signature = below !== null
    if (!signature && (place < -150 || place > 600 || /^(?:td|th|dt|dd|option|label)$/.test(line.block.name))) return
    // Below a text stand the words for its end as often.
    const uncased = signature ? null : uncasedNameOf(line.text)
    const name = uncased ?? bareNameOf(signature ? line.text.replace(yours, '') : line.text)
    if (name === null || (signature && isContact(lines, number)) || isListOfLinks(line)) return
    const listed = isNameLike(lines[number - 1]) || isNameLike(lines[number + 1])
    push(
      line,
      name,
      (below === 'beside' ? 0.58 : below === 'after' ? 0.48 : place < -5 ? 0.24 : uncased === null ? 0.28 : 0.34) -
        (listed ? 0.2 : 0),
      signature,
    )
    const one = found.at(-1)
    if (paragraphs > 0 && one !== undefined) signed.push({ one, above: paragraphs })
  }

  function push({ block, holder }: Line, text: string, base: number, anywhere: boolean): void {
    looks++
    if (holds(block, anchor) && block === anchor) return
    const element = holder ?? block
    const at = element.startIndex ?? 0
    const offset = offsets[at] ?? 0
    const link = firstAuthorLink(holder ?? smallest(block))
    let strength = base + placeBonus(page, offset, text.length, anywhere) - zoneLoss(page, at, offset, base >= 0.7)
    if (link !== null) strength += 0.08
    if (insideTeaser(element, anchor) || isPieceLink(element, text)) strength -= 0.45
    found.push({
      element,
      source: 'byline',
      text,
      url: link === null ? null : absoluteUrl(dom, link.attribs['href']),
      strength,
      signature: `${block.name}.${nameOf(block)} line`,
      offset,
      role: pictured(page, at, false),
    })
  }
}

/** Whether none of the rules above asks for more than a line's place where this one stands: nothing in it is a credit or leads to one. */
function isIdle(line: Line): boolean {
  const { text } = line
  return (
    !isLong(line) &&
    !(saidIn(line) !== null || isCommentsHeading(text) || isBoxLabel(text) || mayOpenCredit(text)) &&
    !(
      isLooseWording(text) ||
      isAboutWriter(text) ||
      kindThenName.test(text) ||
      isLabelledLine(text) ||
      isInfoLine(text)
    ) &&
    !(titled.test(text) || nameAndOffice.test(text) || koreanSigned.test(text) || areBareNames(text)) &&
    ownerOf(text) === null &&
    uncasedNameOf(text) === null &&
    bareNameOf(text) === null &&
    bareNameOf(text.replace(yours, '')) === null
  )
}

/** "…, writes Jane Roe." */
function saidIn(line: Line): string | null {
  return writerSaidIn((tailOf(line) || startOf(line)).slice(-maxSaid))
}

/** All of the line is bold or italic, as short pieces are signed. */
const isEmphatic = ({ holder }: Line): boolean => holder !== null && /^(?:strong|b|em|i)$/.test(holder.name)

/** What a letter says before the name that signs it. */
const yours = /^(?:Ihre?|Euere?|Eure|Deine?|Yours(?: (?:truly|sincerely))?,?|Votre|Vostr[oa]) (?=\p{Lu})/u

/** "By NAME: the headline", all of it a link that leads to no author: another piece. */
function isPieceLink({ name, attribs }: Element, text: string): boolean {
  return name === 'a' && text.length > 40 && !authorPath.test(attribs['href']?.slice(0, 400) ?? '')
}

/** The beginning of a biography, as far as the name goes. */
function firstWords(text: string): string {
  return text.slice(0, 120)
}

/** The block itself if it is small; a big one would lend its links to every line. */
function smallest(block: Element): Element {
  return (block.endIndex ?? 0) - (block.startIndex ?? 0) < 12 ? block : new Element('span', {})
}

/** Scripts that write a word with one or two characters need fewer for a paragraph. */
function isLong({ text, length }: Line): boolean {
  return length >= longLine || (length >= 70 && text.charCodeAt(0) >= 0x2e80)
}

function insideList({ block }: Line): boolean {
  return /^(?:li|td|th|dt|dd|figcaption)$/.test(block.name)
}

/** For each line, whether no running text follows within the next four. */
function textEnds(lines: readonly Line[]): boolean[] {
  const ends: boolean[] = []
  let nextLong = Infinity
  for (let number = lines.length - 1; number >= 0; number--) {
    ends[number] = nextLong - number > 4
    const line = lines[number]
    if (line !== undefined && isLong(line)) nextLong = number
  }
  return ends
}

/** How a line stands below running text: in the same block or beside it, only after it, or not at all. */
function belowText(lines: readonly Line[], number: number): 'beside' | 'after' | null {
  const { block } = lines[number] as Line
  let below: 'after' | null = null
  for (let at = Math.max(0, number - 4); at < number; at++) {
    const line = lines[at] as Line
    if (!isLong(line)) continue
    if (line.block === block || line.block.parent === block.parent) return 'beside'
    below = 'after'
  }
  return below
}

/** Whom to ask about a press release: a name among the lines below such a label. */
function isContact(lines: readonly Line[], number: number): boolean {
  return lines.slice(Math.max(0, number - 4), number).some(({ text, length }) => length < 70 && contactLabel.test(text))
}

/** A link of several in its block, one a line, that leads to no writer: a list of other pages. */
function isListOfLinks({ block, holder }: Line): boolean {
  if (holder?.name !== 'a' || authorPath.test(holder.attribs['href']?.slice(0, 400) ?? '')) return false
  let links = 0
  for (const child of block.children) if (child instanceof Element && child.name === 'a') links++
  return links >= 3
}

function isNameLike(line: Line | undefined): boolean {
  return line !== undefined && line.length < 40 && bareNameOf(line.text) !== null
}
