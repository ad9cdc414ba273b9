// How many visits may be read and filed at once. What a feed is made into is several times larger than its body: with a few
// at a time it is forgotten while it is young, and sweeping it costs next to nothing.

/** Who was begun first is served first, so that its pages come soon instead of every host's feeds before anybody's pages. */
export type Places = {
  /** `begunAs`: the number of its host's turn, counted as they begin. */
  newPlace(begunAs: number): Place
  /** How many are taken or waited for. */
  wanted(): number
}

export type Place = {
  /** Waits for a free place; taken already, it stays so. */
  take(): Promise<void>
  /** Gives it to whoever was begun first of those that wait. Nothing happens when it is not taken. */
  leave(): void
}

/** `onWanted`: told of each that is newly wanted. */
export function createPlaces(count: number, onWanted: () => void = () => undefined): Places {
  let free = count
  let wanted = 0
  /** In the order in which they are served. */
  const waiting: { readonly begunAs: number; readonly go: () => void }[] = []
  return {
    wanted: () => wanted,
    newPlace(begunAs) {
      let isTaken = false
      return {
        async take() {
          if (isTaken) return
          isTaken = true
          wanted += 1
          onWanted()
          if (free > 0) free -= 1
          else await new Promise<void>((go) => queue({ begunAs, go }))
        },
        leave() {
          if (!isTaken) return
          isTaken = false
          wanted -= 1
          const next = waiting.shift()
          if (next === undefined) free += 1
          else next.go()
        },
      }
    },
  }

  function queue(one: (typeof waiting)[number]): void {
    const after = waiting.findIndex(({ begunAs }) => begunAs > one.begunAs)
    waiting.splice(after < 0 ? waiting.length : after, 0, one)
  }
}
