// The decision: what page and feed claim becomes who made the piece, with confidence and the evidence for it.
//
// 1. Each claim is read into names (names-from). 2. Names that mean the same person are gathered as one candidate.
// 3. A candidate's points are the sum over groups of sources, adjusted by what speaks against it (weights).
// 4. Candidates of enough confidence are contributors; when no person is, agencies, newsroom and house are.
import { createMemory, foldLetters, foldName, ownText } from '../base/index.ts'
import type { Claim, ClaimSource, ColumnKind, Contributor, ContributorKind, Evidence } from '../model/index.ts'
import { gatherCandidates, type Candidate, type ReadClaim } from './candidates.ts'
import { cleanCredit } from './clean-credit.ts'
import { squash } from './squash.ts'
import { withoutSecondHands } from './second-hands.ts'
import { ownerOfSite, speakerIn } from './site-owner.ts'
import { kindOf, votesOfCredit, type Vote } from './kind-of.ts'
import { namesFrom } from './names-from.ts'
import { rememberedCredits } from './remembered-credits.ts'
import { ruleClaims } from './attribution-rule.ts'
import type { AttributeInput, Attribution, NamedCredit, Standing } from './types.ts'
import {
  adjust,
  basePoints,
  claimPoints,
  groupOf,
  minConfidence,
  minReview,
  repeatShare,
  type SourceGroup,
} from './weights.ts'

const maxClaims = 400
const maxContributors = 24
const maxEvidence = 8

/** Pure and total: the same input gives the same answer, and hostile claims give none. */
export function attribute(input: AttributeInput): Attribution {
  const standing = standingOf(input)
  const own = [...ruleClaims(input), ...titleClaims(input.title), ...standing.own]
  const reading = rememberedReading([...own, ...input.claims.slice(0, maxClaims)], input, standing)
  const { kind, evidence: kindEvidence } = kindOf({
    title: input.title,
    path: input.path ?? null,
    kindHints: input.kindHints,
    section: input.section ?? null,
    credit: reading.votes,
  })
  const { contributors, doubts, needsReview } = rememberedVerdict(reading, kind, input, standing.house)
  return { contributors, byline: reading.byline, kind, kindEvidence, needsReview, doubts, claimed: reading.claimed }
}

/** What follows from the claims alone, whatever piece they stand beside. */
type Reading = {
  readonly claims: readonly Claim[]
  readonly read: readonly ReadClaim[]
  readonly candidates: readonly Candidate[]
  readonly byline: string | null
  /** What the byline says of the piece's kind. */
  readonly votes: readonly Vote[]
  /** Folded names in the order of the credit that names most persons. */
  readonly order: ReadonlyMap<string, number>
  /** Folded names of all persons among the candidates. */
  readonly claimed: readonly string[]
  /** Of pieces of which nothing else matters than their kind. */
  readonly verdicts: Map<ColumnKind, Verdict>
}

type Verdict = Pick<Attribution, 'contributors' | 'doubts' | 'needsReview'>

/** Of feeds' entries about 2 MB, of pages at most 8. */
const readings = createMemory<Reading>(1500)
/** More claims, or longer ones, than name a writer in every place where pages do so are of one page alone. */
const maxRemembered = 12
const maxRememberedChars = 400

/** Entries of a feed, and the pages of a publisher's writer, mostly make the same few claims: those are read once. */
function rememberedReading(claims: readonly Claim[], input: AttributeInput, standing: Standing): Reading {
  const chars = claims.reduce((sum, { text }) => sum + text.length, 0)
  const comeBack = claims.length <= maxRemembered && chars <= maxRememberedChars
  if (!comeBack || (input.rule?.neverNames ?? []).length > 0) return readingOf(claims, input, standing)
  let key = `${standing.number}`
  for (const { source, text, url } of claims) key += `\n${source} ${text} ${url ?? ''}`
  // Read from a copy, whose texts are not parts of the feed or page.
  const reading = readings.recall(key, () => readingOf(claims.map(ownClaim), input, standing))
  return areSame(reading.claims, claims) ? reading : readingOf(claims, input, standing)
}

function ownClaim({ source, text, place, url, role, sameAs, ...rest }: Claim): Claim {
  return {
    ...rest,
    source: ownText(source) as ClaimSource,
    text: ownText(text),
    place: ownText(place),
    url: url === null ? null : ownText(url),
    role: role === null ? null : ownText(role),
    sameAs: sameAs.map(ownText),
  }
}

