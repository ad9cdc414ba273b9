// A headline where it is one of many. Some are not meant as headlines at all: a whole letter can stand in that field.
import { cutAtWord } from '../../base/index.ts'

/** Characters. A newspaper's longest fit; the column's own page has all of the others. */
const maxListedChars = 240

/** Cut by characters, never by the room there is, so that larger letters hide nothing. */
export function listedHeadline(title: string): string {
  return cutAtWord(title, maxListedChars)
}
