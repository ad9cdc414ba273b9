// Answers that come back: what was worked out once for a key is kept, a bounded number of them, the oldest forgotten first.

export type Memory<V> = {
  /** The answer kept under `key`, made by `make` when there is none. It must depend on nothing that is not in the key. */
  readonly recall: (key: string, make: () => V) => V
}

/** Keeps at most `maxAnswers`. An answer is shared by all who ask: it must not be changed. */
export function createMemory<V>(maxAnswers: number): Memory<V> {
  // Two halves, forgotten whole: taking the oldest out of one map for each new answer would cost more than most answers.
  const half = Math.ceil(maxAnswers / 2)
  let newer = new Map<string, V>()
  let older = new Map<string, V>()
  return {
    recall(key, make) {
      const known = newer.get(key)
      if (known !== undefined) return known
      const answer = older.get(key) ?? make()
      if (newer.size >= half) {
        older = newer
        newer = new Map()
      }
      newer.set(key, answer)
      return answer
    },
  }
}
