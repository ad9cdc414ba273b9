// Classes and ids as they stand in pages. The same ones stand on many elements, of a page and of a site, so each is one
// object, on which is noted what its readers make of it.

export type WrittenName = {
  /** As it stands in the source. */
  readonly written: string
  /** The same with references decoded. */
  readonly text: string
  /** By the number of the question; undefined as long as it was not asked. */
  readonly answers: unknown[]
}

/** One for each question that is asked anywhere. */
const unasked: unknown[] = []

export function writtenName(written: string, text: string): WrittenName {
  return { written, text, answers: unasked.slice() }
}

/** The answer for a class or id that is there; no for none. */
export function says(name: WrittenName | undefined, question: (name: WrittenName) => boolean): boolean {
  return name !== undefined && question(name)
}

/** A question about names, asked once of each: its answer must follow from the text alone. */
export function askOnce<T extends object | string | number | boolean>(
  judge: (text: string, name: WrittenName) => T,
): (name: WrittenName) => T {
  const question = unasked.push(undefined) - 1
  return (name) => {
    const known = name.answers[question] as T | undefined
    if (known !== undefined) return known
    const answer = judge(name.text, name)
    name.answers[question] = answer
    return answer
  }
}
