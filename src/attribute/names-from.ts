// A printed credit becomes the names in it, each with what kind of contributor it is. The first half of attribution.
import type { ContributorKind } from '../model/index.ts'
import { cleanCredit, isPlainWords } from './clean-credit.ts'
import { CreditReader, maxNames, type NamesContext } from './credit-reader.ts'
import { givenNames } from './data/given-names.ts'
import { phraseKind, phraseOf } from './fixed-phrases.ts'
import { houseCredit } from './house-credits.ts'
import { afterIntroduction } from './introductions.ts'
import { namesInUncasedScript } from './names-uncased.ts'
import { plainCredit } from './plain-credit.ts'
import type { NamedCredit } from './types.ts'

/**
 * The names in one credit, in the order they stand. Persons are whole names of two to six words; what is no person comes
 * with its kind or not at all: never a sentence, a section, a date. `unknown` is a single name, a handle, initials.
 * At most 40 names of at most 60 characters each; work is linear in the first 600 characters.
 */
export function creditsFrom(text: string, lang: string | null, context: NamesContext = {}): NamedCredit[] {
  const plain = plainCredit(text, lang)
  if (plain !== null) return [plain]
  const clean = isPlainWords(text) ? unglued(text) : onlyCredit(cleanCredit(text))
  if (clean === '') return []
  const whole = wholeKind(clean, context) ?? houseKind(clean, lang, context)
  if (whole !== null) return [whole]
  const uncased = namesInUncasedScript(clean, lang, context)
  if (uncased !== null) return uncased.slice(0, maxNames)
  const lines = withoutEditors(clean.split('\n')).map((line) => introduced(line, lang))
  return new CreditReader(lang, context).read(lines.filter((line) => line !== null).join('\n'))
}

/** What a credit says of people, one name or line after the other. */
function onlyCredit(clean: string): string {
  return (
    unglued(
      clean
        // The form of RSS: "jane@example.org (Jane Doe)".
        .replace(/^[\w.+-]{1,64}@[\w.-]{1,80} ?\(([^()]{3,60})\)$/u, '$1')
        .replace(/^(\p{L}{2,20})_(\p{L}{2,20})$/u, '$1 $2'),
    )
      // "Jane RoeMay 3": a date glued to it.
      .replace(gluedDate, '$1 ')
      // A line that asks or exclaims is no credit.
      .replace(/^.*\p{L}[^\n]*[?!]+[”"’]?$/gmu, '')
      // What stands in quotation marks is a headline, not a name; nicknames are short.
      .replace(/(?<!\p{L})[“„«‘"][^”“»’"\n]{14,200}[”“»’"](?!\p{L})/gu, ' … ')
  )
}

function unglued(text: string): string {
  // "Jane DoeJane Doe": the name of a link and the title of its picture.
  const isTwice = text.endsWith(text.slice(0, text.length >> 1))
  return (
    (isTwice ? text.replace(/^(\p{Lu}[^\n]{5,58}?) ?\1$/u, '$1') : text)
      // "ByJane Doe": a credit word glued to the name.
      .replace(/^(By|Por|Par|Text|Autor|Author)(?=\p{Lu}\p{Ll})/u, '$1 ')
  )
}

/** A line without what its language says before a name, for which the word of credit stands that all languages share here. */
function introduced(line: string, lang: string | null): string | null {
  const rest = afterIntroduction(line, lang)
  return rest !== null && rest.length < line.length && line.endsWith(rest) ? `by ${rest}` : rest
}

/** "Penulis NAME" above "Editor NAME": beside its writer, a piece's editor is not another one. */
function withoutEditors(lines: readonly string[]): readonly string[] {
  if (lines.length < 2 || !lines.some((line) => editorLine.test(line))) return lines
  const writers = lines.filter((line) => !editorLine.test(line))
  return writers.some((line) => writerLine.test(line)) ? writers : lines
}

/** A label before a name; "Editor-in-chief" is somebody's office. */
export const editorLine =
  /^(?:editor|redaktur|penyunting|urednik|urednica|уредник|редактор|biên tập|redigering|editing|szerkesztő|editör)\s?:?\s(?=\p{Lu}[\p{L}.’'-]+ \p{Lu})/iu
const writerLine =
  /^(?:by|von|penulis|oleh|pewarta|reporter|author|autor|автор|пише|piše|tác giả|szerző|yazar|written by|words by|text)\s?:?\s(?=\p{Lu})/iu

const gluedDate =
  /(\p{Ll})(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Published|Updated|Posted)[a-z]{0,6}\.? ?[\p{N}:])/gu

/** As `creditsFrom`, without the certainty: the folder's public face. */
export function namesFrom(text: string, lang: string | null): { name: string; kind: ContributorKind }[] {
  return creditsFrom(text, lang).map(({ name, kind }) => ({ name, kind }))
}

/** Kind of a credit that is one fixed phrase as a whole: an agency, a placeholder, the editorial board, the house. */
function wholeKind(text: string, context: NamesContext): NamedCredit | null {
  const phrase = phraseOf(text)
  if (phrase.length > 60) return null
  const bare = phrase.replace(/^(?:by|von|par|por|di|foto|the|of|from) /, '')
  const kind = phraseKind(bare) ?? (bare === phrase ? null : phraseKind(phrase))
  const named = (kind: ContributorKind): NamedCredit => {
    const name = text.replace(/\s+/g, ' ').replace(/^(?:by|von|par|por|di)[: ]+/i, '')
    return { name: name.slice(0, 60).trim(), kind, known: false }
  }
  if (kind !== null) return named(kind)
  if (context.house?.has(bare.replace(/[^\p{L}\p{M}\p{N}]+/gu, '')) === true && !startsWithGivenName(bare))
    return named('organisation')
  if (/^(?:the )?.{2,40} (?:author|admin|administrator)$/.test(phrase) && !startsWithGivenName(phrase))
    return named('placeholder')
  return null
}

/** An editorial board, agency or desk that bears a name. */
function houseKind(text: string, lang: string | null, context: NamesContext): NamedCredit | null {
  // A box about the author goes on with what the house says of itself.
  const house = houseCredit(text.split('\n', 1)[0] ?? '', lang, context.house)
  return house === null ? null : { ...house, known: false }
}

function startsWithGivenName(phrase: string): boolean {
  const first = /^[\p{L}\p{M}]+/u.exec(phrase)?.[0] ?? ''
  return givenNames.has(first)
}
