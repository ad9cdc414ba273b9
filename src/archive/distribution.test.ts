import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { openArchive } from './database.ts'
import { distributeArchive, isLegalKey, planDistribution } from './distribute.ts'
import { distributionColumn, isDistributed, placements, rememberDistributed } from './distribution.ts'
import type { Db } from './schema.ts'
import { createTestDatabase, withDatabase } from './test-database.ts'

/**
 * What `distribute` needs of Citus: its catalogue, and functions that write down what they were asked, and refuse what those of
 * Citus 13 refuse: a table that is placed already, a unique key without the distribution column, and a foreign key that stands
 * between the table and one that is not placed yet.
 */
async function pretendCitus(db: Db): Promise<void> {
  for (const statement of [
    'create table pg_dist_partition (logicalrelid regclass primary key, partmethod "char", repmodel "char")',
    'create table asked (id bigint generated always as identity, call text)',
    `create function refuse(t text) returns void language plpgsql as $$
      declare other text;
      begin
        select k.conname into other from pg_constraint k
          where k.contype = 'f' and k.conrelid <> k.confrelid and t::regclass in (k.conrelid, k.confrelid);
        if other is not null then raise 'cannot complete operation on a table with identity column (%)', other; end if;
      end $$`,
    `create function create_reference_table(t text) returns void language sql as $$
      select refuse(t);
      insert into pg_dist_partition values (t::regclass, 'n', 't');
      insert into asked (call) values ('reference ' || t) $$`,
    `create function create_distributed_table(t text, by_column text, colocate_with text) returns void language plpgsql as $$
      begin
        if t = 'visits' and exists (select 1 from asked where call = 'fail at visits') then raise 'a worker went away'; end if;
        perform refuse(t);
        if exists (select 1 from pg_index x where x.indrelid = t::regclass and x.indisunique and not exists (
          select 1 from pg_attribute a where a.attrelid = t::regclass and a.attname = by_column and a.attnum = any(x.indkey)))
        then raise 'cannot create constraint on "%"', t; end if;
        insert into pg_dist_partition values (t::regclass, 'h', 's');
        insert into asked (call) values ('distributed ' || t || ' by ' || by_column || ' with ' || colocate_with);
      end $$`,
  ])
    await sql.raw(statement).execute(db)
}

async function listKeys(db: Db): Promise<unknown[]> {
  const { rows } =
    await sql`select conrelid::regclass::text as "table", conname, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' order by 1, 2`.execute(db)
  return rows
}

async function listAsked(db: Db): Promise<string[]> {
  const { rows } = await sql<{ call: string }>`select call from asked order by id`.execute(db)
  return rows.map(({ call }) => call)
}

