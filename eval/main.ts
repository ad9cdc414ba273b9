// `npm run eval [-- suite …] [--failures]`: scores what we read against labelled cases, and prints one table.
// The cases are not part of the project: COLONNADE_CASES says where they lie. Falling short of a bar is a result, not an error.
import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { reachesBar, type EvalRow } from './row.ts'

type Suite = { readonly name: string; readonly evaluate: (casesDir: string) => Promise<EvalRow[]> }

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const showFailures = process.argv.includes('--failures')
const casesDir = resolve(process.env['COLONNADE_CASES'] ?? '../shared/cases')

process.exitCode = await run()

async function run(): Promise<number> {
  const isThere = await stat(casesDir).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isThere) {
    console.log(`No labelled cases at ${casesDir}. Set COLONNADE_CASES to the folder that holds them.`)
    return 0
  }
  const suites = (await loadSuites()).filter(({ name }) => asked.length === 0 || asked.includes(name))
  const unknown = asked.filter((name) => !suites.some((suite) => suite.name === name))
  if (unknown.length > 0) {
    console.error(`No suite is called ${unknown.join(', ')}.`)
    return 2
  }
  const rows: EvalRow[] = []
  let broken = 0
  for (const suite of suites) {
    // The suites print the cases that went wrong when this variable names them.
    if (showFailures) process.env['EVAL_FAILURES'] = suite.name
    try {
      rows.push(...(await suite.evaluate(casesDir)))
    } catch (error) {
      broken++
      console.error(`${suite.name} broke:`, error)
    }
  }
  printTable(rows)
  return broken === 0 ? 0 : 1
}

/** Every file of this folder that exports `evaluate`. */
async function loadSuites(): Promise<Suite[]> {
  const folder = import.meta.dirname
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && file !== 'main.ts').toSorted()
  const suites: Suite[] = []
  for (const file of files) {
    const name = file.slice(0, -3)
    if (asked.length > 0 && !asked.includes(name)) continue
    const { evaluate } = (await import(pathToFileURL(join(folder, file)).href)) as Partial<Suite>
    if (evaluate !== undefined) suites.push({ name, evaluate })
  }
  return suites
}

function printTable(rows: readonly EvalRow[]): void {
  const cells = rows.map((row) => [
    row.suite,
    row.measure,
    show(row.value),
    row.bar === null ? '–' : `${row.better === 'lower' ? '≤ ' : ''}${show(row.bar)}`,
    String(row.n),
    verdict(row),
  ])
  const table = [['suite', 'measure', 'value', 'bar', 'n', ''], ...cells]
  const widths = table[0]?.map((_, at) => Math.max(...table.map((line) => line[at]?.length ?? 0))) ?? []
  for (const [at, line] of table.entries()) {
    const text = line.map((cell, column) =>
      column >= 2 && column <= 4 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    )
    console.log(text.join('  ').trimEnd())
    const note = at === 0 ? undefined : rows[at - 1]?.note
    if (note !== undefined) console.log(`    ${note.length > 400 ? `${note.slice(0, 400)}…` : note}`)
  }
  const short = rows.filter((row) => !reachesBar(row)).length
  console.log(
    short === 0
      ? '\nEvery bar is reached.'
      : `\n${short} of ${rows.filter(({ bar }) => bar !== null).length} bars are not reached.`,
  )
}

function show(value: number): string {
  return value.toFixed(3)
}

function verdict(row: EvalRow): string {
  if (row.bar === null) return ''
  return reachesBar(row) ? 'pass' : 'falls short'
}
