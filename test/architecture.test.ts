// The import table of ARCHITECTURE.md, held against every file in src: arrows one way, doors only, pure steps pure.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync('{src,test}/**/*.{ts,tsx}', { cwd: root, exclude: ['**/fixtures/**'] }).toSorted()
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
const imports = new Map([...sources].map(([file, text]) => [file, importsOf(file, text)]))

const allowed = readTable()

/** They are gone when the program runs. */
const typeImports = /^[ \t]*(?:import|export)\s+type\b[^'";]*?\bfrom\s*['"][^'"]+['"]/gm

const pure = new Set(['parse', 'attribute', 'excerpt', 'rank'])
const impureModules =
  /^(?:node:)?(?:fs|fs\/promises|net|tls|http|https|http2|dns|dns\/promises|dgram|child_process|cluster|worker_threads|os|process|timers|timers\/promises|crypto|perf_hooks|readline|undici|pg|kysely|pino)$/
const impureWords: readonly [RegExp, string][] = [
  [/\bDate\.now\(/, 'Date.now()'],
  [/\bnew Date\(\s*\)/, 'new Date() without an argument'],
  [/\bMath\.random\(/, 'Math.random()'],
  [/\bperformance\.now\(/, 'performance.now()'],
  [/\bcrypto\.(?:randomUUID|getRandomValues)\(/, 'crypto randomness'],
  [/\bset(?:Timeout|Interval|Immediate)\(/, 'a timer'],
  [/\bfetch\(/, 'fetch()'],
  [/\bprocess\.(?:env|argv|cwd|hrtime)/, 'process'],
]

test('ARCHITECTURE.md has a row for every folder in src', () => {
  const folders = [...new Set(files.filter((file) => file.startsWith('src/') && !isTest(file)).map(folderOf))]
  assert.deepEqual(
    folders.filter((folder) => !allowed.has(folder)),
    [],
  )
})

test('imports point one way, as the table of ARCHITECTURE.md says', () => {
  const wrong = edges().filter(({ from, to }) => {
    const here = folderOf(from)
    const there = folderOf(to)
    return from.startsWith('src/') && !isTest(from) && here !== there && !allowed.get(here)?.has(there)
  })
  assert.deepEqual(wrong.map(told), [])
})

test('outsiders import a folder by its index.ts only, tests apart', () => {
  const wrong = edges().filter(({ from, to }) => {
    if (isTest(from) || !to.startsWith('src/') || folderOf(from) === folderOf(to)) return false
    return !/^src\/[^/]+\.tsx?$/.test(to) && to !== `src/${folderOf(to)}/index.ts` && !isOtherDoor(to)
  })
  assert.deepEqual(wrong.map(told), [])
})

test('surfaces share only serve/http', () => {
  const wrong = edges().filter(({ from, to }) => {
    const here = surfaceOf(from)
    const there = surfaceOf(to)
    return !isTest(from) && here !== undefined && there !== undefined && here !== there && there !== 'http'
  })
  assert.deepEqual(wrong.map(told), [])
})

test('the steps that judge are pure: no network, database, clock or randomness', () => {
  const wrong = files
    .filter((file) => file.startsWith('src/') && pure.has(folderOf(file)) && !isTest(file))
    .flatMap((file) => {
      const modules = (imports.get(file) ?? []).filter((name) => impureModules.test(name))
      const code = withoutComments(sources.get(file) ?? '')
      const words = impureWords.filter(([pattern]) => pattern.test(code)).map(([, name]) => name)
      return [...modules, ...words].map((what) => `${file} uses ${what}`)
    })
  assert.deepEqual(wrong, [])
})

test('only collect opens sockets to publishers', () => {
  const wrong = [...imports].flatMap(([file, names]) =>
    file.startsWith('src/') &&
    !isTest(file) &&
    !['collect', 'bench', 'press'].includes(folderOf(file)) &&
    names.includes('undici')
      ? [file]
      : [],
  )
  assert.deepEqual(wrong, [])
})

test('no file is in a circle of imports, types apart', () => {
  const running = new Map([...sources].map(([file, text]) => [file, importsOf(file, text.replace(typeImports, ''))]))
  const next = Map.groupBy(edges(running), ({ from }) => from)
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file)
    if (at >= 0) return void circles.push([...path.slice(at), file].join(' → '))
    if (done.has(file)) return
    for (const { to } of next.get(file) ?? []) walk(to, [...path, file])
    done.add(file)
  }
  for (const file of files) walk(file, [])
  assert.deepEqual(circles, [])
})

test('`serve` loads nothing that only a collector needs, `collect` nothing of the site, and neither what is seldom asked for', () => {
  const site = loadedBy('src/cli/serve.ts')
  const collector = loadedBy('src/cli/collect.ts')
  const collecting = ['attribute', 'catalogue', 'collect', 'excerpt', 'parse', 'pipeline']
  const ofCollecting = ['undici', 'cld3-asm', 'htmlparser2', 'css-select', 'entities', 'tldts']
  const seldom = ['sharp', 'feedsmith', 'any-ascii', '@orama/stemmers', '@faker-js/faker', 'oxc-transform']
  const had = (loaded: ReadonlySet<string>, names: readonly string[]) => names.filter((name) => loaded.has(name))
  assert.deepEqual(had(site, [...collecting, ...ofCollecting, ...seldom, 'bench', 'press']), [])
  assert.deepEqual(had(collector, ['serve/web', 'serve/api', 'esbuild', 'isbot', ...seldom, 'bench', 'press']), [])
  // What each is for, so that the reading of imports is known to reach it.
  assert.deepEqual(had(site, ['serve/web', 'archive', 'kysely']), ['serve/web', 'archive', 'kysely'])
  assert.deepEqual(had(collector, [...collecting, 'undici']), [...collecting, 'undici'])
})

test('the reading of imports sees every form of them', () => {
  const text = `import a from './a.ts'
import type { B } from "./b.ts"
export * from './c.ts'
export { d,
  e } from '../x/d.ts'
import './f.ts'
const g = await import('./g.tsx')
// import './not.ts'
type H = import('./h.ts').H
const text = "from './no.ts'"`
  const names = ['src/y/a.ts', 'src/y/b.ts', 'src/y/c.ts', 'src/x/d.ts', 'src/y/f.ts', 'src/y/g.tsx', 'src/y/h.ts']
  assert.deepEqual(importsOf('src/y/y.ts', text).toSorted(), names.toSorted())
})

type Edge = { readonly from: string; readonly to: string }

function edges(of: ReadonlyMap<string, readonly string[]> = imports): Edge[] {
  return [...of].flatMap(([from, names]) => names.filter((to) => sources.has(to)).map((to) => ({ from, to })))
}

/** Folders of ours, surfaces (`serve/web`) and packages that a process has in memory once it has loaded `file`. */
function loadedBy(file: string, loaded = new Set<string>(), seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return loaded
  seen.add(file)
  const text = sources.get(file)
  if (text === undefined) {
    const [scope = '', name = ''] = file.split('/')
    return loaded.add(scope.startsWith('@') ? `${scope}/${name}` : scope)
  }
  loaded.add(folderOf(file))
  const surface = surfaceOf(file)
  if (surface !== undefined) loaded.add(`serve/${surface}`)
  const atOnce = text.replace(typeImports, '').replace(/\bimport\(/g, 'later(')
  for (const name of importsOf(file, atOnce)) loadedBy(name, loaded, seen)
  return loaded
}

function told({ from, to }: Edge): string {
  return `${from} imports ${to}`
}

/** The folder under src that a file belongs to; `config.ts` and `main.ts` stand for themselves; `test` sees all. */
function folderOf(file: string): string {
  const [top, folder] = file.split('/')
  return top === 'src' ? (folder ?? '') : (top ?? '')
}

function surfaceOf(file: string): string | undefined {
  return /^src\/serve\/([^/]+)\//.exec(file)?.[1]
}

function isTest(file: string): boolean {
  return /(?:\.test\.tsx?$|^test\/)/.test(file)
}

/** serve has a door for each surface; the command line's is its table of commands. */
function isOtherDoor(to: string): boolean {
  return to === 'src/cli/program.ts' || /^src\/serve\/[^/]+\/index\.tsx?$/.test(to)
}

function importsOf(file: string, text: string): string[] {
  const code = withoutComments(text)
  const forms =
    /^[ \t]*(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]|^[ \t]*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm
  const names = [...code.matchAll(forms)].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? [])
  return [...new Set(names.map((name) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name)))]
}

/** Lines and blocks of comment off; strings that look like comments, such as `https://…`, stay. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\/.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '')
}

/** The table of ARCHITECTURE.md: folder → folders it may import. */
function readTable(): Map<string, Set<string>> {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const rows = [...text.matchAll(/^\| *((?:`src\/[\w.]+`(?:, )?)+) *\|[^|]*\|([^|]+)\|$/gm)].map((row) => ({
    names: [...(row[1] ?? '').matchAll(/`src\/([\w.]+)`/g)].map((name) => name[1] ?? ''),
    may: (row[2] ?? '').trim(),
  }))
  const everything = rows.flatMap((row) => row.names)
  const table = new Map<string, Set<string>>()
  for (const { names, may } of rows) {
    const list =
      may === '–' ? [] : may === 'all' ? everything : may === 'all of the above' ? [...table.keys()] : may.split(', ')
    for (const name of names) table.set(name, new Set(list))
  }
  return table
}
