// Reads the words of a credit one after the other: who is named, in which role, and what is only said about them.
import { foldName } from '../base/index.ts'
import type { ContributorKind } from '../model/index.ts'
import { tokenize, type Token, type WordToken } from './credit-tokens.ts'
import { givenNames, placePhrases } from './data/given-names.ts'
import { ambiguousWords, pageWords, placeWords, smallWords } from './data/not-names.ts'
import {
  agencies,
  companyForms,
  connectors,
  creditWords,
  degrees,
  honorifics,
  newsroomWords,
  orgWords,
  particles,
  roleWords,
  suffixes,
  textWords,
  vietnameseFamilies,
} from './data/words.ts'
import { phraseKind, phraseOf } from './fixed-phrases.ts'
import {
  bare,
  capitalsLast,
  isAcronym,
  isInitial,
  isKnownGiven,
  lastFirst,
  splitRun,
  trimName,
  unshout,
} from './name-shape.ts'
import { restoreCase } from './restore-case.ts'
import type { NamedCredit } from './types.ts'

export type NamesContext = {
  /** Folded names of the house (publisher's name, host), which are never a person unless a given name says so. */
  readonly house?: ReadonlySet<string>
}

export const maxNames = 40

/** `writer` unless a role word stands before the names. */
export type Role = 'writer' | 'photographer' | 'illustrator' | 'cartoonist' | 'translator' | 'other'

export class CreditReader {
  private readonly found: { name: string; kind: ContributorKind; known: boolean; introduced: boolean; role: Role }[] =
    []
  private readonly lang: string | null
  private readonly context: NamesContext
  private run: WordToken[] = []
  private role: Role = 'writer'
  /** A role word seen in this segment that no name has claimed yet. */
  private pendingRole: Role | null = null
  private sawTextWord = false
  /** Inside a description ("Senior Editor for …"): words are swallowed until the next break. */
  private describing = false
  /** After a description or in prose: only a known given name begins a person. */
  private doubtful = false
  private shouting = false
  /** The name of a house has begun, and its words follow. */
  private houseOpen = false
  /** "El", "The" stood first: what follows is a house, a place, a title of something. */
  private articled = false
  /** A small word stood before any name of this segment. */
  private prose = false
  /** A credit word stood in this segment. */
  private credited = false
  /** A role or page word stood in this segment. */
  private sawRole = false
  /** It says that somebody with a doctor's degree, or the house, looked through what others wrote. */
  private checked = false
  /** "And" or its like ended the name before, and nothing else has since. */
  private joined = false
  /** The word before was "by" or its like. */
  private afterCredit = false

  constructor(lang: string | null, context: NamesContext) {
    this.lang = lang
    this.context = context
  }

  read(clean: string): NamedCredit[] {
    const text = unshout(withoutHelpers(clean))
    this.shouting = !/\p{Ll}/u.test(text)
    this.checked = /reviewed/i.test(text) && checkedBy.test(text)
    const tokens = tokenize(capitalsLast(lastFirst(text), this.lang))
    for (let at = 0; at < tokens.length && this.found.length < maxNames; at++) this.take(tokens, at)
    this.endName()
    const kept: NamedCredit[] = []
    const seen = new Set<string>()
    for (const { name, kind, known, introduced, role } of this.found) {
      if (role === 'translator' || role === 'other') continue
      const folded = foldName(name)
      if (seen.has(folded)) continue
      seen.add(folded)
      kept.push({ name, kind: kind === 'person' && role !== 'writer' ? role : kind, known, introduced })
    }
    return kept
  }

