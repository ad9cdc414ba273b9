// "Has moved from one paper to another": told from when a columnist's pieces appeared where, never asserted by anyone.
import type { Outlet } from './columnists.ts'

export type OutletMove = { readonly from: Outlet; readonly to: Outlet }

/** Fewer columns are a guest's visit, not a place of work. */
const fewestColumns = 3
const leastPauseMs = 30 * 86_400_000

/** Latest move first. From A to B: the last at A is more than 30 days before the first at B, three columns or more at each. */
export function outletMoves(outlets: readonly Outlet[]): OutletMove[] {
  const places = outlets.filter((outlet) => outlet.columns >= fewestColumns)
  return places
    .toSorted((a, b) => b.firstPublishedAt.getTime() - a.firstPublishedAt.getTime())
    .flatMap((to) => {
      const from = places
        .filter((one) => to.firstPublishedAt.getTime() - one.lastPublishedAt.getTime() > leastPauseMs)
        .toSorted((a, b) => b.lastPublishedAt.getTime() - a.lastPublishedAt.getTime())[0]
      return from === undefined ? [] : [{ from, to }]
    })
}
