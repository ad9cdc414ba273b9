// Many rows in one statement: handed over as one JSON text, unpacked by json_to_recordset.

/**
 * JSON that PostgreSQL can read into text: U+0000 and lone surrogates, which collected text may hold, become U+FFFD.
 * JSON.stringify escapes exactly those two as `\u0000` and `\ud8xx`…`\udfxx`; a doubled backslash is a backslash.
 */
export function jsonRows(rows: readonly unknown[]): string {
  const json = JSON.stringify(rows)
  if (!json.includes('\\u0000') && !json.includes('\\ud')) return json
  return json.replace(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g, (found) => (found === '\\\\' ? found : '\ufffd'))
}
