// Tells a reader who does not see the page what has just changed on it. The words come with the page, in its language.

const live = document.getElementById('live')

export function announce(text: string): void {
  if (live === null || text === '') return
  // The same sentence twice is a change too.
  live.textContent = ''
  setTimeout(() => (live.textContent = text), 50)
}

/** A sentence that the page brought, with `%` for a name. */
export function words(key: 'saved' | 'unsaved' | 'failed' | 'later', name = ''): string {
  return (live?.dataset[key] ?? '').replace('%', name)
}
