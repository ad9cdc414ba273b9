// How values come back from PostgreSQL, and why most statements are parsed and planned only once a connection.
import { Client, types, type CustomTypesConfig } from 'pg'
import { arrayText } from './json-rows.ts'

const int8 = 20
const int8Array = 1016
const date = 1082
const timestamptz = 1184

/** Ids and counts as numbers, days as `YYYY-MM-DD`; everything else as pg does it. pg's own table stays untouched. */
export const valueTypes: CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format === 'binary') return types.getTypeParser(oid, 'binary')
    if (oid === int8) return Number
    if (oid === int8Array) return toNumbers
    if (oid === date) return (text: string) => text
    if (oid === timestamptz) return toInstant
    return types.getTypeParser(oid, 'text')
  },
}

/** `{1,2}` → [1, 2]; our arrays of ids hold no nulls. */
function toNumbers(text: string): number[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)
}

const toAnyInstant = types.getTypeParser(timestamptz, 'text') as (text: string) => Date

/** `2026-11-22 10:15:00.5+00`, as a server in universal time writes an instant of our era; pg reads every other. */
function toInstant(text: string): Date {
  const isUsual = text[4] === '-' && text[10] === ' ' && text.endsWith('+00')
  return isUsual ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : toAnyInstant(text)
}

/** Statements remembered at most; beyond them a text is sent without a name. Ours are a few hundred. */
const maxNames = 500
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= maxNames) return undefined
  const name = `q${names.size}`
  names.set(text, name)
  return name
}

/** Arrays of plain values as text at once: pg escapes and joins one value after the other. */
function parameterOf(value: unknown): unknown {
  return Array.isArray(value) && value.every(isPlain) ? arrayText(value) : value
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'string' || Number.isFinite(value)
}

/**
 * Gives every statement with parameters a name, so that the server parses it once a connection and may keep its plan.
 * PostgreSQL goes on planning anew while that is cheaper for the values at hand (plan_cache_mode = auto).
 *
 * pg is asked by callback: its own promise hangs on a function that is written to a property, and V8 puts such functions straight
 * among what is old (CheckAssigningFunctionLiteralToProperty in its parser), so that all rows would outlive every young sweep.
 */
export class PreparingClient extends Client {
  // The overloads of pg's query are wider than any one signature; only the form Kysely uses is touched.
  override query = ((...args: unknown[]) => {
    const [text, values] = args
    const ask = (...asked: unknown[]) => (Client.prototype.query as (...asked: unknown[]) => unknown).apply(this, asked)
    if (typeof text !== 'string' || args.length !== 2 || !Array.isArray(values)) return ask(...args)
    const name = values.length === 0 ? undefined : nameOf(text)
    const parameters = values.map(parameterOf)
    return new Promise((resolve, reject) => {
      const answer = (error: Error | null, result: unknown) => (error ? reject(error) : resolve(result))
      ask(name === undefined ? { text, values: parameters } : { name, text, values: parameters }, answer)
    })
  }) as Client['query']
}