  private take(tokens: readonly Token[], at: number): void {
    const token = tokens[at] as Token
    const credited = this.afterCredit
    this.afterCredit = false
    if (token.type === 'word') return this.takeWord(token, tokens, at, credited)
    switch (token.type) {
      case 'hard':
        this.endName()
        this.describing = this.doubtful = this.prose = this.sawRole = false
        // "By", and the name on the next line.
        this.credited = this.afterCredit = credited
        // "Bild: AGENCY/NAME": a stroke does not end what the colon began.
        if (token.slash === true && this.role !== 'writer') return
        this.sawTextWord = false
        this.role = 'writer'
        this.pendingRole = null
        return
      case 'soft':
        // "Walter Roe, Jr.": a comma before what belongs to the name.
        if (this.run.length > 1 && isSuffix(tokens[at + 1])) return
        if (token.possessive === true && !this.isLabel(tokens[at + 1])) {
          // "Why Michael Mann's film …" speaks of somebody.
          this.run = []
          this.prose = true
          return
        }
        this.endName()
        if (this.describing) this.doubtful = true
        this.describing = false
        return
      case 'colon':
        this.endName()
        this.describing = false
        this.afterCredit = credited
        this.settleRole()
        return
      case 'prose':
        this.endName()
        this.doubtful = true
        return
    }
  }

  private takeWord(word: WordToken, tokens: readonly Token[], at: number, credited: boolean): void {
    const { folded } = word
    const empty = this.run.length === 0
    const next = tokens[at + 1]
    const nextWord = next?.type === 'word' ? next : null

    if (creditWords.has(folded) && this.isCredit(word, nextWord, next)) {
      this.endName()
      this.describing = this.doubtful = this.prose = this.sawRole = false
      this.afterCredit = this.credited = true
      if (textWords.has(folded)) {
        this.sawTextWord = true
        if (next?.type === 'colon') this.role = 'writer'
      } else this.settleRole()
      return
    }
    if (!this.describing && !empty && this.joins(word, tokens, at)) {
      this.endName()
      this.joined = true
      return
    }
    if (empty && connectors.has(folded) && !this.startsName(word) && !isDotted(word)) {
      if (this.describing) this.doubtful = true
      this.describing = false
      return
    }
    const role = this.roleOf(word, next)
    if (role !== undefined && !(this.run.length > 0 && this.looksLikeSurname(word, nextWord))) {
      const named = !empty
      this.endName()
      if (
        named &&
        next?.type !== 'colon' &&
        !(nextWord !== null && /^(?:by|von|par|por|di|af|av)$/.test(nextWord.folded))
      ) {
        this.amendLast(role)
        this.describing = true
      } else {
        this.describing = false
        this.sawTextWord &&= !named
        this.pendingRole = role
      }
      return
    }
    if (this.describing && this.houseOpen && word.upper) {
      // "Metric Media News Service": the house's name goes on.
      const last = this.found.at(-1)
      if (last !== undefined && last.name.length < 60) last.name = `${last.name} ${word.text}`
      return
    }
    this.houseOpen = false
    if (!word.upper && /^zu[mr]$/.test(folded) && this.run.length > 1 && isKnownGiven(this.run[0]?.folded ?? '')) {
      // "Jan Roe zur Rentenreform": what they speak of.
      this.endName()
      this.describing = true
      return
    }
    if (this.describing) {
      // "AGENCY Opinion columnist Sam Stein": a full name ends a description that stood before any person.
      if (!this.endsDescription(word, tokens, at)) return
      this.describing = false
    }
    if (this.isBarrier(word, next, credited)) {
      if (word.upper || pageWords.has(folded)) this.sawRole = true
      // "Von unserem Redakteur NAME"
      if (this.credited && word.upper && pageWords.has(folded)) this.prose = false
      const named = !empty
      const ofHouse = newsroomWords.has(folded) || (orgWords.has(folded) && (named || !pageWords.has(folded)))
      const control = pageControls.has(folded) && named && isKnownGiven(this.run[0]?.folded ?? '')
      this.endName(ofHouse && !control ? word : undefined)
      this.articled = !named && word.upper && articles.has(word.text)
      if (named) this.describing = !pageControls.has(folded)
      else if (!word.upper && !pageWords.has(folded)) this.inProse(word, nextWord)
      return
    }
    if (empty && this.sawRole && !word.upper && /^(?:de|del|do|dos)$/.test(folded) && !this.startsKnown(nextWord)) {
      // "Catedrático de Derecho": what somebody is, not a name with a particle.
      this.describing = true
      return
    }
    if (!word.upper && !this.shouting && !(particles.has(folded) && (!empty || nextWord?.upper === true))) {
      const named = !empty
      this.endName()
      if (named) this.describing = true
      else this.inProse(word, nextWord)
      return
    }
    this.run.push(word)
  }

