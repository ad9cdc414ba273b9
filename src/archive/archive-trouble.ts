// Troubles of the database itself, as against mistakes in what it was asked: they pass, and work done then is to be done again.

/** Connection lost, no resources (disk full, memory, connections), shutting down, I/O errors. Source: PostgreSQL, Appendix A. */
const passing = /^(?:08|53|57P|58)/

const connectionCodes: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'])

/** True for an error after which the same work may well succeed later. */
export function isArchiveTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (connectionCodes.has(code) || (code.length === 5 && passing.test(code))) return true
  return error.cause !== undefined && isArchiveTrouble(error.cause)
}
