// Words of the bench's world: invented, in the letters of fifteen languages, used as often as words are.
import { zipf, type Random } from './archive-random.ts'

export type Vocabulary = {
  /** The word of a rank; 0 is the most common. */
  readonly words: readonly string[]
  /** False where words are not divided by spaces. */
  readonly hasSpaces: boolean
  /** So many words as a sentence. */
  sentence(words: number): Sentence
  /** A name's part. */
  name(): string
}

/** A text and the ranks of its words. */
export type Sentence = { readonly text: string; readonly ranks: readonly number[] }

const wordsInAll = 40_000
const namesInAll = 4000
const latin = { onsets: 'b c d f g h l m n p r s t v br tr st pl gr', vowels: 'a e i o u', ends: ' n r s t l' }
const cyrillic = { onsets: 'б в г д ж з к л м н п р с т ч ш ст пр', vowels: 'а е и о у ы', ends: ' н р т ть й' }
const arabic = { onsets: 'ب ت ج ح د ر س ش ع ف ق ك ل م ن ه', vowels: 'ا و ي', ends: ' ن ر م ة' }
const hebrew = { onsets: 'ב ג ד ה ז ח ט כ ל מ נ ס ע פ צ ק ר ש ת', vowels: 'א ו י', ends: ' ם ן ת ה' }
const greek = { onsets: 'β γ δ ζ θ κ λ μ ν π ρ σ τ φ χ', vowels: 'α ε η ι ο υ', ends: ' ς ν' }
const hindi = { onsets: 'क ख ग च ज ट ड त द न प ब भ म य र ल व स ह', vowels: 'ा ि ी ु े ो', ends: ' न र त' }
const han = {
  onsets: Array.from({ length: 2000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join(' '),
  vowels: '',
  ends: '',
}
const letters: Readonly<Record<string, typeof latin>> = {
  ru: cyrillic,
  ar: arabic,
  fa: arabic,
  he: hebrew,
  el: greek,
  hi: hindi,
  zh: han,
}
/** What makes words of one alphabet look like those of a language, so that its stemmer has something to cut. */
const endings: Readonly<Record<string, string>> = {
  en: 's ing ed ly ness ation',
  es: 'os as ción mente ado',
  de: 'en ung er ische keit',
  fr: 's ment tion é ée',
  pt: 's ção mente ado',
  it: 'i zione mente ato',
  tr: 'lar lık dan ı ya',
  nl: 'en ing heid elijk',
  ru: 'ого ами ение ный',
}

/** `texts`: how many will be made, since a small world does not need all the words. */
export function vocabularyOf(lang: string, texts: number, random: Random): Vocabulary {
  const of = letters[lang] ?? latin
  const hasSpaces = of !== han
  const onsets = of.onsets.split(' ')
  const [vowels, ends] = [of.vowels.split(' '), of.ends.split(' ')]
  const lastOnes = ['', '', '', ...(endings[lang] ?? '').split(' ')]
  const any = (list: readonly string[]) => list[Math.floor(random() * list.length)]!
  const word = (syllables: number) =>
    Array.from({ length: syllables }, () => any(onsets) + any(vowels) + any(ends)).join('')
  const distinct = (size: number, make: (rank: number) => string) => {
    const made = new Set<string>()
    while (made.size < size) made.add(make(made.size))
    return [...made]
  }
  // Common words are short ones.
  const words = distinct(hasSpaces ? Math.min(wordsInAll, Math.max(2000, texts * 4)) : onsets.length, (rank) =>
    hasSpaces ? word(1 + Math.floor(Math.log10(rank + 1) / 1.6 + random() * 1.6)) + any(lastOnes) : word(1),
  )
  const names = distinct(Math.min(namesInAll, Math.max(500, texts)), () =>
    capital(word(hasSpaces ? 2 + Math.floor(random() * 2) : 2)),
  )
  const rankOfWord = zipf(words.length, 1, random)
  const rankOfName = zipf(names.length, 0.6, random)
  return {
    words,
    hasSpaces,
    sentence(count) {
      // A character of Chinese says about as much as half a word.
      const ranks = Array.from({ length: hasSpaces ? count : count * 2 }, rankOfWord)
      const text = ranks.map((rank) => words[rank]!).join(hasSpaces ? ' ' : '')
      return { text: capital(text), ranks }
    },
    name: () => names[rankOfName()]!,
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
