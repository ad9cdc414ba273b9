// Names while they are typed: columnists and publishers below the field, to be walked with the arrows. Without it the field's
// own form does the same on a page of its own. Source of the pattern: WAI-ARIA Authoring Practices, combobox with a list.

type Suggestion = { readonly name: string; readonly path: string; readonly columns: number }
type Answer = { readonly columnists: readonly Suggestion[]; readonly publishers: readonly Suggestion[] }

/** Milliseconds of stillness after which the server is asked. */
const pauseMs = 150
const answers = new Map<string, Answer>()
let numbered = 0

for (const field of document.querySelectorAll<HTMLInputElement>('input[data-suggest]')) suggestBelow(field)

function suggestBelow(field: HTMLInputElement): void {
  const list = document.createElement('ul')
  list.id = `suggestions-${++numbered}`
  list.className = 'suggestions'
  list.role = 'listbox'
  list.hidden = true
  list.ariaLabel = field.dataset['suggestLabel'] ?? ''
  field.after(list)
  field.role = 'combobox'
  field.ariaAutoComplete = 'list'
  field.ariaExpanded = 'false'
  field.setAttribute('aria-controls', list.id)
  let timer = 0
  let active = -1

  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role=option]')]
  const close = (): void => {
    list.hidden = true
    field.ariaExpanded = 'false'
    activate(-1)
  }
  const activate = (index: number): void => {
    active = index
    for (const [i, option] of options().entries()) option.ariaSelected = String(i === index)
    const chosen = options()[index]
    if (chosen === undefined) field.removeAttribute('aria-activedescendant')
    else {
      field.setAttribute('aria-activedescendant', chosen.id)
      chosen.scrollIntoView({ block: 'nearest' })
    }
  }
  const show = (answer: Answer): void => {
    const kind = field.dataset['suggest']
    const found = [
      ...(kind === 'publishers' ? [] : answer.columnists),
      ...(kind === 'columnists' ? [] : answer.publishers),
    ]
    list.replaceChildren(...found.map((one, i) => optionOf(one, `${list.id}-${i}`)))
    list.hidden = found.length === 0
    field.ariaExpanded = String(found.length > 0)
    activate(-1)
  }
  field.addEventListener('input', () => {
    clearTimeout(timer)
    const typed = field.value.trim()
    // Operators are the search's own; a name has no colon.
    if (typed.length < 2 || typed.includes(':')) return close()
    timer = window.setTimeout(() => {
      void askFor(typed).then((answer) => {
        if (answer !== null && field.value.trim() === typed && document.activeElement === field) show(answer)
      })
    }, pauseMs)
  })
  field.addEventListener('keydown', (event) => {
    if (list.hidden) return
    const last = options().length - 1
    if (event.key === 'ArrowDown') activate(active === last ? 0 : active + 1)
    else if (event.key === 'ArrowUp') activate(active <= 0 ? last : active - 1)
    else if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && active >= 0) location.assign(options()[active]?.dataset['path'] ?? '/')
    else return
    event.preventDefault()
  })
  list.addEventListener('pointerdown', (event) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=option]') : null
    if (option === null || event.button !== 0) return
    event.preventDefault()
    location.assign(option.dataset['path'] ?? '/')
  })
  field.addEventListener('blur', () => {
    clearTimeout(timer)
    close()
  })
}

function optionOf(one: Suggestion, id: string): HTMLLIElement {
  const option = document.createElement('li')
  option.id = id
  option.role = 'option'
  option.dataset['path'] = one.path
  const name = document.createElement('bdi')
  name.textContent = one.name
  const count = document.createElement('span')
  count.className = 'count'
  count.textContent = new Intl.NumberFormat(document.documentElement.lang).format(one.columns)
  option.append(name, count)
  return option
}

/** Null when there is no answer: the form works all the same. */
async function askFor(typed: string): Promise<Answer | null> {
  const known = answers.get(typed)
  if (known !== undefined) return known
  try {
    const response = await fetch(`/suggest?q=${encodeURIComponent(typed)}`, { headers: { Accept: 'application/json' } })
    if (!response.ok) return null
    const answer = (await response.json()) as Answer
    answers.set(typed, answer)
    return answer
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return null
    throw error
  }
}
