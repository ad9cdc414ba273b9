// Character references as publishers write them, decoded once. The names come from the HTML tokenizer's own table.
import { Tokenizer } from 'htmlparser2'
import { ignoreAll } from './tokens.ts'

const reference = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z][a-zA-Z\d]{1,31}))(;|(?![\w=]))/g
const known = new Map<string, string>([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00A0'],
])

/** Decodes every numeric and named HTML reference once; what is none stays as it is. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(reference, (whole: string, decimal?: string, hex?: string, name?: string, end?: string) => {
    if (decimal !== undefined) return fromCode(Number.parseInt(decimal, 10))
    if (hex !== undefined) return fromCode(Number.parseInt(hex, 16))
    return (name === undefined ? undefined : fromName(name, end === ';')) ?? whole
  })
}

/** Numeric references to the C1 range mean windows-1252. Source: HTML, "numeric character reference end state". */
function fromCode(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return windows1252C1[code - 0x80] ?? ''
  if (code === 0 || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff)) return ''
  return String.fromCodePoint(code)
}

export const windows1252C1 = Array.from('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ')

function fromName(name: string, closed: boolean): string | undefined {
  const found = known.get(name)
  if (found !== undefined) return found
  const decoded = tokenizeReference(closed ? `&${name};` : `&${name} `)
  if (decoded === undefined) return undefined
  known.set(name, decoded)
  return decoded
}

/** Undefined when the tokenizer reads no reference there, or none that covers the whole name. */
function tokenizeReference(text: string): string | undefined {
  let decoded = ''
  let rest = ''
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ...ignoreAll,
      ontextentity: (code) => (decoded += String.fromCodePoint(code)),
      ontext: (start, end) => (rest += text.slice(start, end)),
    },
  )
  tokenizer.write(text)
  tokenizer.end()
  return decoded !== '' && rest.trim() === '' ? decoded : undefined
}
