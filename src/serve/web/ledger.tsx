// What a rule did, in the reader's language. The archive keeps the sentence that was true when the rule was read, in English,
// so the record does not change with our words; one that we do not know is shown as it was written.
import type { Child } from 'hono/jsx'
import type { Rule } from '../../model/index.ts'
import { placeName, shortDate } from './format.ts'
import { messages as m, wordFor } from './messages.ts'

type ReadRule = Pick<Rule, 'name' | 'value' | 'effect' | 'decisive'> & { readonly source: string }

/** One line of a ledger: what the rule does, the rule as it was written, and what else is told of it. */
export function LedgerRule({ rule, children }: { rule: ReadRule; children: Child }) {
  return (
    <li class={rule.decisive ? 'decisive' : ''}>
      <RuleEffect rule={rule} />
      <span class="source">
        <code dir="ltr">
          {rule.source}: {rule.name}
          {rule.value !== null && ` ${rule.value}`}
        </code>{' '}
        {children}
      </span>
    </li>
  )
}

function RuleEffect({ rule: { effect } }: { rule: Pick<Rule, 'effect'> }) {
  const words = effectInWords(effect)
  return words === null ? (
    <span class="effect" lang="en" dir="ltr">
      {effect}
    </span>
  ) : (
    <span class="effect">{words}</span>
  )
}

/** Where a rule was read, when that is no address: `catalogue`, `page`. */
export function placeOfRule(place: string): string {
  return wordFor(m.ledger.places, place) ?? place
}

/** Null for a sentence that is none of `src/excerpt`'s. */
export function effectInWords(effect: string): string | null {
  const words = sentences.get(effect)
  if (words !== undefined) return words()
  for (const [pattern, say] of patterns) {
    const match = pattern.exec(effect)
    if (match !== null) return say(match[1] ?? '', match[2] ?? '', match[3] ?? '')
  }
  return null
}

const sentences: ReadonlyMap<string, () => string> = new Map([
  ['The page itself was not read: robots.txt asks us not to', () => m.ledger.robotsClosed],
  ['Not shown: blocked by the operator of this site', () => m.ledger.blocked],
  ['Not listed: the publisher asks not to be indexed', () => m.ledger.noindex],
  ['Headline only: the publisher allows no extract', () => m.ledger.nosnippet],
  ['No picture: the publisher allows no preview', () => m.ledger.noPreview],
  ['Only a small picture: the publisher allows a preview of standard size', () => m.ledger.standardPreview],
  ['Ignored: not a size of picture we know', () => m.ledger.unknownSize],
  ['No picture: the publisher asks that its pictures are not indexed', () => m.ledger.noImageIndex],
  ['No copy of the page is kept and no archived copy is linked', () => m.ledger.noArchive],
  ['Not translated: the publisher asks so', () => m.ledger.noTranslate],
  ['Not used for text and data mining', () => m.ledger.noMining],
  ['Ignored: the number of characters could not be read', () => m.ledger.unreadNumber],
  ['The publisher sets no limit of its own; the other rules stand', () => m.ledger.noLimit],
  ['Ignored: not a number of characters', () => m.ledger.notNumber],
  ['Ignored: the date could not be read', () => m.ledger.unreadDate],
  ['Terms for text and data mining are offered there', () => m.ledger.miningTerms],
  ['Not used for text and data mining: the publisher reserves it', () => m.ledger.miningReserved],
  ['Text and data mining is not reserved', () => m.ledger.miningFree],
  ['Ignored: not a value of the protocol', () => m.ledger.notValue],
  ['Superseded by what the header or the page says', () => m.ledger.superseded],
  ['Not listed: the licence prohibits search and lists', () => m.ledger.licenceSearch.prohibits],
  ['Not listed: the licence asks for payment for search and lists', () => m.ledger.licenceSearch.payment],
  [
    'Not listed: the licence is for certain users or countries, as far as it permits search and lists',
    () => m.ledger.licenceSearch.limited,
  ],
  ['Not used for mining: the licence prohibits it', () => m.ledger.licenceMining.prohibits],
  ['Not used for mining: the licence asks for payment for it', () => m.ledger.licenceMining.payment],
  [
    'Not used for mining: the licence is for certain users or countries, as far as it permits it',
    () => m.ledger.licenceMining.limited,
  ],
  ['Not used for mining: a licence is offered that we have not taken', () => m.ledger.licenceOffered],
  ['Not listed: the feed asks directories to leave this entry out', () => m.ledger.feedBlock],
  ['Allowed by the publisher; the other rules stand', () => m.ledger.allowed],
  ['Not listed: the publisher refuses use in search', () => m.ledger.noSearch],
  ['Not used for mining: the publisher refuses it', () => m.ledger.noMiningUse],
  ['Pictures may be shown: agreed with the publisher', () => m.ledger.agreedPictures],
  ['No picture: agreed with the publisher', () => m.ledger.agreedNoPictures],
  ['Only what the publisher shows to everyone: the piece is for subscribers', () => m.ledger.paid],
  ['Only what the publisher shows to everyone: a part is for subscribers', () => m.ledger.partly],
])

const patterns: readonly (readonly [RegExp, (...parts: [string, string, string]) => string])[] = [
  [/^At most (\d+) characters: the publisher’s own limit$/, (n) => m.ledger.ownLimit(Number(n))],
  [/^At most (\d+) characters: agreed with the publisher$/, (n) => m.ledger.agreedLimit(Number(n))],
  [/^Withdrawn: the publisher offered it until ([\d-]+)$/, (day) => m.ledger.expired(dayInWords(day))],
  [/^Shown until ([\d-]+): the publisher withdraws it then$/, (day) => m.ledger.expires(dayInWords(day))],
  [/^The licence permits (.*); the other rules stand$/, (use) => m.ledger.licencePermits(use)],
  [
    /^At most (\d+) characters: the default for (.+) \((.+)\)$/,
    (n, country, reason) => m.ledger.countryLimit({ n: Number(n), country: countryOf(country), reason: why(reason) }),
  ],
  [
    /^No picture: the default for (.+) \((.+)\)$/,
    (country, reason) => m.ledger.countryNoPictures({ country: countryOf(country), reason: why(reason) }),
  ],
]

function dayInWords(day: string): string {
  const date = new Date(day)
  return Number.isNaN(date.getTime()) ? day : shortDate(date)
}

function why(reason: string): string {
  switch (reason) {
    case 'EU press publishers’ right':
      return m.ledger.countryReasons.europe
    case 'country not known, so the strictest default':
      return m.ledger.countryReasons.unknown
    case 'quotation beside a link':
      return m.ledger.countryReasons.elsewhere
    default:
      return reason
  }
}

const englishNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
let codes: ReadonlyMap<string, string> | null = null

/** From a country's English name, as the ledger has it, to its name in the reader's language. */
function countryOf(name: string): string {
  if (name === 'an unknown country') return m.ledger.unknownCountry
  if (name === 'the European Union') return m.ledger.europeanUnion
  codes ??= new Map(allCodes().map((code) => [englishNames.of(code.toUpperCase()) ?? code, code]))
  const code = /^[a-z]{2}$/.test(name) ? name : codes.get(name)
  return code === undefined ? name : placeName(code)
}

function allCodes(): string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  return letters.flatMap((a) => letters.map((b) => a + b))
}
