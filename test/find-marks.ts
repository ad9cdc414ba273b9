// Looking for many texts at once in many bytes: what a test of leaks needs to be quick.

export type MarkFinder = (bytes: Uint8Array) => string[]

const tableBits = 20

/** Finds which of the texts stand in bytes, as UTF-8. Each text needs at least eight bytes. */
export function markFinder(marks: readonly string[]): MarkFinder {
  const filter = new Uint8Array(1 << tableBits)
  const byKey = new Map<number, { text: string; bytes: Buffer }[]>()
  for (const text of marks) {
    const bytes = Buffer.from(text)
    if (bytes.length < 8) throw new RangeError(`“${text}” is too short to be looked for`)
    const key = keyAt(bytes, 0)
    filter[key] = 1
    byKey.set(key, [...(byKey.get(key) ?? []), { text, bytes }])
  }
  return (bytes) => {
    const found = new Set<string>()
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 0; at + 8 <= bytes.length; at++) {
      const key = keyAt(bytes, at)
      if (filter[key] === 0) continue
      for (const mark of byKey.get(key) ?? [])
        if (whole.subarray(at, at + mark.bytes.length).equals(mark.bytes)) found.add(mark.text)
    }
    return [...found]
  }
}

function keyAt(bytes: Uint8Array, at: number): number {
  const low = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
  const high = bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24)
  return (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> (32 - tableBits)
}
