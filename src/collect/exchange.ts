// One request and its answer on one connection, bounded in time and bytes. Redirects and meaning are the client's.
import type { Dispatcher } from 'undici'
import type { RefusedReason } from '../model/index.ts'
import type { Limits } from './client-types.ts'
import { RefusedError } from './guard.ts'

export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>

export type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: ResponseHeaders; readonly body: Buffer }
  | { readonly kind: 'refused'; readonly reason: RefusedReason; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string; readonly cause: Error }

export type ExchangeRequest = {
  readonly url: URL
  readonly headers: Record<string, string>
  /** Encoded, to be sent by POST; null asks by GET. */
  readonly form: string | null
  /** Of the body as sent. What lies beyond it is cut off if `cut` says so, else the whole is refused. */
  readonly maxBytes: number
  readonly cut: (headers: ResponseHeaders) => boolean
  /** Whether this status' body is of use; another's is let go by, so that the connection can be used again. */
  readonly wantsBody: (status: number) => boolean
  /** By the clock that nobody sets: the end of the whole visit. */
  readonly deadline: number
  readonly signal: AbortSignal | undefined
}

/** Enough for an error page; a longer or slower one costs its connection. */
const unwantedBytes = 64 * 1024
const unwantedMs = 500

/** Never rejects for what the server does; rejects with the signal's reason when it aborts. */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest, limits: Limits): Promise<Exchange> {
  const { url, signal } = request
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let received = 0
    let status = 0
    let headers: ResponseHeaders = {}
    let maxBytes = request.maxBytes
    let phase: 'connecting' | 'asked' | 'answering' | 'settled' = 'connecting'
    let controller: Dispatcher.DispatchController | null = null
    /** The end of this phase. The timer may go off before, and is then set anew. */
    let phaseEndsAt = 0
    let timer: NodeJS.Timeout | undefined
    let timerAt = Infinity
    startPhase(limits.firstByteMs)
    if (signal?.aborted) return onAbort()
    signal?.addEventListener('abort', onAbort)

    // A refused address or a closed dispatcher is reported through onResponseError.
    dispatcher.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.form === null ? 'GET' : 'POST',
        body: request.form,
        headers: request.headers,
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart(started) {
          controller = started
          if (phase === 'settled') return started.abort(ended)
          phase = 'asked'
          startPhase(limits.firstByteMs)
        },
        onResponseStart(_, statusCode, responseHeaders) {
          if (phase === 'settled' || statusCode < 200) return
          phase = 'answering'
          status = statusCode
          headers = responseHeaders
          if (!request.wantsBody(status)) {
            maxBytes = unwantedBytes
            startPhase(unwantedMs)
          } else {
            startPhase(limits.totalMs)
            const announced = Number(headers['content-length'] ?? 0)
            if (announced > maxBytes && !request.cut(headers)) tooLarge(`${announced} bytes announced`)
          }
        },
        onResponseData(_, chunk) {
          if (phase === 'settled') return
          received += chunk.byteLength
          if (received <= maxBytes) {
            if (request.wantsBody(status)) chunks.push(chunk)
          } else if (!request.wantsBody(status)) {
            hangUp(answer())
          } else if (request.cut(headers)) {
            chunks.push(chunk.subarray(0, chunk.byteLength - (received - maxBytes)))
            hangUp(answer())
          } else {
            tooLarge(`more than ${maxBytes} bytes`)
          }
        },
        onResponseEnd() {
          settle(answer())
        },
        onResponseError(_, error) {
          if (phase === 'settled') return
          if (phase === 'answering' && !request.wantsBody(status)) return settle(answer())
          settle(fromError(error))
        },
      },
    )

    function answer(): Exchange {
      const [only = Buffer.alloc(0)] = chunks
      return { kind: 'answered', status, headers, body: chunks.length > 1 ? Buffer.concat(chunks) : only }
    }

    function tooLarge(detail: string): void {
      hangUp(refused('too-large', detail))
    }

    function onTimer(): void {
      timerAt = Infinity
      if (performance.now() < phaseEndsAt) return setTimer()
      onTimeout()
    }

    function onTimeout(): void {
      if (phase === 'answering' && !request.wantsBody(status)) return hangUp(answer())
      const lastMs = phase === 'answering' ? 0 : request.deadline - performance.now()
      if (lastMs <= 1) return hangUp(refused('timeout', `not done in ${limits.totalMs} ms`))
      if (phase === 'connecting') return hangUp(fromError(new Error(`no connection in ${limits.firstByteMs} ms`)))
      return hangUp(refused('first-byte-timeout', `no answer in ${limits.firstByteMs} ms`))
    }

    function onAbort(): void {
      const reason: unknown = signal?.reason
      if (settleOnce()) reject(reason instanceof Error ? reason : new Error('aborted', { cause: reason }))
      controller?.abort(ended)
    }

    function hangUp(outcome: Exchange): void {
      settle(outcome)
      controller?.abort(ended)
    }

    function settle(outcome: Exchange): void {
      if (settleOnce()) resolve(outcome)
    }

    function settleOnce(): boolean {
      if (phase === 'settled') return false
      phase = 'settled'
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      return true
    }

    /** At most so long, and no longer than the visit. */
    function startPhase(ms: number): void {
      phaseEndsAt = Math.min(performance.now() + ms, request.deadline)
      if (phaseEndsAt < timerAt) setTimer()
    }

    function setTimer(): void {
      clearTimeout(timer)
      timerAt = phaseEndsAt
      timer = setTimeout(onTimer, Math.max(0, Math.ceil(phaseEndsAt - performance.now())))
    }
  })
}

/** Given to undici when we hang up; nobody reads it. */
const ended = new Error('visit ended')

function fromError(error: Error): Exchange {
  if (error instanceof RefusedError) return refused(error.reason, error.message)
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return refused('headers', 'header section too long')
  return { kind: 'unreachable', detail: inPlainWords.get(code) ?? (error.message || code || error.name), cause: error }
}

function refused(reason: RefusedReason, detail: string): Exchange {
  return { kind: 'refused', reason, detail }
}

/** Codes of Node and undici that an operator meets often. */
const inPlainWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ENOTFOUND: 'the name has no address',
    ENODATA: 'the name has no address',
    ESERVFAIL: 'the name server failed',
    ETIMEOUT: 'the name server did not answer',
    ECONNREFUSED: 'connection refused',
    ECONNRESET: 'connection reset',
    EHOSTUNREACH: 'host unreachable',
    ENETUNREACH: 'network unreachable',
    ETIMEDOUT: 'no connection in time',
    UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
    UND_ERR_SOCKET: 'connection ended before the answer did',
    CERT_HAS_EXPIRED: 'certificate has expired',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate is self-signed',
    SELF_SIGNED_CERT_IN_CHAIN: 'certificate is self-signed',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate cannot be verified',
    ERR_TLS_CERT_ALTNAME_INVALID: 'certificate is for another name',
  }),
)
