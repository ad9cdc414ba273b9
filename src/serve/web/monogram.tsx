// A writer's portrait until there is one: their initials, or the mark of a house, on one of eight quiet grounds, chosen by the name. No request.
import { createMemory } from '../../base/index.ts'
import { personKinds, type Credit } from '../../model/index.ts'

type Props = { name: string; kind?: Credit['kind']; large?: boolean }

export function Monogram({ name, kind = 'person', large = false }: Props) {
  const isHouse = !personKinds.has(kind) && kind !== 'unknown'
  const classes = ['monogram', `ground-${groundOf(name)}`]
  if (large) classes.push('large')
  if (isHouse) classes.push('house')
  return (
    <span class={classes.join(' ')} aria-hidden="true" dir="auto">
      {isHouse ? <HouseMark /> : initials(name)}
    </span>
  )
}

/** A front with a gable: an editorial board, an agency, a newsroom has no initials of its own. */
function HouseMark() {
  return (
    <svg viewBox="0 0 24 24" focusable="false">
      <path
        d="M12 3 2.5 8.5V10h19V8.5zM4.5 11.5h3v6h-3zM10.5 11.5h3v6h-3zM16.5 11.5h3v6h-3zM3 19h18v2H3z"
        fill="currentColor"
      />
    </svg>
  )
}

const kept = createMemory<string>(5000)

/** The first letters of the first and last part of a name, in its own script; one letter where letters join or are wide. */
export function initials(name: string): string {
  return kept.recall(name, () => lettersOf(name))
}

function lettersOf(name: string): string {
  const parts = name.split(/[\s\-–]+/u).filter((part) => /\p{L}/u.test(part))
  const first = firstLetter(parts[0] ?? name)
  const last = parts.length > 1 ? firstLetter(parts.at(-1) ?? '') : ''
  if (
    /[\p{Script=Arabic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Devanagari}]/u.test(
      first,
    )
  )
    return first
  return `${first}${last}`.toLocaleUpperCase('und')
}

/** With the marks that belong to it. */
function firstLetter(part: string): string {
  return /\p{L}\p{M}*/u.exec(part)?.[0] ?? ''
}

/** 1 to 8. */
function groundOf(name: string): number {
  let sum = 0
  for (let i = 0; i < name.length; i++) sum = (sum * 31 + name.charCodeAt(i)) >>> 0
  return (sum % 8) + 1
}