  private startsKnown(nextWord: Token | null): boolean {
    return nextWord?.type === 'word' && isKnownGiven(nextWord.folded)
  }

  /** "Reviewed by NAME" is what critics sign; with an adverb before it, or a doctor behind it, it is a check of others' words. */
  private roleOf(word: WordToken, next: Token | undefined): Role | undefined {
    const role = roleWords.get(word.folded)
    // "Penulis: NAME Editor: NAME"
    if (word.folded === 'editor' && next?.type === 'colon' && (this.run.length > 1 || this.found.length > 0))
      return 'other'
    if (word.folded !== 'reviewed') return role
    const isCritic = next?.type === 'word' && next.folded === 'by' && this.run.length === 0 && !this.checked
    return isCritic ? undefined : role
  }

  private endsDescription(word: WordToken, tokens: readonly Token[], at: number): boolean {
    const before = tokens[at - 1]
    const next = tokens[at + 1]
    const after = tokens[at + 2]
    return (
      before?.type === 'word' &&
      personalRole.test(before.folded) &&
      word.upper &&
      isKnownGiven(word.folded) &&
      next?.type === 'word' &&
      next.upper &&
      !isListed(next.folded) &&
      after?.type !== 'word' &&
      !this.found.some((one) => one.kind === 'person' || one.kind === 'unknown')
    )
  }

  /** Small words before any name: what follows is a sentence or an affiliation until a credit word or a break. */
  private inProse(word: { folded: string }, nextWord: Token | null): void {
    if (/^(?:at|in|of|for|fur|bei|beim|an|am|im|de|del|en|na|no|a|chez|auf)$/.test(word.folded) && this.sawRole)
      this.describing = true
    else if (nextWord !== null) this.prose = true
  }

  /** "David Fear's Most Recent Stories" is a label of the author's page. */
  private isLabel(next: Token | undefined): boolean {
    return next?.type !== 'word' || isListed(next.folded)
  }

  /** A role that stood before a colon or "by" now holds for the names that follow. */
  private settleRole(): void {
    if (this.pendingRole !== null) this.role = this.sawTextWord ? 'writer' : this.pendingRole
    else this.role = 'writer'
    this.pendingRole = null
  }

  private isCredit(word: { folded: string; upper: boolean }, nextWord: Token | null, next: Token | undefined): boolean {
    const { folded } = word
    if (this.run.length === 0) {
      if (next?.type === 'colon') return true
      if (!particles.has(folded) && !givenNames.has(folded)) return true
      if (givenNames.has(folded)) return false
      // A particle at the beginning: a credit in front of at least two name words, else part of a name ("Di Maio").
      return folded !== 'de' && nextWord !== null
    }
    if (particles.has(folded)) {
      // "Kommentar von", "Un articolo di" never reach here: a barrier ended the run. "von" inside a name stays.
      return false
    }
    const nextCredit = nextWord?.type === 'word' && creditWords.has(nextWord.folded) && !nextWord.upper
    if (nextCredit && !givenNames.has(folded)) return true
    if (givenNames.has(folded) || word.upper) return textWords.has(folded) && next?.type === 'colon'
    return /^(?:by|par|por|door|przez|oleh|from)$/.test(folded)
  }

