// Japanese: pictures and copies of a piece.
import type { Translation } from './catalogue.ts'

export const japaneseCopies = {
  pictureRights: '画像 ©',
  pictureOf: '画像：{publisher}',
  alsoFreeAt: '{publisher}でも無料で読めます',
  alsoPublished: '他の掲載先',
  originalAt: '初出：{publisher}',
  copyEvidence: {
    canonical: 'そのページが元記事を示しています。',
    'feed-via': 'そのフィードが元記事を示しています。',
    'same-text': '書き手も本文も同じです。',
    'same-headline': '書き手も見出しも同じで、掲載は数日以内です。',
    operator: 'サイト運営者が同じ文章だと確認しています。',
  },
} as const satisfies Translation
