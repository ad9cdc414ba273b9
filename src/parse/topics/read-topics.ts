// What a column is about, from the section and the categories its publisher files it under. Pure; no word of the text is
// weighed, since a section is the publisher's own statement and a guess is not.
import { createMemory, foldLetters } from '../../base/index.ts'
import { topics, type Topic } from '../../model/index.ts'
import { topicWords } from './topic-words.ts'

/** A column has at most this many; the first labels are the most telling. */
const maxTopics = 3
/** Labels looked at, and the characters of each: what is longer is a sentence, and what comes later is a list of names. */
const maxLabels = 12
const maxLabel = 60

/**
 * The topics that these labels name, in their order, none twice. A label is taken whole, then by its parts (`Business &
 * Economy`, `Opinion/Politics`), then, where it has two or three words, by its first or last one (`UK politics`, `Política
 * nacional`); words that mean too much else, such as `World Cup`, only whole.
 */
export function readTopics(labels: readonly (string | null)[]): Topic[] {
  const found = new Set<Topic>()
  for (const label of labels.slice(0, maxLabels)) {
    if (label === null || label.length > maxLabel) continue
    for (const topic of remembered.recall(label, () => topicsOfLabel(label))) found.add(topic)
    if (found.size >= maxTopics) break
  }
  return [...found].slice(0, maxTopics)
}

/** A publisher files its pieces under the same few labels. */
const remembered = createMemory<readonly Topic[]>(2_000)

function topicsOfLabel(label: string): Topic[] {
  const whole = known.get(folded(label))
  if (whole !== undefined) return [whole]
  return label.split(separators).flatMap((part) => topicOfPart(part) ?? [])
}

function topicOfPart(part: string): Topic | undefined {
  const text = folded(part)
  const whole = known.get(text)
  if (whole !== undefined) return whole
  const words = text.split(' ')
  if (words.length < 2 || words.length > 3) return undefined
  return [words.at(-1)!, words[0]!]
    .filter((word) => !inNames.has(word))
    .map((word) => known.get(word))
    .find((topic) => topic && !onlyWhole.has(topic))
}

/** Between the parts of a label. `and` and its like part words only where the whole is not a name of its own. */
const separators = /\s*[/|>»›·•&+,;:–—]\s*|\s+(?:and|ve|y|e|et|und|en|och|og|i|и|та|و)\s+/u

/** Their words stand in names of other things: World Cup, Fast Food, Press Release, Life Sciences. */
const onlyWhole: ReadonlySet<Topic> = new Set(['world', 'society', 'media', 'history', 'travel', 'food', 'books'])

/** Words that stand in names of people, parties and streets: Jude Law, Art Garfunkel, Green Party, Church Street. */
const inNames: ReadonlySet<string> = new Set(
  'law art green faith church space nature work money school drink wine design fe foi poder wahl val valg'.split(' '),
)

function folded(text: string): string {
  return foldLetters(text)
    .replaceAll(/['’ʼ"״׳]/g, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

/** The first topic to claim a word has it: `política` is politics wherever else it stands. */
const known: ReadonlyMap<string, Topic> = new Map(
  topics
    .flatMap((topic) =>
      topicWords[topic]
        .trim()
        .split('\n')
        .flatMap((line) => (line.split(':')[1] ?? '').split(',').map((word) => [folded(word), topic] as const)),
    )
    .toReversed(),
)
