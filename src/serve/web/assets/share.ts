// Share: the device's own sheet where it has one, else the address into the clipboard. Without a script it is a plain link to
// the column's own address.
import { announce } from './announce.ts'

addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-share]') : null
  if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
  const canShare = typeof navigator.share === 'function'
  if (!canShare && !('clipboard' in navigator)) return
  event.preventDefault()
  void (canShare ? shareThere(link) : copy(link))
})

async function shareThere(link: HTMLAnchorElement): Promise<void> {
  try {
    await navigator.share({ title: document.querySelector('h1')?.textContent?.trim() ?? '', url: link.href })
  } catch (error) {
    // Whoever closes the sheet has shared nothing, and is told nothing.
    if (!(error instanceof DOMException) || error.name !== 'AbortError') await copy(link)
  }
}

async function copy(link: HTMLAnchorElement): Promise<void> {
  const label = link.textContent
  const copied = link.dataset['copied'] ?? ''
  try {
    await navigator.clipboard.writeText(link.href)
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    return location.assign(link.href)
  }
  link.textContent = copied
  announce(copied)
  setTimeout(() => (link.textContent = label), 2500)
}
