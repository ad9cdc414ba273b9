// How a name sounds, coarsely, in Latin letters: `Навальный`, `Navalny` and `Nawalnyj` meet. For finding, never for telling
// that two names are one person's. Scripts that write no vowels, and those of the East, have no key.
import { foldLetters } from './fold-letters.ts'

/** Letters as foldLetters leaves them: й is и, ё is е. */
const sounds = new Map(
  (
    [
      [
        'а б в г ґ д е є ж з и і к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я ђ ј љ њ ћ џ',
        'a b v g g d e e zh z i i k l m n o p r s t u f kh ts ch sh sh _ y _ e yu ya dj j lj nj c dz',
      ],
      ['α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'],
    ] as const
  ).flatMap(([letters, latin]) => {
    const spelled = latin.split(' ')
    return letters.split(' ').map((letter, i) => [letter, spelled[i] === '_' ? '' : spelled[i]!] as const)
  }),
)

/** One word's key and the alphabet it came from, or null where there is none. */
export function soundKey(word: string): { readonly key: string; readonly isLatin: boolean } | null {
  const folded = foldLetters(word)
  const isLatin = /^\p{Script=Latin}+$/u.test(folded)
  if (!isLatin && !/^[\p{Script=Cyrillic}\p{Script=Greek}]+$/u.test(folded)) return null
  let latin = ''
  for (const letter of folded) latin += sounds.get(letter) ?? letter
  const key = latin
    .replace(/tsch|tch|ch|tz|ts|cz/g, 'c')
    .replace(/shch|sch|sh/g, 's')
    .replace(/zh/g, 'z')
    .replace(/kh/g, 'h')
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/ck|q/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/w/g, 'v')
    .replace(/[yj]/g, 'i')
    .replace(/i+e/g, 'e')
    .replace(/(.)\1+/g, '$1')
  return key === '' ? null : { key, isLatin }
}
