// The one script, and nothing needs it: exact times in the reader's own time zone, menus that close when left.

const exact = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'full', timeStyle: 'short' })
for (const time of document.querySelectorAll<HTMLTimeElement>('time[title]')) {
  const at = new Date(time.dateTime)
  if (!Number.isNaN(at.getTime())) time.title = exact.format(at)
}

const menus = document.querySelectorAll<HTMLDetailsElement>('details.editions')
addEventListener('click', (event) => {
  for (const menu of menus) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false
})
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of menus) {
    if (!menu.open) continue
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})
