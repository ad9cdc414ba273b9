// The English messages about pictures and copies of a piece: a part of the catalogue in en.ts.

export const englishCopies = {
  pictureRights: 'Picture ©',
  pictureOf: 'A picture from {publisher}',
  alsoFreeAt: 'Also free at {publisher}',
  alsoPublished: 'Also published',
  originalAt: 'First published by {publisher}',
  copyEvidence: {
    canonical: 'Its page names the original.',
    'feed-via': 'Its feed names the original.',
    'same-text': 'The same writer, and the same text.',
    'same-headline': 'The same writer and headline, within days.',
    operator: 'An operator of this site says that it is the same piece.',
  },
} as const
