// One line of the table that `npm run eval` prints.
export type EvalRow = { suite: string; measure: string; value: number; bar: number | null; n: number; note?: string }
