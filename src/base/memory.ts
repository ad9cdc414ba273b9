// Answers that come back: what was worked out once for a key is kept, a bounded number of them, the oldest forgotten first.

export type Memory<V> = {
  /** The answer kept under `key`, made by `make` when there is none. It must depend on nothing that is not in the key. */
  readonly recall: (key: string, make: () => V) => V
}

/**
 * The same text in memory of its own. V8 neither copies what is cut out of a longer text (from 13 characters on) nor what is
 * put together: whoever keeps a name that was cut out of a page, or a key made with it, keeps the whole page.
 */
export function ownText(text: string): string {
  return text.length < minShared ? text : (JSON.parse(JSON.stringify(text)) as string)
}

/** Characters. */
const minShared = 13

/**
 * Keeps at most `maxAnswers`, and none whose key is longer than `maxKeyChars`: it is hardly asked for again. An answer is shared by all who ask: it must not be changed. Texts in answers are to be their own.
 */
export function createMemory<V>(maxAnswers: number, maxKeyChars = Infinity): Memory<V> {
  // Two halves, forgotten whole: taking the oldest out of one map for each new answer would cost more than most answers.
  const half = Math.ceil(maxAnswers / 2)
  let newer = new Map<string, V>()
  let older = new Map<string, V>()
  return {
    recall(key, make) {
      if (key.length > maxKeyChars) return make()
      const known = newer.get(key)
      if (known !== undefined) return known
      const old = older.get(key)
      // An answer may be null, and is not made again for it.
      const answer = old === undefined ? make() : old
      if (newer.size >= half) {
        older = newer
        newer = new Map()
      }
      newer.set(ownText(key), answer)
      return answer
    },
  }
}
