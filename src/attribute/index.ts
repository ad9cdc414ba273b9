// A byline becomes zero or more contributors, with the evidence. Pure: no network, database, clock or randomness.
export { attribute } from './attribute.ts'
export { cleanCredit } from './clean-credit.ts'
export { listNames, prepareNames } from './data/given-names.ts'
export { namesFrom } from './names-from.ts'
export { findQuotes, type FoundQuote } from './quotes.ts'
export { restoreCase } from './restore-case.ts'
export type { AttributeInput, Attribution } from './types.ts'
export { checkAttributionRule } from './attribution-rule.ts'
