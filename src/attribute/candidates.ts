// Names read from many claims are gathered: one candidate for each contributor, however often and variously it is printed.
import { foldName } from '../base/index.ts'
import type { Claim, ContributorKind } from '../model/index.ts'
import type { NamedCredit } from './types.ts'

export type ReadClaim = { readonly claim: Claim; readonly names: readonly NamedCredit[] }

export type Candidate = {
  /** The best printed form: in mixed case if there is one, then the longest. */
  readonly name: string
  readonly folded: string
  readonly kind: ContributorKind
  readonly known: boolean
  /** `alone`: the claim names nobody else, so its address is this contributor's. */
  readonly mentions: readonly { readonly claim: Claim; readonly alone: boolean }[]
}

type Gathered = {
  forms: NamedCredit[]
  folded: string
  kinds: Map<ContributorKind, number>
  mentions: { claim: Claim; alone: boolean }[]
}

const maxCandidates = 60

/** In the order of first mention; at most 60. */
export function gatherCandidates(read: readonly ReadClaim[]): Candidate[] {
  const all: Gathered[] = []
  const byName = new Map<string, Gathered>()
  for (const { claim, names } of read) {
    for (const one of names) {
      const folded = foldName(one.name)
      if (folded === '') continue
      let gathered = byName.get(folded) ?? all.find((other) => samePerson(other, folded, one.kind))
      if (gathered === undefined) {
        if (all.length >= maxCandidates) continue
        gathered = { forms: [], folded, kinds: new Map(), mentions: [] }
        all.push(gathered)
      }
      byName.set(folded, gathered)
      if (folded.length > gathered.folded.length && one.kind === 'person') gathered.folded = folded
      gathered.forms.push(one)
      gathered.kinds.set(one.kind, (gathered.kinds.get(one.kind) ?? 0) + 1)
      if (!gathered.mentions.some((mention) => mention.claim === claim))
        gathered.mentions.push({ claim, alone: names.length === 1 })
    }
  }
  return all.map(toCandidate)
}

/** "J. Smith", "John A. Smith" and "John Smith" on one page are one person; "Smith" alone is nobody's. */
function samePerson(other: Gathered, folded: string, kind: ContributorKind): boolean {
  if (!isHuman(kind) || ![...other.kinds.keys()].some(isHuman)) return false
  const a = other.folded.split(' ')
  const b = folded.split(' ')
  if (a.length < 2 || b.length < 2) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.at(-1) !== long.at(-1)) return false
  if (short[0] === long[0]) return short.every((word) => long.includes(word))
  const s = short[0] ?? ''
  const l = long[0] ?? ''
  return short.length === 2 && ((s.length === 1 && l.startsWith(s)) || (l.length === 1 && s.startsWith(l)))
}

const isHuman = (kind: ContributorKind): boolean =>
  kind === 'person' || kind === 'guest' || kind === 'cartoonist' || kind === 'photographer' || kind === 'illustrator'

function toCandidate({ forms, folded, kinds, mentions }: Gathered): Candidate {
  const counts = new Map<string, number>()
  for (const { name } of forms) counts.set(name, (counts.get(name) ?? 0) + 1)
  const name = [...counts.keys()].toSorted(
    (a, b) =>
      Number(foldName(b) === folded) - Number(foldName(a) === folded) ||
      accents(b) - accents(a) ||
      (counts.get(b) ?? 0) - (counts.get(a) ?? 0) ||
      innerCapitals(b) - innerCapitals(a),
  )[0]
  return {
    name: name ?? '',
    folded,
    kind: kindOfMentions(kinds, mentions),
    known: forms.some((one) => one.known),
    mentions,
  }
}

/** A writer anywhere is a writer, unless each mention says otherwise. */
function kindOfMentions(kinds: ReadonlyMap<ContributorKind, number>, mentions: readonly unknown[]): ContributorKind {
  if (kinds.has('cartoonist')) return 'cartoonist'
  if (kinds.has('person')) return 'person'
  let best: ContributorKind = 'unknown'
  let most = 0
  for (const [kind, count] of kinds)
    if (count > most) {
      best = kind
      most = count
    }
  return mentions.length === 0 ? 'unknown' : best
}

function accents(name: string): number {
  return name.normalize('NFD').length - name.normalize('NFC').length
}

function innerCapitals(name: string): number {
  return name.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0
}