  private joins(word: { text: string; folded: string; upper: boolean }, tokens: readonly Token[], at: number): boolean {
    const { folded } = word
    if (isDotted(word)) return false
    if (!connectors.has(folded) || (word.upper && !this.shouting && !/^(?:and|und|et)$/.test(folded))) return false
    if (!particles.has(folded) && folded.length > 1) return true
    if (folded === '&' || folded === '+') return true
    // Single letters and words that also stand inside names: both sides must be whole names.
    if (this.run.length < 2) return false
    const next = tokens[at + 1]
    const after = tokens[at + 2]
    if (next?.type !== 'word' || after?.type !== 'word') return false
    return next.upper && !connectors.has(after.folded)
  }

  private startsName(word: { text: string; upper: boolean; folded: string }): boolean {
    return word.upper && givenNames.has(word.folded)
  }

  /** A role word that is also a family name ("Max Bild", "Anna Foto") only when nothing else follows: too rare to trust. */
  private looksLikeSurname(word: { upper: boolean; folded: string }, nextWord: Token | null): boolean {
    return ambiguousWords.has(word.folded) && word.upper && nextWord === null && this.run.length === 1
  }

  /** True for words that cannot go on a name. */
  private isBarrier(
    word: { text: string; folded: string; upper: boolean },
    next: Token | undefined,
    credited: boolean,
  ): boolean {
    const { folded } = word
    const nextWord = next?.type === 'word' ? next : null
    if (isInitial(word.text) && word.upper) return false
    if (
      this.run.length > 1 &&
      isAcronym(word.text) &&
      !this.shouting &&
      !this.endsInCapitals(folded) &&
      this.run.some((one) => /\p{Ll}/u.test(one.text))
    )
      return true
    if (this.run.length === 0 && namesRole(folded)) return true
    // "Lê", "Hoàng": the accent tells a Vietnamese name from the small word of another language.
    if (word.upper && this.lang?.startsWith('vi') === true) {
      if (word.text.toLowerCase() !== folded || vietnameseFamilies.has(this.run[0]?.folded ?? '')) return false
    }
    if (companyForms.has(folded) && this.run.length > 0 && !this.isCompanyForm(word)) return false
    const listed = pageWords.has(folded) || smallWords.has(folded) || newsroomWords.has(folded) || orgWords.has(folded)
    if (!listed) return false
    if (!word.upper && !this.shouting)
      return !(particles.has(folded) && (this.run.length > 0 || nextWord?.upper === true))
    const beforeDate = next?.type === 'hard' && next.digits === true
    const given = givenNames.has(folded)
    const ambiguous = ambiguousWords.has(folded) || (given && !newsroomWords.has(folded))
    if (this.run.length === 0) {
      if (particles.has(folded) && nextWord?.upper === true && !smallWords.has(folded)) return false
      const goesOn = nextWord !== null && (nextWord.upper || particles.has(nextWord.folded))
      return !(ambiguous && goesOn && (given || credited || (givenMonths.has(folded) && !isListed(nextWord.folded))))
    }
    if (given && nextWord?.upper === true && this.run.length >= 2 && !isListed(nextWord.folded)) return false
    if (particles.has(folded) && nextWord?.upper === true) return false
    // A family name that is also a word: right after a known given name, and nothing follows but a break or a description.
    const second =
      this.run.length <= 2 && isKnownGiven(this.run[0]?.folded ?? '') && !(beforeDate && this.run.length > 1)
    const closes = nextWord === null || !nextWord.upper || isListed(nextWord.folded)
    if (second && ambiguous && (closes || this.run.length === 1)) return false
    if (this.run.length === 1 && ambiguousWords.has(folded) && closes && !isListed(this.run[0]?.folded ?? ''))
      return false
    // "Von Felix Buch": behind a credit word and a given name even a word of the page is a family name.
    if (second && this.credited && this.run.length === 1 && nextWord === null && pageWords.has(folded))
      return newsroomWords.has(folded) || orgWords.has(folded)
    return !(second && this.run.length === 1 && smallWords.has(folded) && closes)
  }

