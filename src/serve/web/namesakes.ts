// Two writers of one name stand in one list: the paper tells them apart.
import { listOutlets, type ColumnistSummary, type Db } from '../../archive/index.ts'
import { foldName } from '../../base/index.ts'
import type { ColumnistId } from '../../model/index.ts'

/** The name of the paper where each of those writes now who share their name with another of the list. */
export async function papersOfNamesakes(
  db: Db,
  people: readonly ColumnistSummary[],
): Promise<ReadonlyMap<ColumnistId, string>> {
  const shared = [...Map.groupBy(people, (one) => foldName(one.name)).values()].filter((list) => list.length > 1).flat()
  const papers = await Promise.all(
    shared.map(async ({ id }) => {
      const [latest] = await listOutlets(db, id)
      return latest === undefined ? [] : [[id, latest.name] as const]
    }),
  )
  return new Map(papers.flat())
}
