// A piece that its publisher puts out anew: the page declares an old day of publication, and prints the new one.
import type { Element } from './dom-nodes.ts'
import type { Found, Read } from './dates.ts'
import type { PageDom } from './page-dom.ts'
import { nearby, printedDate } from './printed-dates.ts'

/** Days between publication and change from which a piece counts as put out anew rather than mended. */
const anewAfterMs = 7 * 86_400_000

/**
 * The instant of the last change that a page declares, when the only day printed at the headline is that one and no word
 * calls it an update: what readers of the publisher see is its date. Null otherwise; a page that prints none keeps the declared day.
 */
export function redated(
  published: Found,
  modified: Found,
  { dom, headline, read }: { readonly dom: PageDom; readonly headline: Element | null; readonly read: Read },
): Found | null {
  if (headline === null || modified.at.getTime() - published.at.getTime() < anewAfterMs) return null
  const printed = printedDate(dom, headline, read, nearby)
  if (printed === null || printed.updates) return null
  return printed.shown?.on === modified.on ? modified : null
}