  /** "Yann LE GOFF", "Jean Paul ROUX": capitals that go on with a family name, not the letters of a house. */
  private endsInCapitals(folded: string): boolean {
    if (agencies.has(folded)) return false
    const last = this.run.at(-1)
    if (last === undefined) return false
    return (
      /^\p{Lu}{2,}$/u.test(last.text) || (this.run.length === 2 && this.run.every((one) => isKnownGiven(one.folded)))
    )
  }

  /** "Muster AG" is one; "Brandão de Sá" and "Ngozi Co" are not. */
  private isCompanyForm({ text, folded }: { text: string; folded: string }): boolean {
    const before = this.run.at(-1)
    if (text.toLowerCase() !== folded || (before !== undefined && particles.has(before.folded))) return false
    return this.shouting || text === text.toUpperCase() || /^(?:SpA|Srl|Oy|eV)$/.test(text)
  }

  /** The picture credit that follows a name: "Max Muster (Fotos)", "Jane Roe, Photographer". */
  private amendLast(role: Role): void {
    const last = this.found.at(-1)
    if (role !== 'other' && last !== undefined && last.role === 'writer' && !this.sawTextWord) last.role = role
  }

  private endName(barrier?: { text: string; folded: string }): void {
    const run = this.run
    const { joined } = this
    this.run = []
    this.joined = false
    const agency = barrier === undefined ? '' : `${run.at(-1)?.folded ?? ''} ${barrier.folded}`
    if (barrier !== undefined && run.length > 2 && agencies.has(agency)) {
      // "Jane Roe Associated Press": two credits without a break.
      this.judge(run.slice(0, -1), false)
      this.add(`${run.at(-1)?.text ?? ''} ${barrier.text}`, 'agency', false)
      return
    }
    if (barrier !== undefined) {
      // "TG Daily Staff", "Redaktion Polizeiticker": the words around it are the house, not a person.
      const kind: ContributorKind = newsroomWords.has(barrier.folded) ? 'newsroom' : 'organisation'
      const known = run.length >= 2 && givenNames.has(run[0]?.folded ?? '') && kind === 'newsroom'
      if (!known) {
        // "Fujian Agriculture and Forestry University": both are the house's.
        const last = this.found.at(-1)
        if (joined && kind === 'organisation' && last?.kind === 'person' && !last.known) this.found.pop()
        this.add([...run.map((word) => word.text), barrier.text].join(' '), kind, false)
        this.describing = this.houseOpen = true
        return
      }
    }
    if (run.length === 0) return
    if (this.pendingRole !== null && this.found.length === 0) this.settleRole()
    const { articled } = this
    this.articled = false
    for (const part of splitRun(run, this.lang)) this.judge(part, articled)
  }

