// Credits that are the writer's only where nobody else is credited: whoever edited a piece, or looked it through.
import { foldName } from '../base/index.ts'
import type { ReadClaim } from './candidates.ts'
import { editorLine } from './names-from.ts'

const reviewLine = /^(?:reviewed|checked|edited) by\s/i

/** The same claims; where another credit names a writer, they no longer name those who are credited as editor or reviewer. */
export function withoutSecondHands(read: readonly ReadClaim[]): readonly ReadClaim[] {
  const isSecond = ({ claim }: ReadClaim): boolean => editorLine.test(claim.text) || reviewLine.test(claim.text)
  const second = read.filter((one) => isSecond(one) && one.names.length > 0)
  if (second.length === 0) return read
  const theirs = new Set(second.flatMap(({ names }) => names.map(({ name }) => foldName(name))))
  const isOther = (one: ReadClaim): boolean =>
    !isSecond(one) &&
    (one.claim.strength ?? 1) >= 0.5 &&
    one.names.some(({ name, kind }) => kind === 'person' && !theirs.has(foldName(name)))
  if (!read.some(isOther)) return read
  return read.map((one) =>
    // What a page states in its data it says of the piece as a whole.
    /^(?:json-ld|meta:|rule|correction)/.test(one.claim.source)
      ? one
      : { ...one, names: one.names.filter(({ name }) => !theirs.has(foldName(name))) },
  )
}
