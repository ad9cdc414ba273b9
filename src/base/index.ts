// Small helpers with no opinions. Every folder may import these; these import nothing of ours.
export * from './bad-request.ts'
export * from './cut-text.ts'
export * from './fold-letters.ts'
export * from './fold-name.ts'
export * from './log.ts'
export { createMetrics, type Metrics } from './metrics.ts'
export * from './search-text.ts'
export * from './slug.ts'
