// Russian: pictures and copies of a piece.
import type { Translation } from './catalogue.ts'

export const russianCopies = {
  pictureRights: 'Изображение ©',
  pictureOf: 'Изображение: {publisher}',
  alsoFreeAt: 'Также бесплатно: {publisher}',
  alsoPublished: 'Опубликовано также',
  originalAt: 'Первая публикация: {publisher}',
  copyEvidence: {
    canonical: 'Её страница называет оригинал.',
    'feed-via': 'Её лента называет оригинал.',
    'same-text': 'Та же подпись и тот же текст.',
    'same-headline': 'Та же подпись и тот же заголовок, с разницей в несколько дней.',
    operator: 'Владельцы этого сайта говорят, что это тот же текст.',
  },
} as const satisfies Translation
