// What a handler throws when a page cannot be given. Mapped to a status and a page once, in `answer-problems.ts`.
import { HTTPException } from 'hono/http-exception'
import { BadRequest } from '../../base/index.ts'

/** A request that ends without its page. `message` is one sentence for the reader. */
export class HttpProblem extends Error {
  override name = 'HttpProblem'
  readonly status: 403 | 404 | 405 | 410 | 413 | 429

  constructor(status: HttpProblem['status'], message: string, options: ErrorOptions = {}) {
    super(message, options)
    this.status = status
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