function areSame(some: readonly Claim[], others: readonly Claim[]): boolean {
  return some.length === others.length && some.every((one, at) => isSame(one, others[at]!))
}

function isSame(one: Claim, other: Claim): boolean {
  return (
    one.text === other.text &&
    one.source === other.source &&
    one.place === other.place &&
    one.url === other.url &&
    one.statedType === other.statedType &&
    one.role === other.role &&
    one.strength === other.strength &&
    one.sameAs.length === other.sameAs.length &&
    one.sameAs.every((address, at) => address === other.sameAs[at])
  )
}

function readingOf(claims: readonly Claim[], input: AttributeInput, standing: Standing): Reading {
  const never = new Set(input.rule?.neverNames?.map(foldName))
  const read = withoutSecondHands(
    asStated(
      claims.map((claim) => readClaim(claim, never, standing)),
      standing.house,
    ),
  )
  const candidates = gatherCandidates(read)
  const byline = printedByline(read)
  return {
    claims,
    read,
    candidates,
    byline,
    votes: votesOfCredit(byline, isByBoard(read)),
    order: printedOrder(read),
    claimed: candidates.filter(({ kind }) => isPerson(kind)).map(({ folded }) => folded),
    verdicts: new Map(),
  }
}

/** The same claims beside another piece of the same kind give the same, unless its headline or what is known of the names says more. */
function rememberedVerdict(
  reading: Reading,
  kind: ColumnKind,
  input: AttributeInput,
  house: ReadonlySet<string>,
): Verdict {
  const isNamed = namedIn(input.title)
  const { candidates, verdicts } = reading
  const isOwn =
    kind === 'editorial' ||
    candidates.some((one) => isPerson(one.kind) && (isNamed(one) || (input.repeated?.(one.folded) ?? 0) > 0.5))
  if (isOwn) return verdictOf(reading, kind, input, house, isNamed)
  const known = verdicts.get(kind)
  if (known !== undefined) return known
  const verdict = verdictOf(reading, kind, input, house, isNamed)
  verdicts.set(kind, verdict)
  return verdict
}

function verdictOf(
  { read, candidates, order }: Reading,
  kind: ColumnKind,
  input: AttributeInput,
  house: ReadonlySet<string>,
  isNamed: (candidate: Candidate) => boolean,
): Verdict {
  const scored = candidates.map((candidate) => ({
    candidate,
    confidence: 1 / (1 + Math.exp(-pointsOf(candidate, read, input, house, kind, isNamed))),
  }))
  const sure = scored.filter(({ confidence }) => confidence >= minConfidence)
  const contributors = asKind(kind, withoutHouse(settle(sure, order), house), input)
  const hasPerson = contributors.some((one) => isPerson(one.kind))
  const doubtful =
    hasPerson || kind === 'editorial'
      ? []
      : scored.filter(({ candidate, confidence }) => isPerson(candidate.kind) && confidence >= minReview)
  return {
    contributors,
    needsReview: doubtful.length > 0,
    doubts: doubtful.flatMap((one) => toContributor(one).evidence).slice(0, maxEvidence),
  }
}

/** A house that is named like a person is none where the page's data say that the house made the piece. */
function asStated(read: readonly ReadClaim[], house: ReadonlySet<string>): readonly ReadClaim[] {
  const stated = new Set<string>()
  for (const { claim, names } of read)
    if (claim.statedType === 'organisation')
      for (const { name } of names) if (house.has(squash(name))) stated.add(squash(name))
  if (stated.size === 0) return read
  return read.map(({ claim, names }) => ({
    claim,
    names: names.map((one) =>
      one.kind === 'person' && stated.has(squash(one.name)) ? { ...one, kind: 'organisation' as const } : one,
    ),
  }))
}

const standings = createMemory<Standing>(1000)
let numbered = 0

function standingOf(input: AttributeInput): Standing {
  const { lang, publisherName, siteHost } = input
  return standings.recall(`${lang ?? ''}\n${siteHost ?? ''}\n${publisherName ?? ''}`, () => {
    const kept = { ...input, publisherName: publisherName === null ? null : ownText(publisherName) }
    return { number: ++numbered, lang, house: houseNames(kept), own: ownSiteClaims(kept) }
  })
}

