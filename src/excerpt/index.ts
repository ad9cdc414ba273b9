// Which rules apply to a column, and the standfirst or lede cut to them. Pure.
export { cutText } from './cut-text.ts'
export { decideTerms } from './decide-terms.ts'
export { makeExcerpt } from './make-excerpt.ts'
