// Where a search's words stand in a headline or an excerpt: text in, text and marks out. Nothing of the text is ever markup.
import type { Child } from 'hono/jsx'
import { foldLetters } from '../../base/index.ts'

/** Folded words are the same word when one begins with the other and only an ending of at most this many letters differs. */
const longestEnding = 3
const shortestStem = 4
/** Scripts written without spaces, whose words are found inside a run of characters. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

/** Marks the words of `terms` in a text. Terms are as typed: a phrase's words are marked wherever they stand. */
export function highlighter(terms: readonly string[]): (text: string) => Child {
  const words = [...new Set(terms.flatMap((term) => foldLetters(term).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []))]
  const runs = words.filter((word) => unspaced.test(word))
  const wanted = words.filter((word) => !unspaced.test(word))
  if (words.length === 0) return (text) => text
  return (text) => {
    const parts = splitMarked(text, wanted, runs)
    return parts.map((part) => (part.isMarked ? <mark>{part.text}</mark> : part.text))
  }
}

type Part = { readonly text: string; readonly isMarked: boolean }

/** The text in order, cut where marks begin and end; together the parts are the text. */
export function splitMarked(text: string, words: readonly string[], runs: readonly string[]): Part[] {
  const parts: Part[] = []
  const add = (piece: string, isMarked: boolean): void => {
    const last = parts.at(-1)
    if (piece === '') return
    if (last?.isMarked === isMarked) parts[parts.length - 1] = { text: last.text + piece, isMarked }
    else parts.push({ text: piece, isMarked })
  }
  let at = 0
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    add(text.slice(at, match.index), false)
    const [word] = match
    if (words.some((one) => isSameWord(foldLetters(word), one))) add(word, true)
    else addRun(word, runs, add)
    at = match.index + word.length
  }
  add(text.slice(at), false)
  return parts
}

function addRun(word: string, runs: readonly string[], add: (piece: string, isMarked: boolean) => void): void {
  let rest = word
  while (rest !== '') {
    const found = runs
      .map((run) => ({ run, from: rest.indexOf(run) }))
      .filter(({ from }) => from >= 0)
      .toSorted((a, b) => a.from - b.from || b.run.length - a.run.length)[0]
    if (found === undefined) return add(rest, false)
    add(rest.slice(0, found.from), false)
    add(found.run, true)
    rest = rest.slice(found.from + found.run.length)
  }
}

function isSameWord(word: string, wanted: string): boolean {
  if (word === wanted) return true
  const [short, long] = word.length < wanted.length ? [word, wanted] : [wanted, word]
  return short.length >= shortestStem && long.length - short.length <= longestEnding && long.startsWith(short)
}
