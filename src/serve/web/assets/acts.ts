// Follow, save, like and mark without leaving the page: the form is sent, and its place taken by what the server draws now.
import { announce, words } from './announce.ts'
import { ask } from './ask.ts'

addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !form.matches('form.act:not(.quiet)') || form.method !== 'post') return
  event.preventDefault()
  void send(form)
})

async function send(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector('button')
  if (button?.ariaBusy === 'true') return
  if (button !== null) button.ariaBusy = 'true'
  try {
    const fields = [...new FormData(form)].map(([name, value]) => [name, value instanceof File ? '' : value])
    const { status, page, url } = await ask('POST', form.action, new URLSearchParams(fields))
    if (status === 202) return announce(words('later'))
    const fresh = page === null ? undefined : twinOf(form, page)
    // What the page shows now has no such form, or is an error: that page itself is the answer.
    if (status !== 200 || fresh === undefined) return location.assign(url)
    const copy = document.importNode(fresh, true)
    form.replaceWith(copy)
    renew('.counters', page)
    const next = copy.querySelector('button')
    next?.focus()
    announce(next?.textContent?.trim() ?? '')
  } catch {
    announce(words('failed'))
  } finally {
    if (button !== null) button.ariaBusy = null
  }
}

function twinOf(form: HTMLFormElement, page: Document): HTMLFormElement | undefined {
  const key = keyOf(form)
  return [...page.querySelectorAll<HTMLFormElement>('form.act')].find((one) => keyOf(one) === key)
}

/** What it is about: all its fields but what is to be done and where to go. */
function keyOf(form: HTMLFormElement): string {
  const fields = form.querySelectorAll<HTMLInputElement>('input[type=hidden]:not([name=do], [name=back])')
  return [form.getAttribute('action'), ...[...fields].map((field) => `${field.name}=${field.value}`)].join('&')
}

function renew(selector: string, page: Document | null): void {
  const fresh = page?.querySelector(selector)
  if (fresh != null) document.querySelector(selector)?.replaceWith(document.importNode(fresh, true))
}
