// The demo press: invented papers on loopback, and the pretend publisher of the tests. Nothing here is a real paper.
export { startPress } from './start-press.ts'
export { startTicker, type Ticker } from './ticker.ts'
export { truthOf, type ColumnTruth } from './truth.ts'
export { lookupLocalhost } from './lookup-localhost.ts'
export { readPapers } from './read-papers.ts'
export { columnTraits, paperTraits, type ColumnTrait, type PaperTrait } from './traits.ts'
export type * from './types.ts'
