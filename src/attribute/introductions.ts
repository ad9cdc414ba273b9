// What languages say before a name without a credit word: "Una columna de …", "dal nostro inviato …", "Του …", "…'ın yazısı".
import { foldLetters } from '../base/index.ts'
import { givenNames } from './data/given-names.ts'

/** Nouns for a piece, and the preposition that leads from it to its writer. Folded, without accents. */
const pieces: readonly RegExp[] = [
  // Spanish, Catalan, Galician, Portuguese
  /^(?:(?:la|una?|el|o|a|uma?|os|as) |l')?(?:columna|entrevista|reportaje|reportagem|coluna|articulo|article|artigo|opinion|opinio|opiniao|analisis|analise|tribuna|cronica|comentario|comentari|editorial|carta|carta abierta|blog|firma)(?: de opinion| de opiniao| invitad[ao]| convidad[ao]| realizada| feita| conduzida)? (?:de|d|do|da|del|por|per) /,
  // French
  /^(?:(?:la|une?|le) |l')?(?:chronique|tribune|edito|editorial|billet|analyse|opinion|carte blanche|point de vue|humeur|entretien)(?: d'humeur| libre)? (?:de|d|par) /,
  // Italian, Romanian
  /^(?:(?:il|una?|la|lo|un) |l'|un')?(?:commento|intervista|interviu|editoriale|analisi|opinione|rubrica|corsivo|punto|intervento|articolo|lettera|editorialul|opinie|opinia|comentariu|comentariul|cronica|articol)(?: semnat)? (?:di|de|a cura di) /,
  // Dutch, Afrikaans
  /^(?:(?:een|de|het|die) )?(?:column|rubriek|opinie|opiniestuk|commentaar|analyse|essay|blog|gastbijdrage|meningsstuk) (?:van|door|deur) /,
  // Swedish, Norwegian, Danish, Icelandic
  /^(?:en |ett |et )?(?:kronikan?|kolumn|ledare|leder|kommentar|klumme|kronik|kronikk|analyse?|debatt|debattinlagg|kronika|essa|signed|gastkronika|gjestekommentar|pistill) (?:av|af|eftir) /,
  // German
  /^(?:(?:ein|eine|der|die|das|unser|unsere) )?(?:gast)?(?:kommentar|kolumne|glosse|essay|analyse|leitartikel|einwurf|zwischenruf|standpunkt|debattenbeitrag|beitrag|bericht|reportage|rezension|kritik|nachruf|meinung|randnotiz) von /,
  /^van onze (?:redacteur|verslaggever|correspondente?|columniste?) /,
  // From their own correspondents
  /^(?:dal|dalla) nostr[oa] (?:inviat[oa]|corrispondente) /,
  /^(?:de|par) notre (?:envoyee? speciale?|correspondante?|redacteur|redactrice) /,
  /^(?:de|por) nuestr[oa] (?:enviad[oa] especial|corresponsal) /,
]

/** What stands before whoever asked the questions, or wrote down the answers: that is the writer, not the one who answers. */
const askers: readonly RegExp[] = [
  /^(?:(?:das|dieses) )?(?:gesprach|interview)(?: mit [^:]{2,60}?)? (?:fuhrten?|moderierten?)(?: unsere? \S+)? /,
  /^(?:die )?fragen stellten? |^mit [^:\n]{3,60} sprach(?:en)? /,
  /^(?:aufgezeichnet|protokolliert|interviewt|befragt|notiert) (?:von|hat) |^interviewer(?:in)? ?: ?/,
  /^(?:propos recueillis|entretien (?:realise|mene|conduit)|interview (?:realisee|menee)|recueilli) par /,
  /^(?:texto y entrevista|entrevistado|entrevistada|entrevistados) (?:de|por) /,
  /^(?:rozmawial[aiy]?|rozmawia|rozmowe przeprowadzil[ai]?|wywiad przeprowadzil[ai]?|pytal[ai]?) (?!z )|^z [^:\n]{3,60} (?:rozmawia|rozmawial[aiy]?) /,
  /^(?:беседовал[аи]?|интервью (?:брал[аи]?|взял[аи]?|провел[аи]?|подготовил[аи]?)|записал[аи]?|расспрашивал[аи]?) /,
  /^(?:розмовляв|розмовляла|розмовляли|спілкувався|спілкувалася|спілкувалась|бесідував|бесідувала|записав|записала) /,
  /^(?:разговаря|разговора води|интервюто взе|razgovarao|razgovarala|razgovor vodi(?:o|la)?|разговарао|разговарала) /,
  /^(?:rozhovor vedl[aiy]?|ptal[ai]? se|zeptal[ai]? se|rozhovor viedol|rozhovor viedla|pyta(?:l|la|li) sa) /,
  /^(?:az interjut keszitette|interju|kerdezett|lejegyezte) ?: ?/,
  /^(?:roportaji? (?:yapan|gerceklestiren)|roportaj|soylesi|konusan) ?: ?/,
  /^(?:haastattelija|haastattelu|intervjuare|intervju|interviewer) ?: ?|^(?:intervju|interview) (?:av|af|door) /,
]

/** Whoever put it into another language: "Aus dem Englischen von …", "Traduit de l'anglais par …". */
const translators =
  /^(?:aus (?:dem|der) \S+(?: sprache)?(?: ubersetzt| ubertragen)? (?:von|durch)|ubersetzt (?:von|aus)|ins \S+ ubersetzt|deutsch von|traduit |traduzione (?:di|a cura)|traducido |traduccion |traduzido |traducao |traduction |translated |translation |uit het \S+ vertaald|vertaald |vertaling|przelozyl|przeklad|tlumaczyl|tlumaczenie|перевел|переклав|переклала|перевод с|переклад |z \S+ (?:prelozil|przelozyl)|oversat |oversatt |forditotta|ceviren|dari bahasa \S+ oleh)/

/** In their languages the noun bends the name behind it, and its own form is not printed. */
export const bendingNouns: readonly string[] =
  'колонка колумна комментарий коментар блог мнение думка статья стаття фельетон felieton komentarz opinia kolumna analiza komentar komentář komentár glosa sloupek názor kolumni kommentti'.split(
    ' ',
  )
const bending = new RegExp(`^(?:${bendingNouns.join('|')}|авторская колонка) (?=\\p{Lu})`, 'iu')

/** "Jukka Kemppisen kolumni": so does Finnish before it. */
const bendingBehind = /^\p{Lu}\S+ \p{Lu}\S*n (?:kolumni|kommentti|analyysi|essee|blogi)$/u

/** Credit words that are a name or another word elsewhere. */
const creditsOf: Readonly<Record<string, RegExp>> = {
  af: /^deur /,
  ca: /^per /,
  cy: /^gan /,
  fil: /^(?:ni|nina) /,
  ha: /^daga /,
  id: /^(?:kolom|opini|catatan|tulisan|artikel)(?: oleh)? ?:? /,
  is: /^eftir /,
  ms: /^(?:kolum|rencana|ulasan)(?: oleh)? ?:? /,
  sq: /^nga /,
  sw: /^(?:na|imeandikwa na) /,
  tl: /^(?:ni|nina) /,
  vi: /^(?:tac gia|bai(?: viet)?|nguoi dang|thuc hien) ?:? /,
}

/**
 * A line of a credit from where the name begins, `line` itself when nothing of the sort stands before it, and null when a
 * person is named in a form that is not the name's own. Linear; the letters' count of folding is held against the line's.
 */
export function afterIntroduction(line: string, lang: string | null): string | null {
  if (bending.test(line) || bendingBehind.test(line)) return null
  const tongue = tongueOf(lang)
  const start = foldStart(line)
  if (translators.test(start)) return null
  const own = creditsOf[tongue]
  const likely = anyIntroduction.test(start) ? introductions : []
  for (const piece of own === undefined ? likely : [own, ...likely]) {
    const length = piece.exec(start)?.[0].length ?? 0
    if (length > 0 && /^\p{Lu}/u.test(line.slice(length))) return line.slice(length)
  }
  if (tongue === 'el') return greekName(line)
  if (tongue === 'tr' || tongue === 'az') return line.replace(turkishEnding, '$1')
  return line
}

/** Whether a word that is a name elsewhere may introduce one in this language. */
export function hasOwnCredit(lang: string | null): boolean {
  return creditsOf[tongueOf(lang)] !== undefined
}

function tongueOf(lang: string | null): string {
  return lang === null
    ? ''
    : lang
        .slice(0, 3)
        .replace(/[-_].*/, '')
        .toLowerCase()
}

const introductions: readonly RegExp[] = [...pieces, ...askers]
/** Most lines begin with none of them, which is seen at once. */
const anyIntroduction = new RegExp(introductions.map(({ source }) => source).join('|'))

const maxStart = 90

/** The line's first letters, folded one by one, so that each stands where it stood. */
function foldStart(line: string): string {
  const start = line.slice(0, maxStart)
  const folded = fold(start)
  return folded.length === start.length ? folded : start.toLowerCase().replace(/[^\x20-\x7e]/g, foldAlone)
}

function foldAlone(letter: string): string {
  const folded = fold(letter)
  return folded.length === 1 ? folded : letter.length === 1 ? '?' : letter
}

const fold = (text: string): string => foldLetters(text).replace(/[’‘`´]/g, "'")

/** Turkish puts its endings behind an apostrophe: "Ayşe Deniz'in yazısı". */
const turkishEnding = /(\p{L})[’'](?:n?[ıiuü]n|n?[ae]|y[aeıiuü]|[dt][ae]n?|yl[ae])(?=[\s,.:;]|$)/gu

/** "Του Νίκου Λιμανίδη", "Από τον Νίκο Λιμανίδη", "Γράφει ο Νίκος Λιμανίδης". */
function greekName(line: string): string {
  const plain = line.replace(/^(?:Γράφ(?:ει|ουν)|Της? δημοσιογράφου)(?: (?:ο|η|οι))? (?=\p{Lu})/u, '')
  if (plain !== line) return plain
  return line.replace(
    /(?<![\p{L}])([Ττ]ου|[Ττ]ης|[Αα]πό τον|[Αα]πό την) (\p{Lu}\p{L}+) (?:(\p{Lu}\p{L}*\.) )?(\p{Lu}\p{L}+)/gu,
    (_, article: string, given: string, middle: string | undefined, family: string) => {
      const woman = /(?:ης|ην)$/u.test(article)
      const name = woman ? womansGiven(given) : mansGiven(given)
      return [name, middle, woman ? family : mansFamily(family)].filter((part) => part !== undefined).join(' ')
    },
  )
}

/** Μαρίας → Μαρία, Ελένης → Ελένη; a woman's family name is the same in both. */
function womansGiven(given: string): string {
  return given.endsWith('ς') ? given.slice(0, -1) : given
}

/** Νίκου, Νίκο → Νίκος, Γιάννη → Γιάννης, Κώστα → Κώστας: the form that is a known given name, else the likelier. */
function mansGiven(given: string): string {
  const stem = given.replace(/(?:ου|ο|η|α)$/u, '')
  const forms = given.endsWith('ου') || given.endsWith('ο') ? [`${stem}ος`, `${stem}ης`] : [`${given}ς`]
  return forms.find((form) => givenNames.has(foldLetters(form))) ?? forms[0] ?? given
}

/** -ίδη → -ίδης, -α → -ας, -όπουλου → -όπουλος; other names in -ου are as often their own form. */
function mansFamily(family: string): string {
  if (/(?:όπουλ|άκ)ου$/u.test(family)) return `${family.slice(0, -2)}ος`
  if (/[ηήαά]$/u.test(family)) return `${family}ς`
  return /[οό]$/u.test(family) ? `${family}ς` : family
}
