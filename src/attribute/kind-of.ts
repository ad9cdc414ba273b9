// What kind of piece this is, from what the page states, its section, its address and the wording of its headline.
import { createMemory, foldLetters, ownText } from '../base/index.ts'
import type { ColumnKind, Evidence } from '../model/index.ts'
import { kindTypes, kindWords } from './data/kind-words.ts'

export type KindInput = {
  readonly title: string | null
  readonly path: string | null
  readonly kindHints: readonly string[]
  readonly section: string | null
  /** What its credit says of it, see votesOfCredit. */
  readonly credit: readonly Vote[]
}

export type Vote = { readonly kind: ColumnKind; readonly weight: number; readonly evidence: Evidence }

/** Narrow kinds outweigh wide ones: a cartoon in the opinion section is a cartoon. */
const narrowness: Record<ColumnKind, number> = {
  cartoon: 4,
  letter: 3,
  editorial: 3,
  podcast: 2,
  obituary: 2,
  interview: 2,
  column: 1,
  news: 0,
  unknown: 0,
}

/** One stated section, label or address; a word in the piece's own address alone is less. */
const plainWeight = 1.2

/**
 * The kind with the strongest evidence: headline wording, then stated types, then section, address and byline. `unknown`
 * without any.
 */
export function kindOf(input: KindInput): { kind: ColumnKind; evidence: Evidence[] } {
  const votes = [...titleVotes(input.title), ...hintVotes(input), ...pathVotes(input.path), ...input.credit]
  if (votes.length === 0) return { kind: 'unknown', evidence: [] }
  let kind: ColumnKind = 'unknown'
  let best = 0
  const weightOf = (kind: ColumnKind): number =>
    votes.filter((other) => other.kind === kind).reduce((sum, other) => sum + other.weight, 0)
  // Opinion sections hold editorials, cartoons, letters, interviews: being there speaks against none of them.
  const narrow = votes.some(
    (vote) => vote.kind !== 'column' && vote.kind !== 'news' && weightOf(vote.kind) >= plainWeight,
  )
  for (const vote of votes) {
    if (narrow && vote.kind === 'column') continue
    const score = weightOf(vote.kind) + narrowness[vote.kind] * 0.6
    if (score > best) {
      best = score
      kind = vote.kind
    }
  }
  return {
    kind,
    evidence: votes
      .filter((vote) => vote.kind === kind)
      .slice(0, 5)
      .map((vote) => vote.evidence),
  }
}

