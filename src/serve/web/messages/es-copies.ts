// Spanish: pictures and copies of a piece.
import type { Translation } from './catalogue.ts'

export const spanishCopies = {
  pictureRights: 'Imagen ©',
  pictureOf: 'Imagen: {publisher}',
  alsoFreeAt: 'También gratis en {publisher}',
  alsoPublished: 'Publicada también en',
  originalAt: 'La publicó primero: {publisher}',
  copyEvidence: {
    canonical: 'Su página nombra el original.',
    'feed-via': 'Su feed nombra el original.',
    'same-text': 'La misma firma y el mismo texto.',
    'same-headline': 'La misma firma y el mismo titular, con pocos días de diferencia.',
    operator: 'Quienes gestionan este sitio dicen que es la misma pieza.',
  },
} as const satisfies Translation
