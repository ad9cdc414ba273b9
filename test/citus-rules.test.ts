// The checker itself: what it lets pass, and what it names.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { brokenRules } from './citus-rules.ts'

const fine: Record<string, string> = {
  'anything of one publisher': `with recursive r as (select id from columns where publisher_id = $1 union select c.id from r
    join columns c on c.publisher_id = $2 and c.family = r.id) select * from r`,
  'rows locked of one publisher, named in each part': `select (select count(*) from revisions r where r.publisher_id = $1)
    from columns c join feeds f on f.publisher_id = c.publisher_id where c.publisher_id = $1 and c.id = $2 for update`,
  'a join on the publisher': `select 1 from columns c join attributions a on a.publisher_id = c.publisher_id and a.column_id = c.id`,
  'a join with a reference table': 'select 1 from columns c left join publishers p on p.id = c.publisher_id',
  'a correlated subquery on the publisher': `select (select count(*) from rules r where r.publisher_id = c.publisher_id
    and r.column_id = c.id) from columns c where c.listed`,
  'keys joined with columns': `with k as (select publisher_id, id from columns order by published_at limit 9)
    select c.title from k join columns c on c.publisher_id = k.publisher_id and c.id = k.id`,
  'a subquery made first': 'select 1 from columns c where c.family in (select h.id from columns h where not h.listed)',
  'leases of local tables': `with f as (select host from hosts limit 1 for update skip locked)
    update hosts h set leased_by = 'me' from f where f.host = h.host`,
  'an upsert by a key of the publisher': `insert into addresses (publisher_id, address, column_id) select $1, a, 1
    from json_to_recordset($2::json) as x(a text) on conflict (publisher_id, address) do nothing`,
}

const broken: [rule: RegExp, statement: string][] = [
  [/^joins columns, columns without/, 'select 1 from columns c join columns h on h.id = c.family'],
  [/^joins columns, feeds without/, 'select 1 from columns c, (select * from feeds) f where f.id = c.feed_id'],
  [
    /^a correlated subquery over columns without/,
    `select 1 from columns c where exists (select 1 from columns h
    where h.id = c.family)`,
  ],
  [
    /^a correlated subquery over attributions without/,
    `select 1 from generate_series(1, 9) y(n) where exists (
    select 1 from attributions a where a.columnist_id = y.n)`,
  ],
  [
    /^a lateral with a limit over feeds/,
    `select 1 from unnest($1::text[]) h(host) cross join lateral (
    select * from feeds f where f.host = h.host limit 3) x`,
  ],
  [
    /^a recursive query over shards/,
    `with recursive r as (select id from columns where family = 1 union
    select c.id from r join columns c on c.family = r.id) select * from r`,
  ],
  [
    /^an outer join of column_counts/,
    `with k as (select publisher_id, id from columns limit 3)
    select 1 from k left join column_counts n on n.publisher_id = k.publisher_id`,
  ],
  [/^locks rows of several shards/, 'select 1 from feeds where host = $1 for update'],
  [
    /^locks rows of several shards/,
    `select (select count(*) from revisions r where r.publisher_id = c.publisher_id)
    from columns c where c.publisher_id = $1 and c.id = $2 for update`,
  ],
  [
    /^a part of a statement writes/,
    `with w as (insert into publisher_slugs values ('a', 1) returning 1) select * from w`,
  ],
  [/^a local table beside/, 'select 1 from feeds f join hosts h on h.host = f.host'],
  [
    /^writes a reference table while reading a distributed/,
    `delete from aliases a where not exists (
    select 1 from attributions t where t.publisher_id = a.publisher_id)`,
  ],
  [
    /^writes a local table while reading/,
    'update country_days d set columns = n from (select count(*) n from columns) x',
  ],
  [
    /^on conflict without publisher_id/,
    `insert into columns (publisher_id, id) values ($1, 2) on conflict (id) do nothing`,
  ],
  [/^inserts without publisher_id/, 'insert into likes (column_id) values (1)'],
  [/^changes publisher_id/, 'update feeds set publisher_id = 2 where publisher_id = 1'],
  [/^writes with a volatile function/, 'update feeds set interval_s = random() where publisher_id = 1'],
  [/^sets what depends/, `update feeds set next_at = visited_at + interval '1 hour' where publisher_id = 1`],
  [/^sets what depends/, `update feeds set hints = to_jsonb(title) where publisher_id = 1`],
  [/^sets several columns from one/, 'update feeds f set (etag, hub) = (select $1, $2) where publisher_id = 1'],
  [
    /^a subquery among values/,
    'insert into likes (publisher_id, column_id) values ($1, (select max(id) from columns))',
  ],
  [
    /^a subquery about other rows among/,
    `update attributions a set repeated = x.y from (select o.publisher_id, o.column_id, o.columnist_id in (
    select h.columnist_id from attributions h where h.publisher_id = $1 and h.column_id = $2) as y from attributions o) x
    where a.publisher_id = x.publisher_id and a.column_id = x.column_id`,
  ],
  [
    /^a parameter within on conflict/,
    `insert into likes (publisher_id, column_id) select $1, x.id from unnest($2::bigint[]) as x(id)
    on conflict (publisher_id, column_id) do update set device = '' where $3`,
  ],
  [/^grouping sets/, 'select count(*) from columns group by rollup (country, lang)'],
]

describe('rules of a cluster', () => {
  for (const [what, statement] of Object.entries(fine))
    test(`lets pass ${what}`, async () => assert.deepEqual(await brokenRules(statement), []))
  for (const [rule, statement] of broken)
    test(`names: ${rule.source}`, async () => {
      const told = await brokenRules(statement)
      assert.ok(
        told.some((one) => rule.test(one)),
        told.join(' | ') || 'nothing was named',
      )
    })
})
