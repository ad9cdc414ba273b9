// The field with which a directory is searched: a form without scripts, names while one types with them.

type FindFormProps = {
  /** The directory that is searched, which is also its address. */
  what: 'columnists' | 'publishers'
  label: string
  /** What the list of suggestions is called. */
  suggestions: string
  button: string
  query: string
}

export function FindForm({ what, label, suggestions, button, query }: FindFormProps) {
  const id = `find-${what.slice(0, -1)}`
  return (
    <form class="find" role="search" aria-label={label} action={`/${what}`}>
      <label for={id}>{label}</label>
      <div>
        <input
          id={id}
          type="search"
          name="q"
          value={query}
          maxlength={200}
          dir="auto"
          autocomplete="off"
          data-suggest={what}
          data-suggest-label={suggestions}
        />
        <button type="submit">{button}</button>
      </div>
    </form>
  )
}
