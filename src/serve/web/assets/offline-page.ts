// The page for being offline lists what this device keeps: titles and addresses, as the server listed them last.

type Listed = { readonly pages: readonly { readonly path: string; readonly title: string }[] }

const list = document.getElementById('offline-pages')
if (list !== null && 'caches' in window) void show(list)

async function show(into: HTMLElement): Promise<void> {
  const listed = await caches.match('/offline/list')
  const { pages } = listed === undefined ? { pages: [] } : ((await listed.json()) as Listed)
  const kept = await Promise.all(pages.map(({ path }) => caches.match(path, { ignoreVary: true })))
  const lines = pages.filter((_, i) => kept[i] !== undefined).map(({ path, title }) => lineOf(path, title))
  if (lines.length === 0) return
  into.replaceChildren(...lines)
  into.hidden = false
  document.getElementById('offline-none')?.remove()
}

function lineOf(path: string, title: string): HTMLLIElement {
  const link = document.createElement('a')
  link.href = path
  link.textContent = title
  link.dir = 'auto'
  const line = document.createElement('li')
  line.append(link)
  return line
}
