// Every setting, command, route and outcome stands in the documents, and the documents name none that is not there.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Command } from 'commander'
import { createProgram } from '../src/cli/program.ts'
import { settings } from '../src/config.ts'
import type { ReadingOutcome, RefusedReason, VisitOutcome } from '../src/model/index.ts'
import { createApp } from '../src/serve/index.ts'

const document = (name: string): string => readFileSync(new URL(`../docs/${name}.md`, import.meta.url), 'utf8')

test('every setting is in configuration.md, and no other', () => {
  const text = document('configuration')
  const named = new Set([...text.matchAll(/^\| `([A-Z_]+)`/gm)].map((match) => match[1] ?? ''))
  assert.deepEqual([...named].toSorted(), Object.keys(settings).toSorted())
})

test('every command and every option is in commands.md', () => {
  const text = document('commands')
  const missing = commandsOf(createProgram(), 'colonnade').flatMap(({ name, options }) => [
    ...(text.includes(name) ? [] : [name]),
    ...options.filter((option) => !text.includes(option)).map((option) => `${option} of ${name}`),
  ])
  assert.deepEqual(missing, [])
})

test('every route is in addresses.md, and no other', () => {
  // Routes are only listed, nothing is asked of the archive.
  const app = createApp({
    db: {} as never,
    publicUrl: 'http://localhost',
    version: '0',
    secret: 'a secret for this test',
  })
  const routes = new Set(
    app.routes.filter(({ method }) => method === 'GET' || method === 'POST').map(({ path }) => plainPath(path)),
  )
  const text = document('addresses')
  const named = new Set(
    [...text.matchAll(/^\| (`\/.*?) \|/gm)].flatMap((row) =>
      [...(row[1] ?? '').matchAll(/`([^`]+)`/g)].map((path) => path[1] ?? ''),
    ),
  )
  assert.deepEqual([...named].toSorted(), [...routes].toSorted())
})

// The compiler holds these to the model: a kind that is missing or unknown does not compile.
const outcomes: Record<VisitOutcome['kind'], true> = {
  fetched: true,
  'not-modified': true,
  'asked-to-wait': true,
  forbidden: true,
  missing: true,
  gone: true,
  failed: true,
  refused: true,
  unreachable: true,
}
const refusals: Record<RefusedReason, true> = {
  scheme: true,
  port: true,
  address: true,
  redirects: true,
  'too-large': true,
  bomb: true,
  headers: true,
  'first-byte-timeout': true,
  timeout: true,
  encoding: true,
}
const readings: Record<ReadingOutcome, true> = {
  read: true,
  'not-a-feed': true,
  empty: true,
  salvaged: true,
  unreadable: true,
}

test('every outcome, refusal and reading is in outcomes.md, and no other', () => {
  const named = [...document('outcomes').matchAll(/^\| `([a-z-]+)`/gm)].map((match) => match[1] ?? '')
  assert.deepEqual(named.toSorted(), [outcomes, refusals, readings].flatMap(Object.keys).toSorted())
})

function commandsOf(command: Command, name: string): { name: string; options: string[] }[] {
  return command.commands.flatMap((inner) => {
    const full = `${name} ${inner.name()}`
    const options = inner.options.map((option) => option.long ?? option.short ?? '').filter((option) => option !== '')
    return inner.commands.length > 0 ? commandsOf(inner, full) : [{ name: full, options }]
  })
}

/** `/:edition{world|[a-z][a-z]}/archive/:year{[0-9]{4}}` → `/{edition}/archive/{year}`, as the document writes it. */
function plainPath(path: string): string {
  return path.replace(/:(\w+)(\{(?:[^{}]|\{[^{}]*\})*\})?/g, '{$1}')
}