function houseNames(input: AttributeInput): Set<string> {
  const house = new Set<string>()
  if (input.publisherName !== null) {
    const name = squash(input.publisherName)
    if (name !== '') house.add(name)
    house.add(name.replace(/^the/, ''))
    house.add(name.replace(/(?:com|de|org|net)$/, ''))
  }
  if (input.siteHost !== null) {
    const host = input.siteHost.toLowerCase().replace(/^www\d?\./, '')
    house.add(squash(host))
    for (const label of host.split('.').slice(0, -1)) if (label.length > 3) house.add(squash(label))
  }
  house.delete('')
  return house
}

function readClaim(claim: Claim, never: ReadonlySet<string>, standing: Standing): ReadClaim {
  if (claim.source === 'rule' && claim.role !== null && isRuleSection(claim))
    return { claim, names: [{ name: cleanCredit(claim.text), kind: claim.role as ContributorKind, known: true }] }
  const names = rememberedCredits(claim.text, standing).filter(
    (one) => !(never.size > 0 && never.has(foldName(one.name))) && !isMasthead(one, claim, standing.house),
  )
  const role = claim.role === null ? 'writer' : roleKind(claim.role)
  if (role === 'drop') return { claim, names: [] }
  if (role === 'writer') return { claim, names }
  return { claim, names: names.map((one) => (one.kind === 'person' ? { ...one, kind: role } : one)) }
}

/** The paper's name where no credit is expected, such as the page's title or head, credits nobody. */
function isMasthead(one: NamedCredit, claim: Claim, house: ReadonlySet<string>): boolean {
  const unexpected = claim.source === 'title' || (claim.strength ?? 1) < 0.5
  return one.kind === 'organisation' && unexpected && house.has(squash(one.name))
}

/** A site that bears a person's name, in its title and its address, is that person's own. */
function ownSiteClaims({ publisherName, siteHost, lang }: AttributeInput): Claim[] {
  if (publisherName === null || siteHost === null) return []
  const [one, ...more] = namesFrom(ownerOfSite(publisherName), lang)
  if (one === undefined || more.length > 0 || one.kind !== 'person') return []
  if (!squash(siteHost).includes(squash(one.name))) return []
  return [
    {
      source: 'meta:og:site_name',
      text: one.name,
      place: 'site name and address',
      url: null,
      statedType: null,
      sameAs: [],
      role: null,
      strength: 0.62,
    },
  ]
}

const isRuleSection = (claim: Claim): boolean => claim.place.startsWith('section ')

/** What a role stated beside a claim makes of the person: `drop` for those who did not make the piece. */
function roleKind(role: string): ContributorKind | 'writer' | 'drop' {
  const folded = foldLetters(role)
  if (/photo|foto|picture|bild/.test(folded)) return 'photographer'
  if (/illustrat|grafi|graphic|zeichn/.test(folded)) return 'illustrator'
  if (/cartoon|karikatur/.test(folded)) return 'cartoonist'
  if (/translat|ubersetz|traduc|traduct|tradutt|review|edited|editor-in|publisher|checked|contributor/.test(folded))
    return 'drop'
  return 'writer'
}

/** A cartoon is named after its cartoonist: "NAME on the minister – cartoon". */
function titleClaims(whole: string | null): Claim[] {
  const title = whole?.slice(0, 300) ?? ''
  const found: Claim[] = []
  const claim = (text: string, role: string | null): Claim => ({
    source: 'title',
    text,
    place: 'title',
    url: null,
    statedType: null,
    sameAs: [],
    role,
  })
  const cartoon =
    endsInCartoon.test(title) &&
    /^(\p{Lu}[\p{L}\p{M}'’.-]+(?: \p{Lu}?[\p{L}\p{M}'’.-]+){1,3}?)(?: on |: | – | — | - |’s |'s ).{0,240}[–—|-] ?cartoon$/iu.exec(
      title,
    )
  if (cartoon && cartoon[1] !== undefined) found.push(claim(cartoon[1], 'cartoonist'))
  const speaker = speakerIn(title)
  if (speaker !== null) found.push(claim(speaker, null))
  return found
}

const endsInCartoon = /cartoon$/i

