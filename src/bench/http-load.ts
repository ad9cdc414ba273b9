// A load over plain sockets, for a process of its own: each connection asks again as soon as it has its answer. A client
// library would need as much of the processor as the servers that are measured, and so would reading heads as text.
import { connect } from 'node:net'
import { createHistogram } from 'node:perf_hooks'

export type LoadTask = {
  readonly port: number
  /** Asked for in turn. */
  readonly paths: readonly string[]
  readonly connections: number
  readonly durationMs: number
}

export type LoadResult = {
  readonly answers: number
  readonly wallMs: number
  /** Milliseconds from the request's first byte to the answer's last. */
  readonly p50Ms: number
  readonly p99Ms: number
  /** Of bodies, as they were sent. */
  readonly bytes: number
}

/** Rejects at the first answer that is not 200 with a Content-Length: such a measurement would say nothing. */
export async function runLoad({ port, paths, connections, durationMs }: LoadTask): Promise<LoadResult> {
  const requests = paths.map((path) => Buffer.from(requestOf(path, port)))
  const histogram = createHistogram()
  const startedAt = performance.now()
  const until = startedAt + durationMs
  let asked = 0
  let bytes = 0
  let answers = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const answer = readAnswers()
      let onRead: (chunk: Buffer) => void = () => undefined
      const socket = connect({
        port,
        host: '127.0.0.1',
        noDelay: true,
        // One buffer a connection: a new one for each piece read would cost more than reading it.
        onread: {
          buffer: Buffer.allocUnsafe(65_536),
          callback(length, buffer) {
            onRead(Buffer.from(buffer.buffer, buffer.byteOffset, length))
            return true
          },
        },
      })
      try {
        await new Promise<void>((resolve, reject) => {
          let sentAt = 0
          const ask = () => {
            if (performance.now() >= until) return resolve()
            sentAt = performance.now()
            socket.write(requests[asked++ % requests.length]!)
          }
          socket.on('error', reject)
          socket.on('close', () => reject(new Error('the server closed a connection')))
          socket.on('connect', ask)
          onRead = (chunk) => {
            const length = answer(chunk)
            if (length === null) return
            if (length instanceof Error) return reject(length)
            histogram.record(Math.max(1, Math.round((performance.now() - sentAt) * 1000)))
            bytes += length
            answers++
            ask()
          }
        })
      } finally {
        socket.removeAllListeners('close')
        socket.destroy()
      }
    }),
  )
  const wallMs = performance.now() - startedAt
  return { answers, wallMs, bytes, p50Ms: histogram.percentile(50) / 1000, p99Ms: histogram.percentile(99) / 1000 }
}

/** What a browser sends, as far as it matters to a server. */
function requestOf(path: string, port: number): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Accept: text/html,application/xhtml+xml',
    'Accept-Language: en',
    'Accept-Encoding: gzip, deflate, br, zstd',
    '',
    '',
  ].join('\r\n')
}

const ok = Buffer.from('HTTP/1.1 200')
const lengthName = Buffer.from('\r\nContent-Length: ')
const headEnd = Buffer.from('\r\n\r\n')

/**
 * A reader of one connection's answers, piece by piece: the length of a body once all of it is there, null before. One answer at a
 * time: nothing is pipelined. Names of header fields are looked for as Node writes them, then in any case.
 */
function readAnswers(): (chunk: Buffer) => number | Error | null {
  let head: Buffer | null = null
  let length = 0
  let missing = 0
  return (chunk) => {
    if (missing > 0) {
      missing -= chunk.length
      return missing === 0 ? length : null
    }
    const piece = head === null ? chunk : Buffer.concat([head, chunk])
    const end = piece.indexOf(headEnd)
    if (end === -1) {
      head = Buffer.from(piece)
      return null
    }
    head = null
    const said = contentLength(piece, end)
    if (ok.compare(piece, 0, ok.length) !== 0 || said === null)
      return new Error(`not an answer to measure: ${piece.toString('latin1', 0, Math.min(end, 300))}`)
    length = said
    missing = length - (piece.length - end - headEnd.length)
    return missing === 0 ? length : null
  }
}

/** Bytes; null when the head, which is the buffer up to `end`, does not say. */
function contentLength(buffer: Buffer, end: number): number | null {
  const at = buffer.indexOf(lengthName)
  if (at === -1 || at > end) {
    const said = /\r\ncontent-length: (\d+)/i.exec(buffer.toString('latin1', 0, end))?.[1]
    return said === undefined ? null : Number(said)
  }
  let length = 0
  for (let i = at + lengthName.length; buffer[i] !== 13; i++) length = 10 * length + (buffer[i]! - 48)
  return length
}
