// Bytes become text: the first step of reading a feed or a page.
import { isUtf8 } from 'node:buffer'
import { createMemory } from '../base/index.ts'
import { guessEncoding } from './guess-encoding.ts'

/** `isGuess`: no declaration could be believed, so characters may be wrong. */
export type Decoded = { readonly text: string; readonly encoding: string; readonly isGuess?: true }

/** Bytes in which a declaration is looked for. HTML asks for 1,024; real pages put more before their meta element. */
const declarationBytes = 4096

/**
 * Text of `bytes` and the WHATWG name of the encoding it was in. Order: byte order mark, form of the first bytes (XML 1.0
 * appendix F), header charset, declaration in the document, UTF-8 if the bytes are valid, a guess by plausibility.
 * A declaration that the bytes contradict is not believed: valid UTF-8 with real multi-byte characters is UTF-8, and
 * bytes that are no UTF-8 are never read as such unless only a few are damaged. Never throws.
 * Source: XML 1.0 appendix F, WHATWG Encoding.
 */
export function decodeText(
  bytes: Uint8Array,
  { charset, kind }: { charset: string | null; kind: 'xml' | 'html' },
): Decoded {
  const wide = wideEncoding(bytes)
  if (wide !== null) return { text: wide.decode(bytes), encoding: wide.name }
  const isValid = isUtf8(bytes)
  if (isValid && hasMark(bytes)) return validUtf8(bytes)
  const declared = knownLabel(charset) ?? declaredIn(bytes, kind)
  if (isValid) return declared === 'iso-2022-jp' && bytes.includes(0x1b) ? decodeAs(bytes, declared) : validUtf8(bytes)
  if (declared !== null && declared !== 'utf-8') return decodeAs(bytes, declared)
  const inside = charset === null ? null : declaredIn(bytes, kind)
  if (inside !== null && inside !== 'utf-8') return decodeAs(bytes, inside)
  return { ...(mostlyUtf8(bytes) ? decodeAs(bytes, 'utf-8') : decodeAs(bytes, guessEncoding(bytes))), isGuess: true }
}

/** What a decoder gives for bytes that are known to be UTF-8, without its byte order mark, a fifth quicker. */
function validUtf8(bytes: Uint8Array): { text: string; encoding: string } {
  const start = hasMark(bytes) ? 3 : 0
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start).toString('utf8')
  return { text, encoding: 'utf-8' }
}

function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}

function decodeAs(bytes: Uint8Array, encoding: string): { text: string; encoding: string } {
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

/** WHATWG name for a label, null for a label that nobody knows or that cannot be what these bytes are. */
function knownLabel(label: string | null): string | null {
  return label === null ? null : labels.recall(label, () => nameOf(label))
}

const maxLabel = 40
/** What publishers declare is nearly always one of the same few. */
const labels = createMemory<string | null>(200, maxLabel)

function nameOf(label: string): string | null {
  const clean = label.trim().replaceAll(/["';]/g, '').toLowerCase()
  if (clean === '' || clean.length > maxLabel) return null
  const name = labelName(alsoKnownAs[clean] ?? clean)
  // Bytes were already found not to be UTF-16, so a document that says so is ASCII-compatible (XML appendix F).
  return name === null || name.startsWith('utf-16') || name === 'replacement' ? null : name
}

const alsoKnownAs: Readonly<Record<string, string>> = {
  utf8mb4: 'utf-8',
  'utf-8-sig': 'utf-8',
  unicode: 'utf-8',
  'iso8859-8-i': 'iso-8859-8-i',
  cp1255: 'windows-1255',
  win1251: 'windows-1251',
  'win-1251': 'windows-1251',
  ansi: 'windows-1252',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'x-mac-roman': 'macintosh',
}

function labelName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const xmlDeclaration = /<\?xml[^>]{0,200}?encoding\s*=\s*["']?\s*([\w.:-]+)/i
const metaCharset = /<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)/i

function declaredIn(bytes: Uint8Array, kind: 'xml' | 'html'): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, declarationBytes)).toString(
    'latin1',
  )
  const found = xmlDeclaration.exec(head)?.[1] ?? (kind === 'html' ? metaCharset.exec(head)?.[1] : undefined)
  return knownLabel(found ?? null)
}

type Wide = { readonly name: string; readonly decode: (bytes: Uint8Array) => string }

/** Byte order marks of the wide forms, and the look of `<` or `<?` in them without one. */
function wideEncoding(bytes: Uint8Array): Wide | null {
  const [a = -1, b = -1, c = -1, d = -1] = bytes
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return utf32('utf-32le', true)
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return utf32('utf-32be', false)
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return utf32('utf-32le', true)
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return utf32('utf-32be', false)
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0 && d === 0)) return utf16('utf-16le')
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c && c === 0)) return utf16('utf-16be')
  return null
}

function utf16(name: 'utf-16le' | 'utf-16be'): Wide {
  return { name, decode: (bytes) => new TextDecoder(name).decode(bytes) }
}

function utf32(name: string, littleEndian: boolean): Wide {
  return { name, decode: (bytes) => decodeUtf32(bytes, littleEndian) }
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: string[] = []
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) {
    const code = view.getUint32(at, littleEndian)
    if (at === 0 && code === 0xfeff) continue
    parts.push(code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff) ? '\uFFFD' : String.fromCodePoint(code))
  }
  return parts.join('')
}

/** True when nearly every multi-byte sequence is sound: one broken character must not turn all others into mojibake. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  let sound = 0
  let broken = 0
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    const more =
      lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0
    let followed = 0
    while (followed < more && ((bytes[at + followed + 1] ?? 0) & 0xc0) === 0x80) followed++
    if (more > 0 && followed === more) sound++
    else broken++
    at += followed
  }
  return sound >= broken * 5 && sound > 0
}
