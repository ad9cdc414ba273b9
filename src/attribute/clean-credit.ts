// A credit as it stands in a page or feed becomes plain, bounded text: no markup, no invisible or directing characters.

/** Characters. Longer credits are biographies; the names stand at their beginning. */
const maxCreditChars = 600

const entities: Record<string, string> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
}

/**
 * Plain text of a credit, lines kept as `\n`, at most `maxCreditChars`. Entities are decoded once, markup is dropped,
 * control, bidirectional and zero-width characters go (the joiners that Indic and Persian spelling needs stay).
 */
export function cleanCredit(text: string): string {
  return text.length <= maxCreditChars && cleanLine.test(text) ? text : cleaned(text)
}

/** Words of Latin letters with a space between them, and nothing else: most credits, of which nothing is to be cleaned. */
export function isPlainWords(text: string): boolean {
  return text.length <= maxCreditChars && plainWords.test(text)
}

const plainWords =
  /^[a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+(?: [a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+)*$/
/** Latin letters and signs, without those of markup. */
const cleanLine =
  /^[!-%'-;=?-~\u00c0-\u024f\u2013\u2014\u2018\u2019]+(?: [!-%'-;=?-~\u00c0-\u024f\u2013\u2014\u2018\u2019]+)*$/

function cleaned(text: string): string {
  let clean = cleanOnce(text.slice(0, maxCreditChars * 4))
  // Twice-escaped text becomes shorter each time; the bound is for text made to be escaped a hundred times.
  for (let round = 0; round < 8; round++) {
    const next = cleanOnce(clean)
    if (next === clean) return clean.slice(0, maxCreditChars).trim()
    clean = next
  }
  return cleanOnce(clean.replace(/[&<>]/g, ' ')).slice(0, maxCreditChars).trim()
}

function cleanOnce(text: string): string {
  let clean = text
  if (clean.includes('&'))
    clean = clean.replace(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
      (all: string, dec?: string, hex?: string, name?: string) =>
        name === undefined
          ? fromCode(dec === undefined ? parseInt(hex ?? '', 16) : Number(dec))
          : (entities[name] ?? all),
    )
  if (clean.includes('<') || clean.includes('>')) clean = clean.replace(/<[^<>]{0,300}>/g, ' ').replace(/[<>]/g, ' ')
  return clean
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}

const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g

function fromCode(code: number): string {
  return code > 31 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' '
}
