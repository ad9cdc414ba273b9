import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sql } from 'kysely'
import { dumpSchema } from './dump-schema.ts'
import { migrateArchive } from './migrate.ts'
import { createTestDatabase, withDatabase } from './test-database.ts'

const schemaFile = new URL('schema.sql', import.meta.url)

test('schema.sql is what the migrations make', async (t) => {
  const db = await withDatabase(t)
  assert.equal(
    await dumpSchema(db),
    readFileSync(schemaFile, 'utf8'),
    'write it anew: npm run --silent colonnade -- migrate --dump > src/archive/schema.sql',
  )
})

test('schema.ts names every table and field, and says which may be null', async (t) => {
  const db = await withDatabase(t)
  const { rows } = await sql<{ table: string; field: string; nullable: boolean }>`
    select table_name as "table", column_name as field, is_nullable = 'YES' as nullable from information_schema.columns
    where table_schema = current_schema() and table_name not like 'migrations%'`.execute(db)
  const inDatabase = rows.map((row) => `${row.table}.${row.field}${row.nullable ? ' or null' : ''}`).toSorted()
  assert.deepEqual(typedFields(), inDatabase)
})

test('migrating twice, and by two at once, changes nothing', async () => {
  const { db, drop } = await createTestDatabase()
  try {
    await sql`drop schema public cascade`.execute(db)
    await sql`create schema public`.execute(db)
    const [one, other] = await Promise.all([migrateArchive(db), migrateArchive(db)])
    assert.ok(one.length === 0 || other.length === 0)
    assert.ok(one.length + other.length > 0)
    assert.deepEqual(await migrateArchive(db), [])
    assert.equal(await dumpSchema(db), readFileSync(schemaFile, 'utf8'))
  } finally {
    await drop()
  }
})

/** `table.field` and `table.field or null`, read from schema.ts, whose types are gone when it runs. */
function typedFields(): string[] {
  const text = readFileSync(new URL('schema.ts', import.meta.url), 'utf8')
  const tables = new Map([...text.matchAll(/^ {2}(\w+): (\w+Table)$/gm)].map(([, table, type]) => [type!, table!]))
  const fields: string[] = []
  for (const [, type, body] of text.matchAll(/export type (\w+Table) = \{\n([^}]*)\}/g))
    for (const [, field, kind] of body!.matchAll(/^ {2}(\w+): (.*)$/gm))
      fields.push(`${tables.get(type!)}.${field}${kind!.endsWith('| null') ? ' or null' : ''}`)
  return fields.toSorted()
}
