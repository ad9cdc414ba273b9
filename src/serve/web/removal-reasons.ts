// The reasons that an operator can give; a tombstone shows them in words. The publisher's own server gives others.
import type { english } from './messages/en.ts'

type RemovalReason = keyof (typeof english)['desk']['reasons']

const reasons: readonly string[] = ['publisher', 'columnist', 'legal', 'withdrawn', 'mistake'] satisfies RemovalReason[]

export function isRemovalReason(text: string): text is RemovalReason {
  return reasons.includes(text)
}
