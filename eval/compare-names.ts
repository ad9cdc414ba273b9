// How labels and answers are compared, and how sites are split in two halves: one to learn from, one to be judged by.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { foldName } from '../src/base/index.ts'

export const joinPath = join

/** Sites of half A may be looked at while rules are written; half B is only counted. */
export function halfOf(site: string): 'A' | 'B' {
  return (createHash('sha256').update(site).digest()[0] ?? 0) % 2 === 0 ? 'A' : 'B'
}

const titles = new Set('dr prof professor mr mrs ms miss herr frau sir dame rev mag ing dipl med phd md'.split(' '))

/** Folds case, accents, titles and brackets, as the cases' README asks. */
export function comparable(name: string): string {
  const words = foldName(name.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')).split(' ')
  while (words.length > 1 && titles.has(words[0] ?? '')) words.shift()
  while (words.length > 2 && titles.has(words.at(-1) ?? '')) words.pop()
  return words.join(' ')
}

export const persons = (names: readonly string[]): string[] =>
  [...new Set(names.map(comparable))].filter((name) => name !== '')

export function sameSet(found: readonly string[], wanted: readonly string[]): boolean {
  const a = persons(found)
  const b = new Set(persons(wanted))
  return a.length === b.size && a.every((name) => b.has(name))
}

export async function readCases<T>(file: string): Promise<T[]> {
  const text = await readFile(file, 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}
