// Text of an element with its lines: what stands in different blocks, or in neighbouring links, is parted by a line end.
import { Element, Text, type ChildNode } from '../page/dom-nodes.ts'
import { inlineTags, silentTags } from '../page/page-dom.ts'
import { tidyLines } from './claim.ts'

const hiddenClass = /(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|is-hidden|tooltip\w*|hidden)(?:\s|$)/

/** At most `maxChars` characters. Icons, scripts, pictures and controls are left out. */
export function creditText(element: Element, maxChars = 400): string {
  const pieces: string[] = []
  let left = maxChars * 2
  visit(element)
  return tidyLines(pieces.join('')).slice(0, maxChars)

  function visit(node: ChildNode): void {
    if (left <= 0) return
    if (node instanceof Text) {
      // Line ends in the source are only spaces.
      const glued = node.prev instanceof Element && /^\p{Lu}/u.test(node.data) && /\p{Ll}$/u.test(pieces.at(-1) ?? '')
      pieces.push(glued ? '\n' : '', node.data.replace(/\s+/g, ' '))
      left -= node.data.length
      return
    }
    if (!(node instanceof Element) || silentTags.has(node.name) || node.name === 'button' || node.name === 'time') {
      if (node instanceof Element) pieces.push('\n')
      return
    }
    if (node.name === 'br') {
      pieces.push('\n')
      return
    }
    const name = node.attribs['class']
    if (name !== undefined && node !== element && hiddenClass.test(name)) return
    const block = !inlineTags.has(node.name)
    if (block) pieces.push('\n')
    else if (partsFromPrevious(node)) pieces.push('\n')
    for (const child of node.children) visit(child)
    if (block) pieces.push('\n')
  }
}

/** True for a link or span that follows another one with nothing but space between them, unless both are single words. */
function partsFromPrevious(node: Element): boolean {
  let previous = node.prev
  let spaced = false
  if (previous instanceof Text) {
    if (previous.data.trim() !== '') return false
    spaced = true
    previous = previous.prev
  }
  if (!(previous instanceof Element) || !inlineTags.has(previous.name)) return false
  if (node.name === 'a' && previous.name === 'a') return true
  // "<span>Jane</span> <span>Roe</span>" is one name; everything else beside each other is two things.
  return !(spaced && isWord(node) && isWord(previous))
}

function isWord(node: Element): boolean {
  const first = node.children[0]
  return node.children.length === 1 && first instanceof Text && !/\s/.test(first.data.trim())
}
