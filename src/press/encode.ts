// Writes the single-byte charsets of old Turkish content systems, which Node can read but not write.

/** Bytes of `text`; a character the charset lacks becomes an XML character reference. */
export function encode(text: string, charset: 'utf-8' | 'windows-1254' | 'iso-8859-9'): Buffer {
  if (charset === 'utf-8') return Buffer.from(text)
  const table = tableOf(charset)
  const bytes: number[] = []
  for (const char of text) {
    const byte = table.get(char)
    if (byte === undefined) bytes.push(...Buffer.from(`&#${String(char.codePointAt(0))};`))
    else bytes.push(byte)
  }
  return Buffer.from(bytes)
}

function tableOf(charset: 'windows-1254' | 'iso-8859-9'): Map<string, number> {
  const table = new Map<string, number>()
  const decoder = new TextDecoder('windows-1254')
  for (let byte = 0; byte < 256; byte += 1) {
    // ISO 8859-9 is the same but for 0x80 to 0x9F, where it has control characters.
    if (charset === 'iso-8859-9' && byte >= 0x80 && byte < 0xa0) continue
    table.set(decoder.decode(Uint8Array.of(byte)), byte)
  }
  return table
}