const titlePatterns: readonly (readonly [ColumnKind, RegExp])[] = [
  [
    'cartoon',
    /(?:[–—|:-] ?|\()(?:(?:political |editorial )?cartoon|karikatur|caricature|vignetta|vineta|charge|كاريكاتير|קריקטורה|漫画|만평)s?\)?$|^(?:cartoon|karikatur)\s?[:|–—-]/,
  ],
  [
    'letter',
    /^(?:letters?(?: to the editor)?|leserbriefe?|cartas? al director|lettere al direttore|okur mektubu|מכתב(?: למערכת)?|رساله(?: الى المحرر)?|رسالة(?: الى المحرر)?)(?:\s?[:|–—-]|$)|[|–—-] (?:letters?|leserbriefe?)$/,
  ],
  [
    'editorial',
    /^the .{2,40} view (?:on|of)\b|^the .{2,40} view:|^(?:editorial|leitartikel|our view|leading article|editoriale|basyazi|edito)\s?[:|–—-]|[|–—] (?:editorial|leitartikel)$|^(?:社説|社论|\[사설\])/,
  ],
  [
    'obituary',
    /(?:^|[|–—:-] ?)(?:obituary|obituaries|nachruf|nekrolog|nekrologi|necrologie|necrologia|obituario|in memoriam|некролог|הספד)(?:\s?[:|–—-]|$)| obituary$|^nachruf auf /,
  ],
  ['podcast', /^podcast\s?[:|–—-]|[|–—-] ?podcast$/],
  [
    'interview',
    /^(?:interview|entrevista|intervista|entretien|q&a)\s?[:|–—-]|[|–—-] ?(?:interview|entrevista|intervista)$/,
  ],
  [
    'column',
    /^(?:opinion|opinione|opinión|op-ed|comment|commentary|kommentar|kolumne|column|columna|meinung|gastkommentar|gastbeitrag|tribune|chronique|viewpoint|essay|мнение|רأي|דעה|رأي)\s?[:|–—-]|[|–—] ?(?:opinion|kommentar|kolumne|column|meinung|[^|–—]{3,40}, opinion)$|\| [\p{L} .'’-]{4,40}$/u,
  ],
]

/** What all that the patterns find has in it; most headlines have none of it. */
const mayTell =
  /[|–—:(-]|^(?:letter|leserbrief|carta|lettere|okur|מכתב|رسال|the |社|\[|obituar|nachruf|nekrolog|necrolog|in memoriam|некролог|הספד)| obituary$/

function titleVotes(title: string | null): Vote[] {
  if (title === null) return []
  const folded = foldLetters(title.slice(0, 400)).trim()
  if (!mayTell.test(folded)) return []
  return titlePatterns
    .filter(([, pattern]) => pattern.test(folded))
    .map(([kind, pattern]) =>
      vote(kind, pattern === titlePatterns.at(-1)?.[1] ? 2 : 4, 'title', title.slice(0, 120), 'title'),
    )
    .filter(
      ({ kind, evidence }) =>
        kind !== 'column' || !/^[^|]*\| [\p{L} .'’-]{4,40}$/u.test(evidence.text) || /^opinion/i.test(title),
    )
}

function hintVotes({ kindHints, section }: KindInput): Vote[] {
  const votes: Vote[] = []
  for (const hint of kindHints.slice(0, 40)) {
    const said = hints.recall(hint, () => voteOfHint(ownText(hint)))
    if (said !== null) votes.push(said)
  }
  if (section !== null) {
    const kind = sections.recall(section, () => wordsKind(foldLetters(section)))
    if (kind !== null)
      votes.push(vote(kind, kind === 'news' ? 1 : 2.2, 'meta:article:section', section.slice(0, 80), 'section'))
  }
  return votes
}

/** Pages and entries of a publisher give the same few hints, and stand in the same few sections. */
const hints = createMemory<Vote | null>(2_000, 100)
const sections = createMemory<ColumnKind | null>(2_000, 100)

function voteOfHint(hint: string): Vote | null {
  // Hints come as `source:value` from pages, bare from feeds.
  const folded = foldLetters(hint)
    .replace(/^(?:json-ld|section|path|label|genre|og):/, '')
    .trim()
  const type = kindTypes.get(folded.replace(/^https?:\/\/schema\.org\//, ''))
  if (type !== undefined) return vote(type, 3, 'json-ld', hint, '@type')
  const kind = wordsKind(folded)
  return kind === null ? null : vote(kind, kind === 'news' ? 0.4 : 1.2, 'json-ld', hint.slice(0, 80), 'hint')
}

function wordsKind(folded: string): ColumnKind | null {
  const phrase = folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  const whole = kindWords.get(phrase)
  if (whole !== undefined) return whole
  if (phrase.length > 60) return null
  for (const word of phrase.split('-').slice(0, 6)) {
    const kind = kindWords.get(word)
    if (kind !== undefined && kind !== 'news') return kind
  }
  return null
}

function pathVotes(path: string | null): Vote[] {
  if (path === null) return []
  const segments = path
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '')
  const votes: Vote[] = []
  for (const segment of segments.slice(0, -1).slice(0, 6)) {
    const kind = folders.recall(segment, () => kindOfFolder(segment))
    if (kind !== null) votes.push(vote(kind, kind === 'news' ? 0.6 : 1.6, 'meta:og:url', `/${segment}/`, 'path'))
  }
  for (const word of slugEnds(segments.at(-1) ?? '')) {
    const kind = kindWords.get(word)
    if (kind !== undefined && kind !== 'news' && kind !== 'podcast')
      votes.push(vote(kind, 0.8, 'meta:og:url', word, 'path'))
  }
  return votes
}

/** What the folders of addresses say: a site has few. */
const folders = createMemory<ColumnKind | null>(2_000, 60)

function kindOfFolder(segment: string): ColumnKind | null {
  return kindWords.get(foldLetters(decoded(segment)).replace(/_/g, '-')) ?? null
}

/** First and last word of a piece's own address of three words and more. */
function slugEnds(slug: string): string[] {
  const first = slug.search(/[-_.]/)
  const last = Math.max(slug.lastIndexOf('-'), slug.lastIndexOf('_'), slug.lastIndexOf('.'))
  return first < last ? [slug.slice(0, first), slug.slice(last + 1)] : []
}

/** Characters of a byline in which its first word ends, if it is one that says something. */
const maxFirstWord = 60

/** What the credit as printed says ("Kommentar von …", "Editorial"). `board`: an editorial board signs it, and no person. */
export function votesOfCredit(byline: string | null, board: boolean): Vote[] {
  if (byline === null) return []
  const votes: Vote[] = []
  const first = /^[\p{L}-]+/u.exec(foldLetters(byline.slice(0, maxFirstWord)))?.[0] ?? ''
  const kind = kindWords.get(first)
  if (kind !== undefined && kind !== 'news') votes.push(vote(kind, 1.5, 'byline', byline.slice(0, 120), 'byline'))
  if (board) votes.push(vote('editorial', 2, 'byline', byline.slice(0, 120), 'byline'))
  return votes
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function vote(kind: ColumnKind, weight: number, source: Evidence['source'], text: string, selector: string): Vote {
  return { kind, weight, evidence: { source, text, selector } }
}
