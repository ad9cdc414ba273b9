// What columns are about, so that a topic is a list like any other; and the calendar by day alone, for the whole world.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Up to three, the most telling first, between spaces: 'economy world'. Null: its publisher's labels name none.
  `alter table columns add topics text`,
  // One list for each place a topic can stand in; a topic's page merges the three. Most columns are in the first alone.
  `create index columns_by_topic on columns (split_part(topics, ' ', 1), published_at desc, id desc)
     where listed and opinion and topics is not null`,
  `create index columns_by_topic_2 on columns (split_part(topics, ' ', 2), published_at desc, id desc)
     where listed and opinion and topics like '% %'`,
  `create index columns_by_topic_3 on columns (split_part(topics, ' ', 3), published_at desc, id desc)
     where listed and opinion and topics like '% % %'`,
  `create index country_days_by_day on country_days (day)`,
]
