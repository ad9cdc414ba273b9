// The one error for bad input at our door. `serve/http` maps it to its status; the command line prints its sentence.

/** `message` is one sentence that may be shown to whoever asked. */
export class BadRequest extends Error {
  override name = 'BadRequest'
  readonly status: number
  constructor(message: string, options: ErrorOptions & { status?: number } = {}) {
    super(message, options)
    this.status = options.status ?? 400
  }
}
