// Menus close when they are left, and give the focus back.

const menus = document.querySelectorAll<HTMLDetailsElement>('details.editions')

for (const left of ['click', 'focusin'] as const)
  addEventListener(left, (event) => {
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
