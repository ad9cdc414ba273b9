// What HTML says of each tag: which hold nothing, which end others by opening, which hold text alone. For the reader of trees.
import { nameTable } from './name-table.ts'
import { inlineTags, mark, silentTags } from './page-dom.ts'

export type Tag = {
  /** As it stands in the source. */
  readonly written: string
  readonly name: string
  /** A number of its own for each name that pages use, from 1 on; 0 for all others. */
  readonly number: number
  /** Bits of `mark` that follow from the name. */
  readonly marks: number
  readonly isVoid: boolean
  /** Open elements that end where this one opens. */
  readonly ends: ReadonlySet<string> | null
  /** Its content is no markup and has no references. */
  readonly isRaw: boolean
  /** Drawings and formulas, in which other rules of markup hold. */
  readonly isForeign: boolean
  /** Within those it holds HTML again. */
  readonly isIntegration: boolean
  /** Elements of this name stand in `PageDom.byTag`. */
  readonly isListed: boolean
  /** It says something of the whole page: html, body, and what stands in the head. */
  readonly isOfPage: boolean
}

const counted = (
  'a abbr address article aside audio b blockquote body button caption center cite code dd del details div dl dt em fieldset ' +
  'figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header html i iframe ins label legend li main map nav noscript object ' +
  'ol optgroup option p picture pre q s script section select small span strong style sub summary sup svg table tbody td template ' +
  'textarea tfoot th thead time title tr u ul video'
).split(' ')
const numbers = new Map(counted.map((name, at) => [name, at + 1]))
export const maxTagNumber = counted.length

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '))

const voidTags = set('area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr') // prettier-ignore
const rawTags = set('script style xmp iframe noembed noframes plaintext')
const listedTags = set('a h1 h2 h3 h4 time p article main address script')
const pageTags = set('html body meta link title base')
const integrationTags = set('mi mo mn ms mtext annotation-xml foreignobject desc title')

/** An element whose end tag was left out ends where one of these opens. Source: HTML, "optional tags"; htmlparser2's table. */
const ends: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  (
    [
      ['tr', 'tr th td'],
      ['th', 'th'],
      ['td', 'thead th td'],
      ['body', 'head link script'],
      ['a', 'a'],
      ['li', 'li'],
      ['h1 h2 h3 h4 h5 h6', 'h1 h2 h3 h4 h5 h6 p'],
      ['select input output button datalist textarea', 'input option optgroup select button datalist textarea'],
      ['option', 'option'],
      ['optgroup', 'optgroup option'],
      ['dd dt', 'dd dt'],
      [
        'p address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul',
        'p',
      ],
      ['rt rp', 'rt rp'],
      ['tbody tfoot', 'thead tbody'],
    ] as const
  ).flatMap(([openers, ended]) => openers.split(' ').map((opener) => [opener, set(ended)] as const)),
)

/** The tag whose name is written at that place of a page. */
export const tagAt = nameTable(4_096, (written): Tag => {
  const name = written.toLowerCase()
  return makeTag(written, name === 'image' ? 'img' : keyOf(name))
})

/** The engine's one copy of a text, as of all that stands in code: comparing it with another such is comparing addresses. */
function keyOf(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text
}

function makeTag(written: string, name: string): Tag {
  return {
    written,
    name,
    number: numbers.get(name) ?? 0,
    marks: silentTags.has(name) ? mark.silent : inlineTags.has(name) ? mark.inline : 0,
    isVoid: voidTags.has(name),
    ends: ends.get(name) ?? null,
    isRaw: rawTags.has(name),
    isForeign: name === 'svg' || name === 'math',
    isIntegration: integrationTags.has(name),
    isListed: listedTags.has(name),
    isOfPage: pageTags.has(name),
  }
}
