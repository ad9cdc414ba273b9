// Turkish: pictures and copies of a piece.
import type { Translation } from './catalogue.ts'

export const turkishCopies = {
  pictureRights: 'Görsel ©',
  pictureOf: 'Görsel: {publisher}',
  alsoFreeAt: 'Burada da ücretsiz: {publisher}',
  alsoPublished: 'Şurada da yayımlandı',
  originalAt: 'İlk yayımlayan: {publisher}',
  copyEvidence: {
    canonical: 'Sayfası aslını gösteriyor.',
    'feed-via': 'Akışı aslını gösteriyor.',
    'same-text': 'Aynı yazar, aynı metin.',
    'same-headline': 'Aynı yazar, aynı başlık, birkaç gün arayla.',
    operator: 'Bu siteyi yürütenler aynı yazı olduğunu söylüyor.',
  },
} as const satisfies Translation
