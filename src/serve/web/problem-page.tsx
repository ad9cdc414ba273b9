// Pages for everything that is not there or went wrong: they belong to the site and never show what happened inside.
import { messages as m, wordFor } from './messages.ts'

export function ProblemPage({ status, message }: { status: number; message: string | null }) {
  const title = wordFor(m.problems, status) ?? m.problems[status < 500 ? 400 : 500]
  return (
    <div class="problem">
      <p class="status">{status}</p>
      <h1>{title}</h1>
      {message !== null && message !== title && message !== m.refusals.noPage && <p>{message}</p>}
      <p>{status === 403 ? m.problem403 : status >= 500 ? m.problem500 : m.problemHelp}</p>
      <form class="find" role="search" aria-label={m.searchLabel} action="/search">
        <div>
          <input type="search" name="q" aria-label={m.searchLabel} maxlength={200} dir="auto" />
          <button type="submit">{m.search}</button>
        </div>
      </form>
      <p>
        <a href="/">{m.frontPage}</a>
      </p>
    </div>
  )
}