  private judge(run: readonly WordToken[], articled: boolean): void {
    let words = [...run]
    let titled = false
    while (words[0] !== undefined && isTitle(words[0], titled)) {
      titled = true
      words = words.slice(1)
    }
    while (words.length > 2 && degrees.has(bare(words.at(-1)?.folded ?? ''))) words = words.slice(0, -1)
    // "Jane Roe Jane is …": the biography begins.
    if (words.length > 2 && words.at(-1)?.folded === words[0]?.folded) words = words.slice(0, -1)
    while (words.length > 2 && agencies.has(words.at(-1)?.folded ?? '')) words = words.slice(0, -1)
    while (words.length > 2 && words[0]?.upper === false && isKnownGiven(words[1]?.folded ?? '')) words = words.slice(1)
    while (words.length > 0 && words.at(-1)?.upper === false) words = words.slice(0, -1)
    const first = words[0]
    if (first === undefined) return
    const texts = words.map((word) => word.text)
    const printed = texts.join(' ').replace(/[’'‘]s$/u, '')
    const phrase = phraseOf(printed)
    const fixed = phraseKind(phrase)
    if (fixed !== null) return this.add(printed, fixed, false)
    const known =
      words.some((word, at) => at < 2 && isKnownGiven(word.folded)) ||
      (this.lang?.startsWith('vi') === true && vietnameseFamilies.has(first.folded)) ||
      (this.lang !== null && /^(?:tr|az)\b/i.test(this.lang) && turkicGiven.test(first.folded))
    if (words.some(({ folded }) => namesHouse(folded))) return this.add(printed, 'organisation', false)
    const house = this.context.house?.has(phrase.replace(/[^\p{L}\p{M}\p{N}]+/gu, '')) === true
    if (house && !known) return this.add(printed, 'organisation', false)
    // "Б.Энхтуяа", "K.Shanmugam": an initial written to the name, which may be all of it.
    if (words.length === 1 && initialAndName.test(first.text)) return this.add(printed, 'person', known)
    if (words.some((word) => isAddress(word.text))) return this.add(printed, 'organisation', false)
    const solid = words.filter(
      (word, at) =>
        !isInitial(word.text) &&
        !(particles.has(word.folded) && !(at === 0 && word.upper)) &&
        // "José Neto": one of two words is the family name.
        (words.length === 2 || !suffixes.has(bare(word.folded))),
    )
    const initials = words.filter((word) => isInitial(word.text)).length
    if (words.length === 1 || solid.length === 0 || solid.length + initials < 2)
      return this.add(printed, 'unknown', known)
    if (words.length > 7 || solid.length > 5 || printed.length > 60) return
    if (solid.every((word) => word.text.length < 2)) return this.add(printed, 'unknown', false)
    if (words.every((word) => placeWords.has(word.folded))) return
    if (!known && placePhrases.has(foldName(printed))) return
    if (articled || (words.length === 2 && this.isArticle(first)) || isWire(first))
      return this.add(printed, 'organisation', false)
    if (/^(?:ciudad|cidade|ciutat|citta)$/.test(first.folded)) return
    const last = words.at(-1)?.folded ?? ''
    if (deskEnding.test(last) || (newsroomWords.has(last) && !known)) return this.add(printed, 'newsroom', false)
    if (consonants.test(first.text) && /\p{Ll}/u.test(printed)) return this.add(printed, 'organisation', false)
    if ((this.doubtful && !known) || this.prose) return
    this.add(printed, 'person', known)
  }

  /** "Le" is a family name in Vietnam, "O" an initial elsewhere. */
  private isArticle({ folded }: WordToken): boolean {
    if (leadingArticles.has(folded)) return true
    return (
      this.lang !== null &&
      (/^fr\b/i.test(this.lang) ? folded === 'le' : /^pt\b/i.test(this.lang) && /^[oa]s?$/.test(folded))
    )
  }

  private add(name: string, kind: ContributorKind, known: boolean): void {
    const tidy = kind === 'person' ? restoreCase(trimName(name), this.lang) : trimName(name)
    if (tidy === '' || tidy.length > 80) return
    this.found.push({ name: tidy, kind, known, introduced: this.credited, role: this.role })
    this.sawTextWord = false
  }
}

/** Turkish given names are also made of two: Sehernur, Gökçenaz, Taylanalp. No list has them all. */
const turkicGiven = /^\p{L}{3,}(?:nur|gul|naz|can|han|alp|kan|tan|nisa)$/u

const personalRole =
  /^(?:columnist|correspondent|reporter|writer|editor|contributor|kolumnist|kolumnistin|korrespondent|korrespondentin)$/

const checkedBy =
  /\p{L}+ly reviewed|(?:peer|fact|expert)[- ]reviewed|reviewed(?: by)?:? .*(?:\b(?:M\.?D|Ph\.?D|R\.?N|R\.?D|D\.?O|DDS|DVM|PharmD|MBBS|CPA|LCSW)\b|editor|staff|board|team|expert|\p{N})/iu

const initialAndName = /^(?:\p{Lu}\.){1,2}\p{Lu}[\p{Ll}\p{M}]{2,}$/u

/** "example.org" */
const isAddress = (text: string): boolean =>
  text.length > 5 && text.includes('.') && /\.\p{L}{2,}$/u.test(text) && !isInitial(text) && !initialAndName.test(text)

/** "Software-Redaktion": a desk of the house. */
const deskEnding = /-redaktion$/

/** "CNN Wire": nobody's given name, and too many for initials. */
const consonants = /^[BCDFGHJKLMNPQRSTVWXZ]{3,5}$/

/** Lines that thank helpers: "X and Y contributed to this report." */
function withoutHelpers(text: string): string {
  if (!/contribut|additional reporting|mitarbeit:|beigetragen|colabor[oó] en|a contribué|ont contribué/i.test(text))
    return text
  return text
    .split('\n')
    .map((line) =>
      line.replace(
        /[^.|]*(?:contributed\b|additional reporting|mitarbeit:|beigetragen|colabor[oó] en|a contribué|ont contribué).*$/iu,
        '',
      ),
    )
    .join('\n')
}

/** Words of a page's controls that also stand in names of organisations; after a name they are controls. */
const pageControls = new Set(
  'twitter facebook instagram youtube github linkedin news online blog podcast newsletter television tv radio media digital'.split(
    ' ',
  ),
)

/** Months that are also given names: "August Sørensen". */
const givenMonths = new Set(['april', 'may', 'june', 'august', 'avril', 'mai', 'juni', 'juli'])

/** "LA NACION": an article before one word is a house; before two it may begin a family name. */
const leadingArticles = new Set('la el los las les die het the il'.split(' '))

/** "Reuters Breakingviews": a part of an agency. */
const isWire = (first: WordToken): boolean => /^(?:reuters|bloomberg|xinhua|interfax|yonhap)$/.test(first.folded)

/** "A." and "Y." are initials, not "a" and "y". */
const isDotted = (word: { text: string }): boolean => /^\p{Lu}\.$/u.test(word.text)

const articles = new Set('The El Los Las Il Die Das Der Der Het Le Les'.split(' '))

/** "Dr.", "Prof."; "Phil" and "Don" only behind another title or with a full stop, since they are names as well. */
function isTitle(word: WordToken, titled: boolean): boolean {
  const folded = bare(word.folded)
  if (!honorifics.has(folded) || isInitial(word.text)) return false
  return titled || word.text.endsWith('.') || !givenNames.has(folded)
}

/** Characters of the shortest compound that ends so. */
const minCompound = 9

/** A German compound that names a role. */
export const namesRole = (folded: string): boolean => folded.length >= minCompound && roleEnding.test(folded)

const roleEnding =
  /\p{L}{4}(?:leiter(?:in)?|redakteur(?:in)?|redaktor(?:in)?|sprecher(?:in)?|expert(?:e|in)|beauftragter?|referent(?:in)?|korrespondent(?:in)?|journalist(?:in)?|direktor(?:in)?|vorsitzender?|professor(?:in)?|minister(?:in)?|wissenschaftler(?:in)?|berater(?:in)?|autor(?:in)?|reporter(?:in)?|koordinator(?:in)?|assistent(?:in)?|manager(?:in)?|forscher(?:in)?|politiker(?:in)?)$/u

/** A German compound that names a house. */
export const namesHouse = (folded: string): boolean => folded.length >= minCompound && orgEnding.test(folded)

const orgEnding =
  /\p{L}{4}(?:verband|verbandes|verein|gesellschaft|stiftung|zentrum|institut|verlag|zeitung|agentur|ministerium|kammer|redaktion|dienst|zentrale|hochschule|universitat|akademie|magazin|portal|blatter|nachrichten|ticker)$/u

const isSuffix = (token: Token | undefined): boolean =>
  token?.type === 'word' && /^(?:jr|sr|ii|iii|iv)$/.test(bare(token.folded))

const isListed = (folded: string): boolean =>
  pageWords.has(folded) || smallWords.has(folded) || newsroomWords.has(folded) || orgWords.has(folded)
