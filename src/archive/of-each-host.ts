// What is due, so many of each host: a lateral, or on a cluster, which has none with a limit, as many questions in one.
import { sql, type RawBuilder } from 'kysely'
import { isDistributed } from './distribution.ts'
import type { Db } from './schema.ts'

/** A table expression under the name `alias`. `due`: what is due on the host whose name it is given, with its limit. */
export function ofEachHost(
  db: Db,
  hosts: readonly string[],
  due: (host: RawBuilder<unknown>) => RawBuilder<unknown>,
  alias: string,
): RawBuilder<unknown> {
  const name = sql.raw(alias)
  if (!isDistributed(db) || hosts.length === 0)
    return sql`unnest(${[...hosts]}::text[]) as h(host) cross join lateral (${due(sql`h.host`)}) ${name}`
  const each = hosts.map((host) => sql`(${due(sql`${host}`)})`)
  return sql`(${sql.join(each, sql` union all `)}) ${name}`
}
