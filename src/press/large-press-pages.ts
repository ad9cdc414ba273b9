// The large press: its pages one by one, without a server, for measuring what reading a page costs.
import { entryOf, paperOf } from './large-press-entries.ts'
import { createPagePrinter } from './large-press-markup.ts'

const papers = 40
const entriesPerPaper = 1_000
const startedAt = new Date('2026-01-01T00:00:00Z')

/** A function that prints the page of any number from 0 up: ever new pieces, in turn of forty papers. */
export function largePages(seed: number): (number: number) => { readonly url: string; readonly html: string } {
  const print = createPagePrinter(seed)
  const known = Array.from({ length: papers }, (_, host) => paperOf(seed, host))
  return (number) => {
    const feed = number % papers
    const paper = known[feed]!
    const at = Math.floor(number / papers) + 1
    const entry = entryOf(seed, paper, feed, at, { startedAt, atStart: entriesPerPaper })
    const origin = `https://${paper.host}`
    return { url: origin + entry.path, html: print(paper, entry, origin).toString() }
  }
}
