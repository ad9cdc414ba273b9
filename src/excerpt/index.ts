// Which rules apply to a column, and the standfirst or lede cut to them. Pure.
export { countryDefaults, maxListChars } from './countries.ts'
export { cutText } from './cut-text.ts'
export { decideTerms } from './decide-terms.ts'
export type { TermsInput } from './decide-terms.ts'
export { makeExcerpt } from './make-excerpt.ts'
export type { Excerpt, ExcerptInput } from './make-excerpt.ts'
