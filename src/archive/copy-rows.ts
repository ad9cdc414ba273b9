// Many rows at once, by COPY: a hundred times cheaper a row than inserting. For filling an archive, never for filing.
import { once } from 'node:events'
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** A value as COPY's text format has it. Source: PostgreSQL manual, COPY, "Text Format". */
export function copyValue(value: string | number | boolean | Date | null): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return /[\\\n\r\t]/.test(value) ? value.replace(/[\\\n\r\t]/g, escaped) : value
  if (value instanceof Date) return value.toISOString()
  return String(value)
}

export type RowWriter = {
  /** One row, its values as copyValue gives them, between tabs. Resolves when there is room for more. */
  write(line: string): Promise<void> | undefined
  /** Resolves when all rows are committed. */
  end(): Promise<void>
}

const bufferedChars = 256 * 1024

/** Empties the table and fills it in one transaction, so that a server with `wal_level=minimal` writes each row once. */
export async function copyRows(url: string, table: string, columns: readonly string[]): Promise<RowWriter> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined) // told by the statement that fails
  await client.connect()
  await client.query(`begin; truncate ${client.escapeIdentifier(table)}`)
  const names = columns.map((name) => client.escapeIdentifier(name)).join(', ')
  const stream = client.query(copyFrom(`copy ${client.escapeIdentifier(table)} (${names}) from stdin`))
  const finished = once(stream, 'finish')
  // Asked for at the end.
  finished.catch(() => undefined)
  let buffered = ''
  const flush = (): Promise<void> | undefined => {
    const hasRoom = stream.write(buffered)
    buffered = ''
    return hasRoom ? undefined : Promise.race([once(stream, 'drain'), finished]).then(() => undefined)
  }
  return {
    write(line) {
      buffered += `${line}\n`
      return buffered.length < bufferedChars ? undefined : flush()
    },
    async end() {
      if (buffered !== '') await flush()
      stream.end()
      await finished
      await client.query('commit')
      await client.end()
    },
  }
}

function escaped(char: string): string {
  return { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }[char]!
}
