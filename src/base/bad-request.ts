// The one error for bad input at our door. `serve/http` maps it to its status; the command line prints its sentence.

/** The name of a sentence in the catalogues of pages, with what stands in it, so that it can be said in other languages. */
export type Said = { readonly key: string; readonly values?: Readonly<Record<string, string | number>> }

/** `message` is one English sentence that may be shown to whoever asked; `said` names it for translation. */
export class BadRequest extends Error {
  override name = 'BadRequest'
  readonly status: number
  readonly said: Said | null
  constructor(message: string, options: ErrorOptions & { status?: number; said?: Said } = {}) {
    super(message, options)
    this.status = options.status ?? 400
    this.said = options.said ?? null
  }
}
