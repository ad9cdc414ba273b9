// Hebrew: pictures and copies of a piece.
import type { Translation } from './catalogue.ts'

export const hebrewCopies = {
  pictureRights: 'תמונה ©',
  pictureOf: 'תמונה מאת {publisher}',
  alsoFreeAt: 'לקריאה חופשית גם כאן: {publisher}',
  alsoPublished: 'התפרסם גם',
  originalAt: 'פורסם לראשונה: {publisher}',
  copyEvidence: {
    canonical: 'העמוד שלו נוקב במקור.',
    'feed-via': 'הפיד שלו נוקב במקור.',
    'same-text': 'אותה חתימה, ואותו טקסט.',
    'same-headline': 'אותה חתימה ואותה כותרת, בתוך ימים ספורים.',
    operator: 'מפעילי האתר אומרים שזה אותו טור.',
  },
} as const satisfies Translation
