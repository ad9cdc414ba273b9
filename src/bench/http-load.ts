// A load over plain sockets, for a process of its own: each connection asks again as soon as it has its answer. A client
// library would need as much of the processor as the servers that are measured.
import { connect, type Socket } from 'node:net'
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
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
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
          eachAnswer(
            socket,
            (length) => {
              histogram.record(Math.max(1, Math.round((performance.now() - sentAt) * 1000)))
              bytes += length
              answers++
              ask()
            },
            reject,
          )
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

const headEnd = Buffer.from('\r\n\r\n')

/** Calls with the length of each body once all of it is there. One answer at a time: nothing is pipelined. */
function eachAnswer(socket: Socket, onAnswer: (bytes: number) => void, onFault: (fault: Error) => void): void {
  let head: Buffer = Buffer.alloc(0)
  let length = 0
  let missing = 0
  socket.on('data', (chunk: Buffer) => {
    if (missing > 0) {
      missing -= chunk.length
    } else {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
      const end = head.indexOf(headEnd)
      if (end === -1) return
      const text = head.toString('latin1', 0, end)
      const said = /\r\ncontent-length: (\d+)/i.exec(text)?.[1]
      if (!text.startsWith('HTTP/1.1 200') || said === undefined) {
        onFault(new Error(`not an answer to measure: ${text.slice(0, 300)}`))
        return
      }
      length = Number(said)
      missing = length - (head.length - end - headEnd.length)
      head = Buffer.alloc(0)
    }
    if (missing === 0) onAnswer(length)
  })
}
