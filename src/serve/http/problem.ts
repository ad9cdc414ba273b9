// What a handler throws when a page cannot be given. Mapped to a status and a page once, in `answer-problems.ts`.
import { HTTPException } from 'hono/http-exception'
import { BadRequest, type Said } from '../../base/index.ts'

/** A request that ends without its page. `message` is one sentence for the reader; `said` names it for translation. */
export class HttpProblem extends Error {
  override name = 'HttpProblem'
  readonly status: 404 | 413 | 429
  /** Seconds after which asking again makes sense. */
  readonly retryAfterS: number | null
  readonly said: Said | null

  constructor(
    status: HttpProblem['status'],
    message: string,
    options: ErrorOptions & { retryAfterS?: number; said?: Said } = {},
  ) {
    super(message, options)
    this.status = status
    this.retryAfterS = options.retryAfterS ?? null
    this.said = options.said ?? null
  }
}

/** `message` is a sentence in the reader's language already. */
export function notFound(message?: string): HttpProblem {
  if (message !== undefined) return new HttpProblem(404, message)
  return new HttpProblem(404, 'There is no page at this address.', { said: { key: 'noPage' } })
}

/** SQLSTATE query_canceled: the archive gave a statement up, as it took longer than COLONNADE_SITE_TIMEOUT_S. */
const givenUp = '57014'

/** The status an error is answered with; 503 when the archive is too busy, 500 for everything else that is our own fault. */
export function statusOf(error: unknown): number {
  if (error instanceof HttpProblem || error instanceof BadRequest || error instanceof HTTPException) return error.status
  return error instanceof Error && 'code' in error && error.code === givenUp ? 503 : 500
}
