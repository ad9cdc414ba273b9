// Many rows in one statement: handed over as one JSON text, unpacked by json_to_recordset, or as an array of each field, unpacked by
// unnest. Arrays cost both sides less, a statement with few rows more.

/**
 * JSON that PostgreSQL can read into text: U+0000 and lone surrogates, which collected text may hold, become U+FFFD.
 * JSON.stringify escapes exactly those two as `\u0000` and `\ud8xx`…`\udfxx`; a doubled backslash is a backslash.
 */
export function jsonRows(rows: readonly unknown[]): string {
  const json = JSON.stringify(rows)
  if (!json.includes('\\u0000') && !json.includes('\\ud')) return json
  return json.replace(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g, (found) => (found === '\\\\' ? found : '\ufffd'))
}

/**
 * One field of many rows as the text of a PostgreSQL array: texts, numbers, booleans, dates and nulls. It is JSON but for its brackets,
 * as long as nothing is escaped that only JSON escapes (PostgreSQL manual, §8.15.2).
 */
export function arrayText(values: readonly unknown[]): string {
  const json = JSON.stringify(values).slice(1, -1)
  return `{${/\\[^"\\]/.test(json) ? json.replace(/\\(u[0-9a-f]{4}|.)/g, unescaped) : json}}`
}

/** Whole numbers of 32 bits as an integer[] in bytes, which the server reads in less time than digits. Source: array_recv in its arrayfuncs.c. */
export function integersBytes(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(headBytes + 8 * values.length)
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  // One dimension, no nulls, of integers, so many, counted from one.
  for (const [at, head] of [1, 0, integer, values.length, 1].entries()) words.setInt32(4 * at, head)
  for (let at = 0, place = headBytes; at < values.length; at++, place += 8) {
    words.setInt32(place, 4)
    words.setInt32(place + 4, values[at]!)
  }
  return bytes
}

/** The integers of an array that array_send has made bytes of, none of them null. */
export function integersOf(bytes: Buffer): number[] {
  const values: number[] = []
  for (let at = headBytes + 4; at < bytes.length; at += 8) values.push(bytes.readInt32BE(at))
  return values
}

/** Before the values, of which each follows its length. */
const headBytes = 20
/** Its number among PostgreSQL's types. */
const integer = 23

function unescaped(found: string, escape: string): string {
  if (escape === '"' || escape === '\\') return found
  const meant = JSON.parse(`"${found}"`) as string
  return meant === '\0' || !meant.isWellFormed() ? '\ufffd' : meant
}