describe('where tables live', () => {
  test('every table has its place, and no other is named', async (t) => {
    const db = await withDatabase(t)
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
        and relname not in ('migrations', 'migrations_lock') order by 1`.execute(db)
    assert.deepEqual(
      rows.map(({ name }) => name),
      Object.keys(placements).toSorted(),
      'src/archive/distribution.ts names every table of the schema',
    )
  })

  test('every key of a distributed table holds the publisher', async (t) => {
    const db = await withDatabase(t)
    const { rows } = await sql<{ table: string; key: string; columns: string[] }>`
      select t.relname as "table", i.relname as key, array(select attname::text from pg_attribute a
        where a.attrelid = t.oid and a.attnum = any(x.indkey)) as columns
      from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      where x.indisunique and t.relnamespace = current_schema()::regnamespace`.execute(db)
    const keys = rows.filter(({ table }) => placements[table] === 'distributed')
    assert.ok(keys.length > 20)
    for (const { key, columns } of keys)
      assert.ok(columns.includes(distributionColumn), `${key}: ${columns.join(', ')}`)
  })

  test('foreign keys are such as a cluster holds, publisher to publisher within a shard', async (t) => {
    const db = await withDatabase(t)
    const { rows } = await sql<{ table: string; references: string; columns: string[]; theirs: string[] }>`
      select t.relname as "table", r.relname as references,
        array(select attname::text from unnest(k.conkey) with ordinality u(n, at) join pg_attribute a
          on a.attrelid = t.oid and a.attnum = u.n order by at) as columns,
        array(select attname::text from unnest(k.confkey) with ordinality u(n, at) join pg_attribute a
          on a.attrelid = r.oid and a.attnum = u.n order by at) as theirs
      from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class r on r.oid = k.confrelid
      where k.contype = 'f' and t.relnamespace = current_schema()::regnamespace`.execute(db)
    assert.ok(rows.length > 20)
    for (const { table, references, columns, theirs } of rows) {
      const [from, to] = [placements[table]!, placements[references]!]
      assert.ok(isLegalKey(from, to), `${table} (${from}) → ${references} (${to})`)
      if (to !== 'distributed') continue
      const at = columns.indexOf(distributionColumn)
      assert.ok(at >= 0 && theirs[at] === distributionColumn, `${table} → ${references}`)
    }
  })
})

describe('distribute', () => {
  test('without Citus it says so in a sentence', async (t) => {
    await assert.rejects(planDistribution(await withDatabase(t)), { name: 'ArchiveProblem', reason: 'not-citus' })
  })

  test('places every table once, goes on where it was interrupted, and every foreign key stands again', async (t) => {
    const db = await withDatabase(t)
    await pretendCitus(db)
    const keys = await listKeys(db)
    await sql`insert into asked (call) values ('fail at visits')`.execute(db)
    await assert.rejects(
      distributeArchive(db, () => undefined),
      /a worker went away/,
    )
    const before = await listAsked(db)
    await sql`delete from asked where call = 'fail at visits'`.execute(db)
    assert.ok((await listKeys(db)).length < keys.length)
    const said: string[] = []
    const plan = await distributeArchive(db, (statement) => said.push(statement))
    assert.deepEqual(said, plan.statements)
    const placing = said.filter((statement) => statement.startsWith('select create_'))
    assert.ok(placing.length > 0 && placing.length < 5, said.join('\n'))
    assert.deepEqual(await listKeys(db), keys)
    const asked = await listAsked(db)
    assert.deepEqual(asked.slice(0, before.length - 1), before.slice(1))
    const tables = asked.map((call) => call.split(' ')[1]!)
    assert.equal(new Set(tables).size, tables.length)
    assert.deepEqual(
      tables.toSorted(),
      Object.keys(placements)
        .filter((table) => placements[table] !== 'local')
        .toSorted(),
    )
    assert.ok(asked.includes('distributed columns by publisher_id with none'))
    assert.ok(asked.includes('distributed feeds by publisher_id with columns'))
    assert.deepEqual((await distributeArchive(db, () => undefined)).statements, [])
  })

  test('a foreign key that a cluster cannot hold is dropped first, and told', async (t) => {
    const db = await withDatabase(t)
    await pretendCitus(db)
    await sql`alter table kept add column p bigint, add column c bigint,
      add constraint kept_column foreign key (p, c) references columns(publisher_id, id)`.execute(db)
    const plan = await planDistribution(db)
    assert.deepEqual(
      plan.dropped.map(({ table, name, references }) => [table, name, references]),
      [['kept', 'kept_column', 'columns']],
    )
    assert.match(plan.statements[0]!, /^alter database \S+ set citus\.multi_shard_modify_mode = 'sequential'$/)
    await distributeArchive(db, () => undefined)
    assert.deepEqual(await planDistribution(db), { dropped: [], statements: [] })
    assert.equal(
      (await listKeys(db)).some((key) => (key as { table: string }).table === 'kept'),
      false,
    )
  })

  test('a table that a later version brings is placed by another run', async (t) => {
    const db = await withDatabase(t)
    await pretendCitus(db)
    await distributeArchive(db, () => undefined)
    const keys = await listKeys(db)
    await sql`delete from pg_dist_partition where logicalrelid = 'reports'::regclass`.execute(db)
    const { statements } = await distributeArchive(db, () => undefined)
    assert.deepEqual(
      statements.filter((statement) => statement.startsWith('select')),
      ["select create_distributed_table('reports', 'publisher_id', colocate_with => 'columns')"],
    )
    assert.deepEqual(await listKeys(db), keys)
    assert.deepEqual((await planDistribution(db)).statements, [])
  })

  test('refuses beside another process, and a table that was spread otherwise', async () => {
    const { db, url, drop } = await createTestDatabase()
    await pretendCitus(db)
    const other = await openArchive({ url, poolSize: 1 })
    await assert.rejects(
      distributeArchive(db, () => undefined),
      { name: 'ArchiveProblem', reason: 'in-use' },
    )
    await other.close()
    await sql`insert into pg_dist_partition values ('columns'::regclass, 'n', 't')`.execute(db)
    await assert.rejects(planDistribution(db), /columns is reference and should be distributed/)
    await drop()
  })

  test('an archive that is spread is known when it is opened, in its transactions too', async () => {
    const { db, url, drop } = await createTestDatabase()
    await pretendCitus(db)
    const before = await openArchive({ url, poolSize: 1 })
    assert.equal(isDistributed(before.db), false)
    await before.close()
    await distributeArchive(db, () => undefined)
    const archive = await openArchive({ url, poolSize: 1 })
    assert.equal(isDistributed(archive.db), true)
    await archive.db.transaction().execute((trx) => Promise.resolve(assert.equal(isDistributed(trx), true)))
    await archive.close()
    await drop()
  })

  test('one pool taken for a cluster is no other', async (t) => {
    const [one, other] = [await withDatabase(t), await withDatabase(t)]
    rememberDistributed(one)
    assert.equal(isDistributed(one), true)
    assert.equal(isDistributed(other), false)
  })
})
