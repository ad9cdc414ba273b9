// German: pictures and copies of a piece.
import type { Translation } from './catalogue.ts'

export const germanCopies = {
  pictureRights: 'Bild ©',
  pictureOf: 'Bild: {publisher}',
  alsoFreeAt: 'Auch frei bei {publisher}',
  alsoPublished: 'Auch erschienen',
  originalAt: 'Zuerst erschienen bei {publisher}',
  copyEvidence: {
    canonical: 'Die Seite nennt das Original.',
    'feed-via': 'Der Feed nennt das Original.',
    'same-text': 'Dieselbe Autorenzeile und derselbe Text.',
    'same-headline': 'Dieselbe Autorenzeile und dieselbe Überschrift, binnen weniger Tage.',
    operator: 'Wer diese Seite betreibt, hält es für denselben Text.',
  },
} as const satisfies Translation
