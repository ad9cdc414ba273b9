// Chance out of a seed: the same world on every machine.

export type Random = () => number

/** Numbers from 0 up to 1. Source: mulberry32, public domain. */
export function seededRandom(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * A rank from 0 below `size` by a power law, without a table of all of them: the inverse of the law's integral over ranks.
 * `exponent` below 1.
 */
export function powerLaw(size: number, exponent: number, random: Random): number {
  const left = 1 - exponent
  return Math.min(size - 1, Math.floor((1 + random() * ((size + 1) ** left - 1)) ** (1 / left)) - 1)
}

/** Draws ranks from 0, the n-th as often as 1 / n to the power of `exponent`. Constant time a draw (alias method, Vose 1991). */
export function zipf(size: number, exponent: number, random: Random): () => number {
  const weights = Array.from({ length: size }, (_, rank) => (rank + 1) ** -exponent)
  const sum = weights.reduce((a, b) => a + b, 0)
  const scaled = weights.map((weight) => (weight * size) / sum)
  const share = new Float64Array(size).fill(1)
  const alias = new Int32Array(size)
  const small = scaled.flatMap((weight, rank) => (weight < 1 ? [rank] : []))
  const large = scaled.flatMap((weight, rank) => (weight < 1 ? [] : [rank]))
  while (small.length > 0 && large.length > 0) {
    const [less, more] = [small.pop()!, large.at(-1)!]
    share[less] = scaled[less]!
    alias[less] = more
    scaled[more]! -= 1 - scaled[less]!
    if (scaled[more]! < 1) {
      large.pop()
      small.push(more)
    }
  }
  return () => {
    const rank = Math.floor(random() * size)
    return random() < share[rank]! ? rank : alias[rank]!
  }
}
