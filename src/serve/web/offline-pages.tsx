// Pages for being without a connection, and what the keys do.
import { messages as m } from './messages.ts'

export function OfflinePage({ what }: { what: 'offline' | 'kept' }) {
  return (
    <div class="problem">
      <h1>{m.offlineTitle}</h1>
      {what === 'kept' ? (
        <p>{m.offlineKept}</p>
      ) : (
        <>
          <p id="offline-none">{m.offlineNone}</p>
          <section hidden>
            <p>{m.offlineAbout}</p>
            <ul id="offline-pages" class="lines" />
          </section>
        </>
      )}
      <p>
        <a class="button" href="/">
          {m.frontPage}
        </a>
      </p>
    </div>
  )
}

/** The list is shown in a dialog too, so it stands by itself. */
export function KeyboardPage() {
  const keys = [
    ['j', m.keys.j],
    ['k', m.keys.k],
    ['o', m.keys.o],
    ['s', m.keys.s],
    ['/', m.keys.slash],
    ['?', m.keys.question],
    ['Esc', m.keys.escape],
  ] as const
  return (
    <>
      <header class="page-head">
        <h1>{m.keysTitle}</h1>
        <p>{m.keysAbout}</p>
      </header>
      <dl class="keys" data-close={m.close}>
        {keys.map(([key, does]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