/** The best visible credit as it is printed. */
function printedByline(read: readonly ReadClaim[]): string | null {
  let best: ReadClaim | null = null
  let bestScore = -Infinity
  for (const one of read) {
    if (one.names.length === 0) continue
    const group = groupOf(one.claim.source)
    const score = claimPoints(one.claim) + (group === 'visible' ? 2 : 0) - (one.claim.text.length > 120 ? 1.5 : 0)
    if (score > bestScore) {
      best = one
      bestScore = score
    }
  }
  return best === null ? null : best.claim.text.replace(/\s+/g, ' ').trim().slice(0, 200)
}

const isPerson = (kind: ContributorKind): boolean => kind === 'person' || kind === 'guest' || kind === 'cartoonist'

function pointsOf(
  candidate: Candidate,
  read: readonly ReadClaim[],
  input: AttributeInput,
  house: ReadonlySet<string>,
  kind: ColumnKind,
  isNamed: (candidate: Candidate) => boolean,
): number {
  const groups = new Map<SourceGroup, number[]>()
  for (const { claim } of candidate.mentions) {
    const group = groupOf(claim.source)
    const list = groups.get(group)
    if (list === undefined) groups.set(group, [claimPoints(claim)])
    else list.push(claimPoints(claim))
  }
  let points = basePoints
  for (const [group, list] of groups) {
    list.sort((a, b) => b - a)
    const [best = 0, second = 0] = list
    points += best + Math.max(0, second) * repeatShare[group]
  }
  // Houses and agencies need less: a wrong person is worse than a wrong house.
  if (!isPerson(candidate.kind)) {
    const stated = candidate.mentions.some(({ claim }) => claim.statedType === 'organisation')
    return points + adjust.house + (stated ? -adjust.statedOrganisation + adjust.statedPerson : 0)
  }
  if (candidate.known) points += adjust.knownGiven
  if (candidate.name.split(' ').length > 4) points += adjust.oddShape
  points += against(candidate, read, groups, house)
  if (!groups.has('declared') && isNamed(candidate))
    points += isQuoted(candidate, input.title) && !groups.has('structured') ? adjust.quotedInTitle : adjust.inTitle
  if (kind === 'letter' && candidate.known) points += adjust.signedLetter
  if (!candidate.known) points += asNamed(candidate)
  const share = input.repeated?.(candidate.folded)
  if (share !== undefined && share > 0.5 && !groups.has('declared')) points += adjust.repeated * (share - 0.5) * 2
  return points
}

