// How many visits may be read and filed at once. What a feed is made into is several times larger than its body: with a few
// at a time it is forgotten while it is young, and sweeping it costs next to nothing.

/** First come, first served. */
export type Places = {
  newPlace(): Place
  /** How many are taken or waited for. */
  wanted(): number
}

export type Place = {
  /** Waits for a free place; taken already, it stays so. */
  take(): Promise<void>
  /** Gives it to whoever has waited longest. Nothing happens when it is not taken. */
  leave(): void
}

/** `onWanted`: told of each that is newly wanted. */
export function createPlaces(count: number, onWanted: () => void = () => undefined): Places {
  let free = count
  let wanted = 0
  const waiting: (() => void)[] = []
  return {
    wanted: () => wanted,
    newPlace() {
      let isTaken = false
      return {
        async take() {
          if (isTaken) return
          isTaken = true
          wanted += 1
          onWanted()
          if (free > 0) free -= 1
          else await new Promise<void>((resolve) => waiting.push(resolve))
        },
        leave() {
          if (!isTaken) return
          isTaken = false
          wanted -= 1
          const next = waiting.shift()
          if (next === undefined) free += 1
          else next()
        },
      }
    },
  }
}
