// One line of the table that `npm run eval` prints.
export type EvalRow = {
  suite: string
  measure: string
  value: number
  bar: number | null
  /** Which side of its bar a measure should be on; higher unless told. */
  better?: 'higher' | 'lower'
  n: number
  note?: string
}

/** True on the bar too, and where there is none. */
export function reachesBar({ value, bar, better }: EvalRow): boolean {
  return bar === null || (better === 'lower' ? value <= bar : value >= bar)
}
