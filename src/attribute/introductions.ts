// What languages say before a name without a credit word: "Una columna de …", "dal nostro inviato …", "Του …", "…'ın yazısı".
import { foldLetters } from '../base/index.ts'
import { givenNames } from './data/given-names.ts'

/** Nouns for a piece, and the preposition that leads from it to its writer. Folded, without accents. */
const pieces: readonly RegExp[] = [
  // Spanish, Catalan, Galician, Portuguese
  /^(?:(?:la|una?|el|o|a|uma?|os|as) |l')?(?:columna|coluna|articulo|article|artigo|opinion|opinio|opiniao|analisis|analise|tribuna|cronica|comentario|comentari|editorial|carta|carta abierta|blog|firma)(?: de opinion| de opiniao| invitad[ao]| convidad[ao])? (?:de|d|do|da|del|por|per) /,
  // French
  /^(?:(?:la|une?|le) |l')?(?:chronique|tribune|edito|editorial|billet|analyse|opinion|carte blanche|point de vue|humeur|entretien)(?: d'humeur| libre)? (?:de|d|par) /,
  // Italian, Romanian
  /^(?:(?:il|una?|la|lo|un) |l'|un')?(?:commento|editoriale|analisi|opinione|rubrica|corsivo|punto|intervento|articolo|lettera|editorialul|opinie|opinia|comentariu|comentariul|cronica|articol)(?: semnat)? (?:di|de|a cura di) /,
  // Dutch, Afrikaans
  /^(?:(?:een|de|het|die) )?(?:column|rubriek|opinie|opiniestuk|commentaar|analyse|essay|blog|gastbijdrage|meningsstuk) (?:van|door|deur) /,
  // Swedish, Norwegian, Danish, Icelandic
  /^(?:en |ett |et )?(?:kronikan?|kolumn|ledare|leder|kommentar|klumme|kronik|kronikk|analyse?|debatt|debattinlagg|kronika|essa|signed|gastkronika|gjestekommentar|pistill) (?:av|af|eftir) /,
  // From their own correspondents
  /^(?:dal|dalla) nostr[oa] (?:inviat[oa]|corrispondente) /,
  /^(?:de|par) notre (?:envoyee? speciale?|correspondante?|redacteur|redactrice) /,
  /^(?:de|por) nuestr[oa] (?:enviad[oa] especial|corresponsal) /,
]

/** In these languages the noun bends the name behind it, and its own form is not printed. */
const bending =
  /^(?:колонка|колумна|комментарий|коментар|блог|мнение|думка|статья|стаття|фельетон|авторская колонка|felieton|komentarz|opinia|kolumna|analiza|komentar|komentář|komentár|glosa|sloupek|názor|kolumni|kommentti) (?=\p{Lu})/iu

/** "Jukka Kemppisen kolumni": so does Finnish before it. */
const bendingBehind = /^\p{Lu}\S+ \p{Lu}\S*n (?:kolumni|kommentti|analyysi|essee|blogi)$/u

/** Credit words that are a name or another word elsewhere. */
const creditsOf: Readonly<Record<string, RegExp>> = {
  af: /^deur /,
  ca: /^per /,
  cy: /^gan /,
  fil: /^(?:ni|nina) /,
  ha: /^daga /,
  is: /^eftir /,
  sq: /^nga /,
  sw: /^(?:na|imeandikwa na) /,
  tl: /^(?:ni|nina) /,
}

/**
 * A line of a credit from where the name begins, `line` itself when nothing of the sort stands before it, and null when a
 * person is named in a form that is not the name's own. Linear; the letters' count of folding is held against the line's.
 */
export function afterIntroduction(line: string, lang: string | null): string | null {
  if (bending.test(line) || bendingBehind.test(line)) return null
  const tongue =
    lang
      ?.slice(0, 3)
      .replace(/[-_].*/, '')
      .toLowerCase() ?? ''
  const start = fold(line.slice(0, 60))
  // A letter that folds to two would shift what follows.
  if (start.length === Math.min(line.length, 60)) {
    const own = creditsOf[tongue]
    for (const piece of own === undefined ? pieces : [own, ...pieces]) {
      const length = piece.exec(start)?.[0].length ?? 0
      if (length > 0 && /^\p{Lu}/u.test(line.slice(length))) return line.slice(length)
    }
  }
  if (tongue === 'el') return greekName(line)
  if (tongue === 'tr' || tongue === 'az') return line.replace(turkishEnding, '$1')
  return line
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
