import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, readConfig, settings } from './config.ts'

test('an empty environment gives a usable, frozen config', () => {
  const config = readConfig({})
  assert.equal(config.port, 8080)
  assert.equal(config.crawlDelayMs, 2000)
  assert.equal(config.databaseUrl, null)
  assert.ok(Object.isFrozen(config))
})

test('an unknown setting of ours stops the start with one sentence that names it', () => {
  assert.throws(() => readConfig({ COLONNADE_PROT: '8080' }), {
    name: 'ConfigError',
    message: /^Unknown setting COLONNADE_PROT\./,
  })
  assert.doesNotThrow(() => readConfig({ SOMEBODY_ELSES: 'x' }))
})

test('each malformed value is refused by name, with an example', () => {
  const wrong = {
    PORT: '80800',
    DATABASE_URL: 'mysql://x/y',
    COLONNADE_PUBLIC_URL: 'columns.example.org',
    COLONNADE_SECRET: 'short',
    COLONNADE_SITE_CONNECTIONS: '0',
    COLONNADE_WORK_CONNECTIONS: '1',
    COLONNADE_SITE_TIMEOUT_S: '2.5',
    COLONNADE_WORK_TIMEOUT_S: '15m',
    COLONNADE_CRAWL_DELAY_MS: '-1',
    COLONNADE_READ_PAGES: 'perhaps',
    COLONNADE_ALLOW_PORTS: '80;443',
    COLONNADE_LOG: 'loud',
  }
  for (const [name, text] of Object.entries(wrong)) {
    assert.throws(
      () => readConfig({ [name]: text }),
      (error: unknown) =>
        error instanceof ConfigError &&
        error.message.startsWith(`${name} is malformed`) &&
        !error.message.includes('\n'),
      name,
    )
  }
})

test('every example in the table is itself accepted', () => {
  for (const [name, setting] of Object.entries(settings))
    assert.doesNotThrow(() => readConfig({ [name]: setting.example }), name)
})

test('pages and work have their own share of the database', () => {
  const { databaseFor } = readConfig({ COLONNADE_SITE_CONNECTIONS: '40', COLONNADE_WORK_TIMEOUT_S: '0' })
  assert.deepEqual(databaseFor.site, { connections: 40, timeoutMs: 15_000 })
  assert.deepEqual(databaseFor.work, { connections: 10, timeoutMs: 0 })
})
