// A number that stands for a text, for telling whether it is the same as before. Not against anyone who wants two to be alike.

/**
 * Of the characters from `from` up to `to`, and of `seed`, which says what else counts. 53 bits: two wordings share them once in
 * nine thousand million million changes. Two multiplicative hashes side by side, as in MurmurHash, two characters a step.
 */
export function digestOf(text: string, seed = 0, from = 0, to = text.length): number {
  let one = 0x1f123 ^ (to - from) ^ Math.floor(seed / 0x1_0000_0000)
  let two = 0x2e5b1 ^ (seed >>> 0)
  let at = from
  for (; at + 1 < to; at += 2) {
    const code = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16)
    one = Math.imul(one ^ code, 0x9e3779b1)
    two = Math.imul(two ^ code, 0x85ebca6b)
    one ^= one >>> 16
    two ^= two >>> 13
  }
  if (at < to) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x9e3779b1)
    two = Math.imul(two ^ text.charCodeAt(at), 0x85ebca6b)
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(two ^ (two >>> 13), 0xc2b2ae35)
  two = Math.imul(two ^ (two >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35)
  return (one & 0x1fffff) * 0x1_0000_0000 + (two >>> 0)
}
