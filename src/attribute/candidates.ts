// Names read from many claims are gathered: one candidate for each contributor, however often and variously it is printed.
import { foldName } from '../base/index.ts'
import type { Claim, ContributorKind } from '../model/index.ts'
import type { NamedCredit } from './types.ts'
import { claimPoints } from './weights.ts'

export type ReadClaim = { readonly claim: Claim; readonly names: readonly NamedCredit[] }

export type Candidate = {
  /** The best printed form: in mixed case if there is one, then the longest. */
  readonly name: string
  readonly folded: string
  readonly kind: ContributorKind
  readonly known: boolean
  /** `alone`: the claim names nobody else, so its address is this contributor's. */
  readonly mentions: readonly Naming[]
}

export type Naming = {
  readonly claim: Claim
  readonly alone: boolean
  readonly introduced: boolean
}

type Gathered = {
  forms: NamedCredit[]
  folded: string
  kinds: Map<ContributorKind, number>
  mentions: Naming[]
}

const maxCandidates = 60

type Mention = { readonly claim: Claim; readonly one: NamedCredit; readonly names: readonly NamedCredit[] }

function wholeNamesFirst(read: readonly ReadClaim[]): Mention[] {
  const all = read.flatMap(({ claim, names }) => names.map((one) => ({ claim, one, names })))
  if (!all.some(({ one }) => one.kind === 'unknown')) return all
  return [...all.filter(({ one }) => one.kind !== 'unknown'), ...all.filter(({ one }) => one.kind === 'unknown')]
}

/** In the order of first mention; at most 60. */
export function gatherCandidates(read: readonly ReadClaim[]): Candidate[] {
  const all: Gathered[] = []
  const byName = new Map<string, Gathered>()
  // Whole names first, so that single words find the person they belong to.
  for (const { claim, one, names } of wholeNamesFirst(read)) {
    {
      const folded = foldName(one.name)
      if (folded === '') continue
      // A single word of a person's name ("Todd") speaks for that person, if there is one.
      const part = one.kind === 'unknown' && !folded.includes(' ')
      let gathered =
        byName.get(folded) ??
        all.find((other) => samePerson(other, folded, one.kind) || (part && isPartOf(other, folded)))
      if (gathered === undefined) {
        if (all.length >= maxCandidates) continue
        gathered = { forms: [], folded, kinds: new Map(), mentions: [] }
        all.push(gathered)
      }
      byName.set(folded, gathered)
      if (part && gathered.folded !== folded) {
        if (!gathered.mentions.some((mention) => mention.claim === claim))
          gathered.mentions.push({ claim, alone: false, introduced: false })
        continue
      }
      gathered.forms.push(one)
      gathered.kinds.set(one.kind, Math.max(gathered.kinds.get(one.kind) ?? -Infinity, claimPoints(claim)))
      if (!gathered.mentions.some((mention) => mention.claim === claim))
        gathered.mentions.push({ claim, alone: names.length === 1, introduced: one.introduced === true })
    }
  }
  return all.map(toCandidate)
}

/** "J. Smith", "John A. Smith" and "John Smith" on one page are one person; so are "Ana Roe" and "Ana Roe Diaz". */
function samePerson(other: Gathered, folded: string, kind: ContributorKind): boolean {
  if (!isHuman(kind) || ![...other.kinds.keys()].some(isHuman)) return false
  const a = other.folded.split(' ')
  const b = folded.split(' ')
  if (a.length < 2 || b.length < 2) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short[0] === long[0] && short[1] === long[1] && long.length - short.length <= 2) return true
  if (short.at(-1) !== long.at(-1)) return false
  if (short[0] === long[0]) return short.every((word) => long.includes(word))
  const s = short[0] ?? ''
  const l = long[0] ?? ''
  return short.length === 2 && ((s.length === 1 && l.startsWith(s)) || (l.length === 1 && s.startsWith(l)))
}

function isPartOf(other: Gathered, word: string): boolean {
  if (word.length < 3 || ![...other.kinds.keys()].some(isHuman)) return false
  const words = other.folded.split(' ')
  return words[0] === word || words.at(-1) === word
}

const isHuman = (kind: ContributorKind): boolean =>
  kind === 'person' || kind === 'guest' || kind === 'cartoonist' || kind === 'photographer' || kind === 'illustrator'

function toCandidate({ forms, kinds, mentions }: Gathered): Candidate {
  const name = bestForm(forms.map((one) => one.name))
  return {
    name,
    folded: foldName(name),
    kind: kindOfMentions(kinds),
    known: forms.some((one) => one.known),
    mentions,
  }
}

/** Of two that are as good the first; a name is mostly printed in one form. */
function bestForm(names: readonly string[]): string {
  const [first = ''] = names
  const forms = new Set(names)
  if (forms.size === 1) return first
  const counts = new Map<string, number>()
  for (const name of names) counts.set(foldName(name), (counts.get(foldName(name)) ?? 0) + 1)
  const sorted = [...forms].toSorted(
    (a, b) =>
      initials(a) - initials(b) ||
      (counts.get(foldName(b)) ?? 0) - (counts.get(foldName(a)) ?? 0) ||
      foldName(b).length - foldName(a).length ||
      accents(b) - accents(a) ||
      innerCapitals(b) - innerCapitals(a),
  )
  return sorted[0] ?? first
}

/** The kind that the strongest places say; a writer if two are as strong. */
function kindOfMentions(kinds: ReadonlyMap<ContributorKind, number>): ContributorKind {
  if (kinds.has('cartoonist')) return 'cartoonist'
  const person = kinds.get('person') ?? -Infinity
  let best: ContributorKind = 'person'
  let most = person
  for (const [kind, points] of kinds)
    if (points > most + 0.5) {
      best = kind
      most = points
    }
  return best
}

/** 1 for a name that gives only the letter of its first part. */
function initials(name: string): number {
  return /^\p{L}\.?(?:[ -]?\p{L}\.?)? \p{L}{2,}$/u.test(name) ? 1 : 0
}

function accents(name: string): number {
  return name.normalize('NFD').length - name.normalize('NFC').length
}

function innerCapitals(name: string): number {
  return name.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0
}