/** "Jane Roe: “The pier must go”" */
function isQuoted({ name }: Candidate, title: string | null): boolean {
  if (title === null || !title.startsWith(name)) return false
  return /^ ?[:：–—-] ?["„“«»‚‘'「『]/.test(title.slice(name.length, name.length + 4))
}

/** What the way in which it is printed says of a name whose given name we do not know. */
function asNamed({ mentions, name }: Candidate): number {
  let points = 0
  for (const { claim, introduced } of mentions) {
    const { strength = 0, text } = claim
    if (introduced && strength >= minIntroduced) points = Math.max(points, adjust.introduced)
    else if (strength >= minMarked && (text === name || text.startsWith(`${name}\n`)))
      points = Math.max(points, adjust.markedName)
  }
  return points
}

/** Strength of a place from which on it counts that a credit word stands before the name, or nothing beside it. */
const minIntroduced = 0.4
const minMarked = 0.6

const creditBefore = /^(?:by|von|par|por|di|door|av|af|przez|od|oleh|nga|de)[: ]\s?(?=\p{Lu})/iu

/** Whether a title names a candidate. Most lack the name's last word, which is quickly seen. */
function namedIn(title: string | null): (candidate: Candidate) => boolean {
  if (title === null) return () => false
  let letters: string | undefined
  return ({ folded }) => {
    letters ??= foldLetters(title).replace(/['’‘ʼ`´׳״"“”„«»]/g, '')
    const last = folded.slice(folded.lastIndexOf(' ') + 1)
    if (last.length > 2 && !letters.includes(last)) return false
    return ` ${foldName(title)} `.includes(` ${folded} `)
  }
}

/**
 * What speaks against a candidate: plain credits by the headline that name others, structured data that name others.
 * `plain` credits are those nearly as strong as the strongest, so that co-authors in credits of their own are safe.
 */
function against(
  candidate: Candidate,
  read: readonly ReadClaim[],
  groups: ReadonlyMap<SourceGroup, unknown>,
  house: ReadonlySet<string>,
): number {
  if (groups.has('declared')) return 0
  if (read.some(({ claim, names }) => groupOf(claim.source) === 'declared' && names.length > 0))
    return adjust.declaredNamesOthers
  const printed = read.filter(
    ({ claim, names }) =>
      claim.strength !== undefined &&
      names.length > 0 &&
      claim.role === null &&
      !/^(?:json-ld|meta:)/.test(claim.source) &&
      // Who somebody is says who wrote it only where nothing else does.
      !biography.test(claim.text),
  )
  const top = Math.max(0, ...printed.map(({ claim }) => claim.strength ?? 0))
  let points = 0
  if (top >= 0.6) {
    const plain = printed.filter(({ claim }) => (claim.strength ?? 0) >= top - 0.12)
    const named = candidate.mentions.some(({ claim }) => plain.some((one) => one.claim === claim))
    if (!named && plain.some(({ names }) => names.some((one) => isPerson(one.kind))))
      points += adjust.bylineNamesOthers * top
    else if (
      !named &&
      plain.some(({ names }) => names.some((one) => one.kind !== 'placeholder' && one.kind !== 'unknown'))
    )
      points += adjust.bylineNamesHouse * top
  }
  const stated = read.filter(
    ({ claim, names }) => claim.source === 'json-ld' && claim.strength === undefined && names.length > 0,
  )
  if (stated.some(({ names }) => names.some((one) => isPerson(one.kind)))) {
    if (!candidate.mentions.some(({ claim }) => claim.source === 'json-ld'))
      points += adjust.structuredNamesOthers + (isPrintedBy(candidate) ? adjust.printedBy : 0)
    // "Guest Contributor" there tells that somebody else wrote it, not that the house did.
  } else if (stated.some(({ names }) => names.some((one) => one.kind !== 'placeholder')))
    points +=
      adjust.structuredNamesHouse +
      (stated.every(({ names }) => names.every(({ name }) => house.has(squash(name)))) ? adjust.filledIn : 0)
  if (
    !groups.has('visible') &&
    !groups.has('box') &&
    candidate.mentions.some(({ claim }) => claim.source === 'meta:twitter:data')
  )
    points += adjust.previewOnly
  return points
}

const isPrintedBy = ({ mentions }: Candidate): boolean =>
  mentions.some(
    ({ claim }) => claim.source === 'byline' && (claim.strength ?? 0) >= 0.7 && creditBefore.test(claim.text),
  )

const biography =
  /^\p{Lu}[\p{L}\p{M}'’.-]+(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|von|van|de|der|di|da|la|del|al|bin)){1,3},? (?:is|ist|est|es|é|è|er|är|jest|was|war) (?:an?|the|ein|eine|der|die|das|un|une|una|el|la|le|o|um|uma|en|et|\p{Lu}?\p{L}{4,}) /u

type Scored = { readonly candidate: Candidate; readonly confidence: number }

/** Which of the sure candidates are shown: persons first; the house only when nobody else is credited. */
function settle(sure: readonly Scored[], order: ReadonlyMap<string, number>): Contributor[] {
  const position = (one: Scored): number => order.get(one.candidate.folded) ?? 1000
  const of = (...kinds: ContributorKind[]): Scored[] =>
    sure.filter(({ candidate }) => kinds.includes(candidate.kind)).toSorted((a, b) => position(a) - position(b))
  // A paper may be named like a person: its board's signature tells that nobody of that name wrote.
  const boards = of('editorial-board')
  const persons = of('person', 'guest', 'cartoonist').filter(
    ({ candidate }) => !boards.some((board) => ` ${board.candidate.folded} `.includes(` ${candidate.folded} `)),
  )
  const others = persons.length > 0 ? of('agency') : [...boards, ...of('agency'), ...of('newsroom', 'organisation')]
  return [...persons, ...others, ...of('photographer', 'illustrator')].slice(0, maxContributors).map(toContributor)
}

/**
 * The paper's own name is no credit beside another one, since mastheads and structured data print it everywhere; nor is a
 * part of a longer house's name ("Agency" beside "Coastline News Agency").
 */
function withoutHouse(contributors: Contributor[], house: ReadonlySet<string>): Contributor[] {
  const isPart = (one: Contributor): boolean =>
    deskKinds.has(one.kind) &&
    contributors.some(
      (other) =>
        other !== one &&
        other.confidence >= one.confidence &&
        (deskKinds.has(other.kind) || other.kind === 'editorial-board' || other.kind === 'agency') &&
        ` ${foldName(other.name)} `.includes(` ${foldName(one.name)} `),
    )
  const others = contributors.filter(
    (one) => !isPart(one) && (one.kind !== 'organisation' || !house.has(squash(one.name))),
  )
  return others.some((one) => !besides(one)) ? others : contributors
}

const deskKinds: ReadonlySet<ContributorKind> = new Set(['newsroom', 'organisation'])

const besides = (one: Contributor): boolean => one.kind === 'photographer' || one.kind === 'illustrator'

/** True when a declared or plainly printed credit names an editorial board, and none names a person. */
function isByBoard(read: readonly ReadClaim[]): boolean {
  const plain = read.filter(({ claim, names }) => names.length > 0 && (claim.strength ?? 1) >= 0.6)
  return (
    plain.some(({ names }) => names.some((one) => one.kind === 'editorial-board')) &&
    !plain.some(({ names }) => names.some((one) => isPerson(one.kind)))
  )
}

/** Places of names in the credit that names most persons, plainest first. */
function printedOrder(read: readonly ReadClaim[]): Map<string, number> {
  const ranked = read
    .map((one) => ({ one, persons: one.names.filter(({ kind }) => isPerson(kind)).length }))
    .toSorted((a, b) => b.persons - a.persons || claimPoints(b.one.claim) - claimPoints(a.one.claim))
  const order = new Map<string, number>()
  for (const { one } of ranked)
    for (const { name } of one.names) if (!order.has(foldName(name))) order.set(foldName(name), order.size)
  return order
}

function toContributor({ candidate, confidence }: Scored): Contributor {
  const strongest = candidate.mentions.toSorted((a, b) => claimPoints(b.claim) - claimPoints(a.claim))
  const evidence: Evidence[] = strongest.slice(0, maxEvidence).map(({ claim }) => ({
    source: claim.source,
    text: claim.text.replace(/\s+/g, ' ').slice(0, 200),
    selector: claim.place,
  }))
  return {
    name: candidate.name,
    kind: candidate.kind,
    url: strongest.find(({ claim, alone }) => alone && claim.url !== null)?.claim.url ?? null,
    sameAs: [...new Set(strongest.filter(({ alone }) => alone).flatMap(({ claim }) => claim.sameAs))].slice(0, 10),
    evidence,
    confidence: Math.round(confidence * 1000) / 1000,
  }
}

/**
 * A cartoon belongs to its cartoonist; an editorial to the house unless a person plainly signs it; whoever writes a letter
 * to the editor is from outside the house.
 */
function asKind(kind: ColumnKind, contributors: Contributor[], input: AttributeInput): Contributor[] {
  if (kind === 'cartoon') {
    const named = contributors.filter(
      (one) => one.kind === 'cartoonist' || one.evidence.some((e) => e.source === 'title'),
    )
    const makers = named.length > 0 ? named : contributors
    return makers.map((one) =>
      one.kind === 'person' || one.kind === 'illustrator' ? { ...one, kind: 'cartoonist' as const } : one,
    )
  }
  if (kind === 'letter')
    return contributors.map((one) => (one.kind === 'person' ? { ...one, kind: 'guest' as const } : one))
  if (kind === 'editorial') {
    const signed = contributors.filter(
      (one) => !isPerson(one.kind) || (one.confidence >= 0.9 && one.evidence.some((e) => e.source === 'byline')),
    )
    if (signed.some((one) => isPerson(one.kind) || one.kind === 'editorial-board')) return signed
    const house = input.publisherName
    const others = signed.filter((one) => one.kind === 'photographer' || one.kind === 'illustrator')
    // The desk or paper that signs an editorial speaks as its board, under the name that it prints.
    const voice = signed.find((one) => one.kind === 'newsroom' || one.kind === 'organisation')
    if (voice !== undefined) return [{ ...voice, kind: 'editorial-board' as const }, ...others]
    if (house === null) return signed
    const evidence: Evidence[] = [{ source: 'title', text: input.title?.slice(0, 200) ?? '', selector: 'title' }]
    return [{ name: house, kind: 'editorial-board', url: null, sameAs: [], evidence, confidence: 0.8 }, ...others]
  }
  return contributors
}
