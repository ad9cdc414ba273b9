// Which columns come first, and why; and what a writer's days say. Pure: the clock is an argument.
export { attention, freshness, leadingScore, rankLeading } from './rank-leading.ts'
export { rhythmOf, type Rhythm, type WritingDay } from './rhythm.ts'
