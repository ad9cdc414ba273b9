// A backup as a file: a tar archive under zstd that any tool opens. First what it holds, then each table's rows as
// PostgreSQL's COPY text in pieces, last the sums by which everything is checked.
import { createHash, type Hash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { Readable, Writable } from 'node:stream'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { extract, pack, type Pack } from 'tar-stream'
import { z } from 'zod'

const tableSchema = z.object({ name: z.string(), columns: z.array(z.string()) })
const manifestSchema = z.object({
  format: z.literal(1),
  /** Version of Colonnade. */
  colonnade: z.string(),
  madeAt: z.string(),
  /** Of PostgreSQL, as `server_version_num` says it. */
  server: z.number(),
  /** Names of the migrations whose result this is, in order. */
  migrations: z.array(z.string()),
  /** In an order in which they can be loaded. */
  tables: z.array(tableSchema),
})
const sumsSchema = z.record(z.string(), z.object({ rows: z.number(), bytes: z.number(), sha256: z.string() }))

export type Manifest = z.infer<typeof manifestSchema>
/** Per table: rows, bytes of COPY text, and their digest. Equal sums are equal tables. */
export type Sums = z.infer<typeof sumsSchema>

/** What stands in a file that cannot be restored, in one sentence. */
export class BackupProblem extends Error {
  override name = 'BackupProblem'
}

const manifestName = 'colonnade.json'
const sumsName = 'sums.json'
const pieceBytes = 4 * 1024 * 1024
const newline = 0x0a

/** Writes a backup to `sink`, which is ended. `rowsOf` gives a table's COPY text. Returns the sums. */
export async function writeBackupFile(
  sink: Writable,
  manifest: Manifest,
  rowsOf: (table: string) => AsyncIterable<Buffer>,
  onTable: (table: string, rows: number) => void = () => undefined,
): Promise<Sums> {
  const tar = pack()
  const compress = createZstdCompress({
    params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
  })
  const sums: Sums = {}
  const writing = pipeline(tar, compress, sink)
  const filling = (async () => {
    await addEntry(tar, manifestName, Buffer.from(JSON.stringify(manifest, null, 2)))
    for (const { name } of manifest.tables) {
      sums[name] = await addTable(tar, name, rowsOf(name))
      onTable(name, sums[name].rows)
    }
    await addEntry(tar, sumsName, Buffer.from(JSON.stringify(sums, null, 2)))
    tar.finalize()
  })().catch((error: unknown) => {
    tar.destroy(error as Error)
    throw error
  })
  await Promise.all([filling, writing])
  return sums
}

async function addTable(tar: Pack, table: string, rows: AsyncIterable<Buffer>): Promise<Sums[string]> {
  const count = startSum()
  let pieces: Buffer[] = []
  let size = 0
  let number = 0
  const flush = async () => {
    if (size === 0) return
    number += 1
    await addEntry(tar, `${table}/${String(number).padStart(6, '0')}`, Buffer.concat(pieces, size))
    pieces = []
    size = 0
  }
  for await (const chunk of rows) {
    count.add(chunk)
    pieces.push(chunk)
    size += chunk.length
    if (size >= pieceBytes) await flush()
  }
  await flush()
  return count.sum()
}

/** Resolves when the archive has room for more. */
function addEntry(tar: Pack, name: string, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.once('error', reject)
    tar.entry({ name, size: body.length }, body, (error) => {
      tar.off('error', reject)
      if (error) reject(error)
      else resolve()
    })
  })
}

export type BackupReader = {
  /** Told first. Throw a BackupProblem to refuse. */
  readonly start: (manifest: Manifest) => Promise<void>
  /** Pieces of one table in order, tables in the manifest's order; those without rows are left out. */
  readonly piece: (table: string, bytes: Buffer) => Promise<void>
}

/**
 * Reads a backup through, checking every sum. Throws BackupProblem when the file is damaged, cut off or none of ours; the
 * reader has then been given what came before.
 */
export async function readBackupFile(
  source: Readable,
  reader: BackupReader,
): Promise<{ manifest: Manifest; sums: Sums }> {
  const decompress = createZstdDecompress()
  const entries = extract()
  let failure: unknown
  const feeding = pipeline(source, decompress, entries).catch((error: unknown) => {
    failure ??= error
  })
  let manifest: Manifest | undefined
  let sums: Sums | undefined
  const found = new Map<string, Counter>()
  try {
    for await (const entry of entries) {
      const { name } = entry.header
      const body = await readAll(entry as unknown as AsyncIterable<Buffer>)
      if (manifest === undefined) {
        manifest = name === manifestName ? parseManifest(body) : undefined
        if (manifest === undefined) throw new BackupProblem('This is no backup of Colonnade.')
        await reader.start(manifest)
      } else if (name === sumsName) sums = sumsSchema.parse(JSON.parse(body.toString('utf8')))
      else {
        const table = name.slice(0, Math.max(0, name.lastIndexOf('/')))
        if (!manifest.tables.some((one) => one.name === table)) throw new BackupProblem(`The backup holds ${name}, which it does not announce.`) // prettier-ignore
        const counter = found.get(table) ?? startSum()
        found.set(table, counter)
        counter.add(body)
        await reader.piece(table, body)
      }
    }
  } catch (error) {
    source.destroy()
    await feeding
    // What the reader itself throws (a full disk, a lost database) is told as it is.
    if (failure !== undefined && failure !== error && !isOwn(error)) throw damaged(failure)
    throw isDamage(error) ? damaged(error) : error
  }
  await feeding
  if (failure !== undefined) throw damaged(failure)
  if (manifest === undefined) throw new BackupProblem('This is no backup of Colonnade.')
  if (sums === undefined) throw new BackupProblem('The backup ends in the middle: it was never finished.')
  for (const { name } of manifest.tables) {
    const { rows, sha256 } = found.get(name)?.sum() ?? startSum().sum()
    if (sums[name]?.sha256 !== sha256 || sums[name].rows !== rows)
      throw new BackupProblem(`The backup is damaged: ${name} is not as it was written.`)
  }
  return { manifest, sums }
}

function parseManifest(body: Buffer): Manifest | undefined {
  try {
    return manifestSchema.safeParse(JSON.parse(body.toString('utf8'))).data
  } catch {
    return undefined // a first file that is no JSON is no manifest
  }
}

/** zlib and tar-stream say in their own ways that bytes are not what they should be. */
function isDamage(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && /^(?:ZSTD_|Z_|ERR_ZSTD|ERR_STREAM_PREMATURE_CLOSE)/.test(code)
}

function isOwn(error: unknown): boolean {
  return error instanceof BackupProblem
}

function damaged(cause: unknown): BackupProblem {
  return new BackupProblem('The backup is damaged or cut off: it cannot be read to its end.', { cause })
}

async function readAll(entry: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of entry) chunks.push(chunk)
  return Buffer.concat(chunks)
}

type Counter = { add(bytes: Buffer): void; sum(): { rows: number; bytes: number; sha256: string } }

/** A row of COPY text ends with a line end, and those within values are written as `\n`. */
function startSum(): Counter {
  const hash: Hash = createHash('sha256')
  let rows = 0
  let bytes = 0
  return {
    add(chunk) {
      hash.update(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) rows += 1
    },
    sum: () => ({ rows, bytes, sha256: hash.copy().digest('hex') }),
  }
}
