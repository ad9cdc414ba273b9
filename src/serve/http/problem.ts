// What a handler throws when a page cannot be given. Mapped to a status and a page once, in `answer-problems.ts`.
import { HTTPException } from 'hono/http-exception'
import { BadRequest } from '../../base/index.ts'

/** A request that ends without its page. `message` is one sentence for the reader. */
export class HttpProblem extends Error {
  override name = 'HttpProblem'
  readonly status: 404 | 413 | 429
  /** Seconds after which asking again makes sense. */
  readonly retryAfterS: number | null

  constructor(status: HttpProblem['status'], message: string, options: ErrorOptions & { retryAfterS?: number } = {}) {
    super(message, options)
    this.status = status
    this.retryAfterS = options.retryAfterS ?? null
  }
}

export function notFound(message = 'There is no page at this address.'): HttpProblem {
  return new HttpProblem(404, message)
}

/** The status an error is answered with; 500 for everything that is our own fault. */
export function statusOf(error: unknown): number {
  if (error instanceof HttpProblem || error instanceof BadRequest || error instanceof HTTPException) return error.status
  return 500
}
