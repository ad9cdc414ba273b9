// Portuguese: pictures and copies of a piece.
import type { Translation } from './catalogue.ts'

export const portugueseCopies = {
  pictureRights: 'Imagem ©',
  pictureOf: 'Imagem: {publisher}',
  alsoFreeAt: 'Grátis também: {publisher}',
  alsoPublished: 'Publicada também',
  originalAt: 'Publicada primeiro: {publisher}',
  copyEvidence: {
    canonical: 'A página dela indica o original.',
    'feed-via': 'O feed dela indica o original.',
    'same-text': 'A mesma assinatura e o mesmo texto.',
    'same-headline': 'A mesma assinatura e o mesmo título, com poucos dias de diferença.',
    operator: 'Quem mantém este site diz que é o mesmo texto.',
  },
} as const satisfies Translation
