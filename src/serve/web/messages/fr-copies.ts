// French: pictures and copies of a piece.
import type { Translation } from './catalogue.ts'

export const frenchCopies = {
  pictureRights: 'Image ©',
  pictureOf: 'Image : {publisher}',
  alsoFreeAt: 'Gratuite aussi : {publisher}',
  alsoPublished: 'Parue aussi',
  originalAt: 'Parue d’abord : {publisher}',
  copyEvidence: {
    canonical: 'Sa page désigne l’original.',
    'feed-via': 'Son flux désigne l’original.',
    'same-text': 'La même plume, et le même texte.',
    'same-headline': 'La même plume et le même titre, à quelques jours près.',
    operator: 'L’équipe de ce site dit que c’est le même texte.',
  },
} as const satisfies Translation
