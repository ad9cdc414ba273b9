// Which columns come first, and why. Pure: the clock is an argument.
export { attention, freshness, leadingScore, rankLeading } from './rank-leading.ts'
