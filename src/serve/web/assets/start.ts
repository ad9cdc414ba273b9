// What begins once a page is there: prefetching, counting a view that was prefetched, and the worker for offline. Each is
// allowed by the one Trusted Types policy of this site, and by nothing else.
import { speculationRules } from './speculation.ts'

type Policy = { createScript(text: string): string; createScriptURL(url: string): string }
type Factory = { createPolicy(name: string, rules: Policy): Policy }

const rules: Policy = {
  createScript: (text) => only(text, speculationRules),
  createScriptURL: (url) => only(url, '/sw.js'),
}
const policy = (window as { trustedTypes?: Factory }).trustedTypes?.createPolicy('colonnade', rules) ?? rules

function only(asked: string, allowed: string): string {
  if (asked !== allowed) throw new TypeError('not a script of this site')
  return asked
}

if (HTMLScriptElement.supports?.('speculationrules')) {
  const script = document.createElement('script')
  script.type = 'speculationrules'
  script.textContent = policy.createScript(speculationRules)
  document.head.append(script)
}

/** The server does not take a prefetching for a view: the page says so when it is shown. */
const piece = document.querySelector<HTMLElement>('.piece[data-piece]')?.dataset['piece']
const [arrival] = performance.getEntriesByType('navigation') as (PerformanceEntry & { deliveryType?: string })[]
if (piece !== undefined && arrival?.deliveryType === 'navigational-prefetch') {
  const [publisher = '', column = ''] = piece.split('-')
  navigator.sendBeacon('/seen', new URLSearchParams({ publisher, column }))
}

const worker = (navigator as Partial<Navigator>).serviceWorker
const thrifty = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
if (worker !== undefined && !thrifty) {
  // The first view of a page is not made heavier.
  if (document.readyState === 'complete') later()
  else addEventListener('load', later)
  addEventListener('online', () => worker.controller?.postMessage('online'))
}

function later(): void {
  setTimeout(() => void worker?.register(policy.createScriptURL('/sw.js')).catch(() => undefined), 1500)
}
