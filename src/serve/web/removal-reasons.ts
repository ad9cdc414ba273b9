// The reasons that an operator can give; a tombstone shows them in words. The publisher's own server gives others.

export const removalReasons = {
  publisher: 'its publisher asked',
  columnist: 'its writer asked',
  legal: 'a legal reason',
  withdrawn: 'the publisher withdrew it',
  mistake: 'it should not be here',
} as const

export function isRemovalReason(text: string): text is keyof typeof removalReasons {
  return Object.hasOwn(removalReasons, text)
}
