// Ukrainian: pictures and copies of a piece.
import type { Translation } from './catalogue.ts'

export const ukrainianCopies = {
  pictureRights: 'Зображення ©',
  pictureOf: 'Зображення: {publisher}',
  alsoFreeAt: 'Також безкоштовно: {publisher}',
  alsoPublished: 'Опубліковано також',
  originalAt: 'Перша публікація: {publisher}',
  copyEvidence: {
    canonical: 'Її сторінка називає оригінал.',
    'feed-via': 'Її стрічка називає оригінал.',
    'same-text': 'Той самий підпис і той самий текст.',
    'same-headline': 'Той самий підпис і заголовок, з різницею в кілька днів.',
    operator: 'Власники цього сайту кажуть, що це той самий текст.',
  },
} as const satisfies Translation
