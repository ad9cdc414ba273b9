// How much there is on each topic, as far as anybody counts: the page of topics leaves out what is empty.
import { sql } from 'kysely'
import { topics, type Topic } from '../model/index.ts'
import type { Db } from './schema.ts'
import { onTopic } from './topics.ts'

/** Columns of one topic that are counted; of more it is known that they are more. */
const countedAtMost = 1000

export type TopicCount = {
  readonly topic: Topic
  /** Of what the topic's page lists, at most a thousand. */
  readonly columns: number
  readonly isMore: boolean
}

/**
 * Topics with columns, in the order of `topics`. A question for each, since a cluster limits no part of a union; some milliseconds
 * each where there are many columns, so to be remembered.
 */
export async function countTopics(db: Db): Promise<TopicCount[]> {
  const counts: TopicCount[] = []
  for (const topic of topics) {
    const { rows } = await sql<{ columns: number }>`
      select count(*) as columns from (select 1 from (${onTopic(topic, sql`true`, countedAtMost + 1)}) t limit ${sql.lit(countedAtMost + 1)}) f`.execute(
      db,
    )
    const columns = rows[0]?.columns ?? 0
    if (columns > 0) counts.push({ topic, columns: Math.min(columns, countedAtMost), isMore: columns > countedAtMost })
  }
  return counts
}
