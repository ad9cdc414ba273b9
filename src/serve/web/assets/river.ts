// The endless river: the next page of a list comes by itself before its end is reached, three times; then when it is asked
// for, so that the foot of the page can be reached. The pages themselves stay where they are.
import { announce } from './announce.ts'
import { ask } from './ask.ts'
import { showOwnTimes } from './times.ts'

let byItself = 3

const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting || byItself === 0) continue
      byItself--
      void flow(target as HTMLElement, false)
    }
  },
  { rootMargin: '0px 0px 800px' },
)

watch(document.querySelector<HTMLElement>('main nav.pager'))

function watch(pager: HTMLElement | null): void {
  const link = pager?.querySelector<HTMLAnchorElement>('a.older')
  if (pager === null || link == null || riverOf(pager) === null) return
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    void flow(pager, true)
  })
  observer.observe(pager)
}

function riverOf(pager: HTMLElement): HTMLOListElement | null {
  return pager.parentElement?.querySelector<HTMLOListElement>(':scope > ol.river') ?? null
}

async function flow(pager: HTMLElement, isAsked: boolean): Promise<void> {
  const link = pager.querySelector<HTMLAnchorElement>('a.older')
  const river = riverOf(pager)
  if (link === null || river === null || pager.ariaBusy === 'true') return
  pager.ariaBusy = 'true'
  observer.unobserve(pager)
  try {
    const { status, page } = await ask('GET', link.href)
    const more = page?.querySelector<HTMLOListElement>('main ol.river')
    if (status !== 200 || more == null) return location.assign(link.href)
    const items = [...more.children].map((item) => document.importNode(item, true))
    for (const item of items) showOwnTimes(item)
    river.append(...items)
    const next = page?.querySelector<HTMLElement>('main nav.pager')
    next?.querySelector('a[rel=first]')?.remove()
    const copy = next == null ? null : document.importNode(next, true)
    if (copy === null || copy.childElementCount === 0) pager.remove()
    else pager.replaceWith(copy)
    watch(copy)
    announce(more.dataset['more'] ?? '')
    if (isAsked) items[0]?.querySelector<HTMLElement>('.headline a')?.focus()
  } catch {
    // No connection: the link is still a link.
    pager.ariaBusy = null
  }
}
