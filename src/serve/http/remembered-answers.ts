// Answers of the archive that a page needs and that cost more than the page: remembered until what they are about changes.
import type { PageTopic } from '../../archive/index.ts'

export type Lasting = {
  /** Forgotten when one of these is heard, as everything is when `everything` is. */
  readonly topics?: readonly PageTopic[]
  /** Milliseconds; for what changes without a word, and then remembered also while nothing is heard. */
  readonly maxAgeMs?: number
}

/** While the answer is on its way, everyone waits for the same one. */
export type Remember = <T>(ask: () => Promise<T>, lasting: Lasting) => () => Promise<T>

export type RememberedAnswers = {
  readonly remember: Remember
  readonly forget: (topics: readonly PageTopic[]) => void
}

/** `isHearing` tells whether changes are heard: while they are not, only what has an age is remembered. */
export function rememberAnswers(isHearing: () => boolean): RememberedAnswers {
  const kept: { readonly topics: readonly PageTopic[]; readonly drop: () => void }[] = []
  return {
    remember<T>(ask: () => Promise<T>, { topics = [], maxAgeMs = Infinity }: Lasting) {
      let answer: Promise<T> | null = null
      let until = 0
      kept.push({ topics, drop: () => (answer = null) })
      return () => {
        if (maxAgeMs === Infinity && !isHearing()) return ask()
        if (answer !== null && Date.now() <= until) return answer
        until = Date.now() + maxAgeMs
        const asked = ask().catch((error: unknown) => {
          if (answer === asked) answer = null
          throw error
        })
        answer = asked
        return asked
      }
    },
    forget(topics) {
      const all = topics.includes('everything')
      for (const one of kept) if (all || one.topics.some((topic) => topics.includes(topic))) one.drop()
    },
  }
}
