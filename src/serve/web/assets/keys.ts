// Single keys: j and k walk from card to card, o opens, s saves, / searches, ? lists them. They can be turned off in the
// settings (WCAG 2.2, 2.1.4), and never act while something is typed.
import { announce, words } from './announce.ts'
import { ask } from './ask.ts'

const actions: Readonly<Record<string, () => void>> = {
  j: () => walk(1),
  k: () => walk(-1),
  o: open,
  s: () => void save(),
  '/': search,
  '?': () => void showKeys(),
}

addEventListener('keydown', (event) => {
  const act = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined
  if (act === undefined || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (document.documentElement.dataset['keys'] === 'off' || document.querySelector('dialog[open]') !== null) return
  if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null)
    return
  event.preventDefault()
  act()
})

function headlines(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('main .card .headline a')].filter(
    (link) => link.offsetParent !== null,
  )
}

function cardInFocus(): Element | null {
  return document.activeElement?.closest('.card') ?? null
}

function walk(step: 1 | -1): void {
  const links = headlines()
  const card = cardInFocus()
  const at = links.findIndex((link) => link.closest('.card') === card)
  const next = at === -1 ? nearest(links, step) : links[at + step]
  next?.focus({ preventScroll: true })
  next?.closest('.card')?.scrollIntoView({ block: 'nearest' })
}

/** The first on the screen; upwards, the last above it. */
function nearest(links: readonly HTMLElement[], step: 1 | -1): HTMLElement | undefined {
  const at = links.findIndex((link) => link.getBoundingClientRect().top >= 0)
  return step === 1 ? links[Math.max(at, 0)] : links[at === -1 ? links.length - 1 : at - 1]
}

function open(): void {
  const inCard = cardInFocus()?.querySelector<HTMLElement>('.headline a')
  const link = inCard ?? document.querySelector<HTMLElement>('.piece .onward a.button')
  link?.click()
}

const saved = new Set<string>()

async function save(): Promise<void> {
  const ofPiece = document.querySelector<HTMLFormElement>('.piece form[action="/save"]')
  if (ofPiece !== null) return ofPiece.requestSubmit()
  const card = cardInFocus()
  const kept = card?.parentElement?.querySelector<HTMLFormElement>(':scope > form[action="/save"]')
  if (kept != null) return kept.requestSubmit()
  const piece = card instanceof HTMLElement ? card.dataset['piece'] : undefined
  const [publisher, column] = piece?.split('-') ?? []
  if (card === null || publisher === undefined || column === undefined) return
  const isSaved = saved.has(column)
  const body = new URLSearchParams({ publisher, column, do: isSaved ? 'unsave' : 'save', back: '/about/keyboard' })
  try {
    const { status } = await ask('POST', '/save', body)
    if (status >= 400) return announce(words('failed'))
    if (isSaved) saved.delete(column)
    else saved.add(column)
    card.classList.toggle('just-saved', !isSaved)
    const title = card.querySelector('.headline')?.textContent?.trim() ?? ''
    announce(status === 202 ? words('later') : words(isSaved ? 'unsaved' : 'saved', title))
  } catch {
    announce(words('failed'))
  }
}

function search(): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>('main input[type=search], input[type=search]')]
  const field = fields.find((one) => one.offsetParent !== null)
  if (field === undefined) return location.assign('/search')
  field.focus()
  field.select()
}

async function showKeys(): Promise<void> {
  const { page } = await ask('GET', '/about/keyboard').catch(() => ({ page: null }))
  const heading = page?.querySelector('main h1')
  const list = page?.querySelector('main .keys')
  if (heading == null || list == null) return location.assign('/about/keyboard')
  const dialog = document.createElement('dialog')
  dialog.className = 'keys-dialog'
  const title = document.createElement('h2')
  title.id = 'keys-title'
  title.textContent = heading.textContent
  dialog.setAttribute('aria-labelledby', title.id)
  const close = document.createElement('button')
  close.type = 'button'
  close.textContent = (list as HTMLElement).dataset['close'] ?? '×'
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => dialog.remove())
  dialog.append(title, document.importNode(list, true), close)
  document.body.append(dialog)
  dialog.showModal()
}
