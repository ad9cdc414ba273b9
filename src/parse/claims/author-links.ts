// Links to authors' pages.
import { Element } from '../page/dom-nodes.ts'
import { textOf } from '../page/page-dom.ts'

export const authorPath =
  /\/(?:authors?|autor|autores|autoren|auteurs?|autori|autore|profile?s?|profil|people|person|personen|staff|bio|contributors?|columnists?|kolumnisten|journalists?|journalisten?|reporters?|writers?|by|redakteure?|yazar(?:lar)?|firmas?|redattori|forfatter|skribent|users?|member|experten?|team|opinion\/columnists|byline|penulis|kirjoittaja|autorid|szerzo|avtor|аutor|correspondents?|redaktion|creator|gastautor(?:en)?|author-archive|journaliste|editors?|menschen|mitarbeiter|redacteurs?|colaborador(?:es)?|colunistas?|columnistas?|periodistas?|autorky|autori|redaktor(?:zy)?|komentatorzy|avtorji|yazarlar)[/:=.-](?=[^/]*\p{L})|[?&](?:author|autor|writer|byline)=|\/@[\w.]+$|\/author\b/iu

export function firstAuthorLink(element: Element): Element | null {
  let looked = 0
  const stack: Element[] = [element]
  while (stack.length > 0 && looked++ < 40) {
    const node = stack.pop() as Element
    if (node.name === 'a') {
      const { href, rel } = node.attribs
      if (href !== undefined && (authorPath.test(href.slice(0, 400)) || /author/i.test(rel ?? ''))) return node
    }
    for (const child of node.children.toReversed()) if (child instanceof Element) stack.push(child)
  }
  return null
}

/** A linked name within a paragraph is somebody the piece speaks of: how much that takes away. */
export function inRunningText(element: Element, text: string): number {
  const parent = element.parent
  if (!(parent instanceof Element) || !/^(?:p|li|em|i|strong|b|span|td|dd|blockquote|div)$/.test(parent.name)) return 0
  const around = textOf(parent, text.length + 200).length - text.length
  return around > 120 ? 0.6 : around > 60 ? 0.3 : 0
}
