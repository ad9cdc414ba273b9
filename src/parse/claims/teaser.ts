// Cards of other pieces: a name on one belongs to that piece.
import { Element } from '../page/dom-nodes.ts'
import { textOf } from '../page/page-dom.ts'
import { authorPath } from './author-links.ts'

/** A card of another piece: a linked heading of its own beside the name. */
export function insideTeaser(element: Element, anchor: Element | null): boolean {
  let node: Element | null = element
  for (let up = 0; up < 6 && node !== null; up++) {
    const parent: Element | null = node.parent instanceof Element ? node.parent : null
    if (parent === null || (parent.endIndex ?? 0) - (parent.startIndex ?? 0) > 60) return false
    if (anchor !== null && within(anchor, parent)) return false
    if (parent.name === 'a') return (parent.endIndex ?? 0) - (parent.startIndex ?? 0) > 3 && hasHeading(parent)
    if (hasLinkedHeading(parent) || hasLinkedLine(parent, element) || isCardOfSeveral(parent, element)) return true
    node = parent
  }
  return false
}

const within = (inner: Element, outer: Element): boolean =>
  (inner.startIndex ?? 0) >= (outer.startIndex ?? 0) && (inner.startIndex ?? 0) < (outer.endIndex ?? 0)

const isHeading = (name: string): boolean => /^h[1-6]$/.test(name)

/** A card with a heading of its own, beside another of the same make: a list of pieces, even where no heading is a link. */
function isCardOfSeveral(card: Element, candidate: Element): boolean {
  const headed = (one: Element): boolean =>
    one.children.some(
      (child) =>
        child instanceof Element && isHeading(child.name) && !within(candidate, child) && textOf(child, 200).length > 5,
    )
  if (!headed(card)) return false
  const { name, attribs, parent } = card
  return (
    parent?.children.some(
      (one) =>
        one instanceof Element &&
        one !== card &&
        one.name === name &&
        one.attribs['class'] === attribs['class'] &&
        headed(one),
    ) === true
  )
}

function hasHeading(element: Element): boolean {
  return element.children.some((child) => child instanceof Element && (isHeading(child.name) || hasHeading(child)))
}

function hasLinkedHeading(element: Element): boolean {
  for (const child of element.children) {
    if (!(child instanceof Element)) continue
    if (isHeading(child.name)) {
      const linked = child.children.some((one) => one instanceof Element && one.name === 'a')
      if (linked && textOf(child, 200).length > 25) return true
    } else if (child.name === 'a' && hasHeading(child)) return true
  }
  return false
}

/** A card without headings: a link as long as a headline, and little else. */
function hasLinkedLine(card: Element, candidate: Element): boolean {
  if ((card.endIndex ?? 0) - (card.startIndex ?? 0) > 40) return false
  let looked = 0
  const stack: Element[] = [card]
  while (stack.length > 0 && looked++ < 60) {
    const node = stack.pop() as Element
    if (node === candidate || node.name === 'p') continue
    if (node.name === 'a') {
      const text = textOf(node, 200)
      if (text.length > 32 && !authorPath.test(node.attribs['href']?.slice(0, 400) ?? '') && !/@/.test(text))
        return textOf(card, 500).length < 450
      continue
    }
    for (const child of node.children) if (child instanceof Element) stack.push(child)
  }
  return false
}
