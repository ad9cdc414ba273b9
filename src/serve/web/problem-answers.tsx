// Every error becomes an answer here and nowhere else: a page that belongs to the site, and a line in the log if it is ours.
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { BadRequest } from '../../base/index.ts'
import { formatOf } from '../http/format.ts'
import { usualLook } from '../http/look.ts'
import { HttpProblem, statusOf } from '../http/problem.ts'
import { nobody } from '../http/reader.ts'
import { document } from './layout.tsx'
import { viewOf, type Desk } from './desk.ts'
import { messages as m, wordFor } from './messages.ts'
import { ProblemPage } from './problem-page.tsx'
import type { View } from './view.ts'

export async function answerProblem(error: Error, c: Context, desk: Desk): Promise<Response> {
  const status = statusOf(error)
  if (status >= 500) desk.log.error({ err: error, path: c.req.path }, 'a page could not be given')
  const message = status < 500 && !(error instanceof HTTPException) ? sentenceOf(error) : null
  const title = wordFor(m.problems, status) ?? String(status)
  const headers: Record<string, string> = { 'Cache-Control': 'no-store' }
  if (error instanceof HttpProblem && error.retryAfterS !== null) headers['Retry-After'] = String(error.retryAfterS)
  if (formatOf(c) !== 'html') return plain(status, message ?? title, headers)
  const view = await viewOf(desk, c).catch((failure: unknown) => {
    desk.log.error({ err: failure }, 'the archive does not answer')
    return bareView(desk)
  })
  const text = document(view, { title, indexed: false }, <ProblemPage status={status} message={message} />)
  return new Response(text, { status, headers: { ...headers, 'Content-Type': 'text/html; charset=UTF-8' } })
}

/** The error's sentence in the reader's language; as it was thrown when nothing names it, for pages throw their own words. */
function sentenceOf(error: Error): string {
  const said = error instanceof HttpProblem || error instanceof BadRequest ? error.said : null
  if (said === null || !Object.hasOwn(m.refusals, said.key)) return error.message
  const sentence: unknown = m.refusals[said.key as keyof typeof m.refusals]
  return typeof sentence === 'function' ? String(sentence(said.values ?? {})) : String(sentence)
}

/** Enough to draw a page while the archive is away. */
function bareView(desk: Desk): View {
  return { ...desk.site, now: desk.now(), reader: nobody, look: usualLook, here: '/', editions: [], edition: null }
}

function plain(status: number, text: string, headers: Record<string, string>): Response {
  return new Response(`${text}\n`, { status, headers: { ...headers, 'Content-Type': 'text/plain; charset=UTF-8' } })
}
