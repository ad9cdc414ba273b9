// Arabic: pictures and copies of a piece.
import type { Translation } from './catalogue.ts'

export const arabicCopies = {
  pictureRights: 'الصورة ©',
  pictureOf: 'الصورة: {publisher}',
  alsoFreeAt: 'مجاناً أيضاً في {publisher}',
  alsoPublished: 'نُشر أيضاً',
  originalAt: 'النشر الأول: {publisher}',
  copyEvidence: {
    canonical: 'صفحته تذكر الأصل.',
    'feed-via': 'خلاصته تذكر الأصل.',
    'same-text': 'التوقيع نفسه والنص نفسه.',
    'same-headline': 'التوقيع نفسه والعنوان نفسه، في غضون أيام.',
    operator: 'القائمون على الموقع يقولون إنه المقال نفسه.',
  },
} as const satisfies Translation
