// Answers that come back: what was worked out once for a key is kept, a bounded number of them, the oldest forgotten first.

export type Memory<V> = {
  /** The answer kept under `key`, made by `make` when there is none. It must depend on nothing that is not in the key. */
  readonly recall: (key: string, make: () => V) => V
}

/** Keeps at most `maxAnswers`. An answer is shared by all who ask: it must not be changed. */
export function createMemory<V>(maxAnswers: number): Memory<V> {
  const kept = new Map<string, V>()
  return {
    recall(key, make) {
      const known = kept.get(key)
      if (known !== undefined) return known
      const answer = make()
      if (kept.size >= maxAnswers) {
        const [oldest] = kept.keys()
        if (oldest !== undefined) kept.delete(oldest)
      }
      kept.set(key, answer)
      return answer
    },
  }
}
