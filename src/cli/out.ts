// How a command speaks: one clear sentence for a mistake, aligned tables for people, JSON for machines.

/** A mistake of the caller's. `main` prints the sentence to standard error and exits 2. */
export class CommandError extends Error {
  override name = 'CommandError'
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined))
}

/** Rows under a heading, columns as wide as their widest cell; numbers stand to the right. */
export function printTable(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)))
  const widths = heading.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)))
  const right = heading.map((_, at) => rows.length > 0 && rows.every((row) => typeof row[at] === 'number'))
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (right[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join('  ')
  print(line(heading).trimEnd())
  print(widths.map((width) => '─'.repeat(width)).join('  '))
  for (const row of cells) print(line(row).trimEnd())
}

/** In English; `zz`, which is no country, is elsewhere. */
export function countryName(code: string): string {
  return code === 'zz' ? 'Elsewhere' : (new Intl.DisplayNames('en', { type: 'region' }).of(code.toUpperCase()) ?? code)
}
