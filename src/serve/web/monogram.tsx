// A writer's portrait until there is one: their initials on one of eight quiet grounds, chosen by the name. No request.
import type { Credit } from '../../model/index.ts'

type Props = { name: string; kind?: Credit['kind']; large?: boolean }

export function Monogram({ name, kind = 'person', large = false }: Props) {
  const classes = ['monogram', `ground-${groundOf(name)}`]
  if (large) classes.push('large')
  if (kind !== 'person' && kind !== 'guest' && kind !== 'cartoonist') classes.push('house')
  return (
    <span class={classes.join(' ')} aria-hidden="true" dir="auto">
      {initials(name)}
    </span>
  )
}

/** The first letters of the first and last part of a name, in its own script; one letter where letters join or are wide. */
export function initials(name: string): string {
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
