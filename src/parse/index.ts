// Bytes in; entries and page facts out. Pure: no network, no clock, never throws for what a publisher wrote.
export { absoluteUrl, canonicalUrl } from './canonical-url.ts'
export { decodeReferences } from './entities.ts'
export { decodeText } from './decode-text.ts'
export { directionOf } from './direction.ts'
export { chooseLanguage, languageTag, loadLanguageDetector } from './language.ts'
export type { LanguageDetector, LanguageEvidence } from './language.ts'
export { parseDate } from './parse-date.ts'
export { plainLine, plainText } from './plain-text.ts'
