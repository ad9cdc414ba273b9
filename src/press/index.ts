// The demo press: invented papers on loopback, and the pretend publisher of the tests. Nothing here is a real paper.
export { startPress } from './start-press.ts'
export { startTicker } from './ticker.ts'
export { truthOf, type ColumnTruth } from './truth.ts'
export type * from './types.ts'
export { largePages } from './large-press-pages.ts'
export { largePress } from './large-press.ts'
export type { LargeFeed, LargePress, LargePressOptions } from './large-press-types.ts'
export { pictureNote } from './cut-paper.ts'
