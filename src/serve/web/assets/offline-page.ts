// The page for being offline lists what this device keeps: front pages that were visited, and what the server listed last.

type Line = { readonly path: string; readonly title: string }

const list = document.getElementById('offline-pages')
if (list !== null && 'caches' in window) void show(list)

async function show(into: HTMLElement): Promise<void> {
  const [fronts, listed] = [await frontPages(), await listedPages()]
  const lines = [...fronts, ...listed.filter(({ path }) => fronts.every((front) => front.path !== path))]
  if (lines.length === 0) return
  into.replaceChildren(...lines.map(lineOf))
  into.closest('section')?.removeAttribute('hidden')
  document.getElementById('offline-none')?.remove()
}

/** The title of a front page is an edition's name: it stands in the page as it is read. */
async function frontPages(): Promise<Line[]> {
  const cache = await caches.open('pages')
  const lines: Line[] = []
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (!/^\/(world|[a-z]{2})$/.test(pathname)) continue
    const text = (await (await cache.match(request, { ignoreVary: true }))?.text()) ?? ''
    lines.push({ path: pathname, title: /<title>([^<·]*)/.exec(text)?.[1]?.trim() || pathname })
  }
  return lines.toReversed()
}

async function listedPages(): Promise<Line[]> {
  const listed = await caches.match('/offline/list')
  const { pages } = listed === undefined ? { pages: [] } : ((await listed.json()) as { pages: Line[] })
  const kept = await Promise.all(pages.map(({ path }) => caches.match(path, { ignoreVary: true })))
  return pages.filter((_, i) => kept[i] !== undefined)
}

function lineOf({ path, title }: Line): HTMLLIElement {
  const link = document.createElement('a')
  link.href = path
  link.textContent = title
  link.dir = 'auto'
  const line = document.createElement('li')
  line.append(link)
  return line
}
