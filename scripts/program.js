// Bundles the program for the commands that stay, and for what measures a collector: they run from a few files under build/program
// that hold src/main.ts and all it imports, instead of from a thousand modules that each take memory of their own; decisions 0029 and 0041.
// Plain JavaScript that any Node can read. The launcher runs it where what is there was not made of these sources.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const home = join(root, 'build', 'program')

/** Where our processes begin: the command itself, both sides of `bench collect`. */
const processes = ['main', 'bench/our-collector', 'bench/bare-collector']
/** Where the thread that reads does. */
const thread = 'pipeline/reader-thread'

/** Packages that are loaded as they are: native code, WebAssembly in a string, and what base/load-later.ts loads too. */
const apart = ['sharp', 'esbuild', 'cld3-asm', 'pg-native', 'tldts']

/** Milliseconds after which a bundle of other sources is removed: nobody is about to start from it any more. */
const staleMs = 3_600_000

/** The bundle of the sources as they stand, whether it is there or not, and where code compiled from it is kept. */
export function programOf() {
  const folder = join(home, digest())
  const main = join(folder, 'main.js')
  return { main, cache: join(folder, 'cache'), isThere: existsSync(main) }
}

/** Throws when the folder cannot be written or the sources cannot be bundled. Two at the same time do no harm. */
async function bundleProgram() {
  const folder = dirname(programOf().main)
  const { build } = await import('esbuild')
  mkdirSync(home, { recursive: true })
  removeStale()
  const made = mkdtempSync(join(home, 'new-'))
  try {
    const options = {
      absWorkingDir: root,
      outbase: 'src',
      outdir: made,
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      jsx: 'automatic',
      jsxImportSource: 'colonnade',
      external: apart,
      legalComments: 'none',
      logLevel: 'silent',
      // Packages in CommonJS ask for Node's own modules by `require`.
      banner: { js: "import { createRequire as $r } from 'node:module'; const require = $r(import.meta.url);" },
      plugins: [keepAddresses(folder)],
    }
    // What is split among several beginnings brings all that a shared file imports, whoever needs it.
    for (const together of [processes, [thread]])
      await build({ ...options, entryPoints: together.map((name) => `src/${name}.ts`) })
    if (!existsSync(folder)) renameSync(made, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error // otherwise somebody else was faster
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

/**
 * A file that asks where it stands, to find what stands beside it, is told where its source stands; one that asks for a beginning,
 * where that will be in `folder`.
 */
function keepAddresses(folder) {
  const bundled = new Map(
    [...processes, thread].map((name) => [join(root, 'src', `${name}.ts`), join(folder, `${name}.js`)]),
  )
  return {
    name: 'keep-addresses',
    setup(build) {
      build.onLoad({ filter: /[/\\]src[/\\].*\.tsx?$/ }, ({ path }) => {
        const source = readFileSync(path, 'utf8')
        if (!source.includes('import.meta.url')) return null
        const addressOf = (file) => JSON.stringify(pathToFileURL(file).href)
        const contents = source
          .replace(/(?<=new URL\()'(\.\/[^']*)', import\.meta\.url/g, (asked, beside) => {
            const file = bundled.get(join(dirname(path), beside))
            return file === undefined ? asked : addressOf(file)
          })
          .replaceAll('import.meta.url', addressOf(path))
        return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
      })
    },
  }
}

function removeStale() {
  for (const name of readdirSync(home)) {
    const folder = join(home, name)
    if (statSync(folder).mtimeMs < Date.now() - staleMs) rmSync(folder, { recursive: true, force: true })
  }
}

/** Of everything that a bundle is made of, and of where it stands. */
function digest() {
  const names = readdirSync(join(root, 'src'), { recursive: true }).filter((name) => /(?<!\.test)\.tsx?$/.test(name))
  const sources = names.map((name) => join('src', name)).sort()
  const hash = createHash('sha256').update(root)
  for (const file of ['package.json', 'package-lock.json', join('scripts', 'program.js'), ...sources])
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleProgram()
