// Hindi: pictures and copies of a piece.
import type { Translation } from './catalogue.ts'

export const hindiCopies = {
  pictureRights: 'चित्र ©',
  pictureOf: 'चित्र: {publisher}',
  alsoFreeAt: 'यहाँ भी निःशुल्क: {publisher}',
  alsoPublished: 'और यहाँ प्रकाशित',
  originalAt: 'पहला प्रकाशन: {publisher}',
  copyEvidence: {
    canonical: 'इसका पृष्ठ मूल लेख का नाम बताता है।',
    'feed-via': 'इसकी फ़ीड मूल लेख का नाम बताती है।',
    'same-text': 'वही स्तंभकार, और वही पाठ।',
    'same-headline': 'वही स्तंभकार और वही शीर्षक, कुछ दिनों के भीतर।',
    operator: 'इस साइट के संचालकों के अनुसार यह वही लेख है।',
  },
} as const satisfies Translation
