// Runs every test beside the code and in test/. Unit and surface tests share one process, which is an order of magnitude
// faster than one process a file; browser tests (test/browser) run after them in processes of their own.
// Arguments are handed to Node: `npm test -- src/parse/**/*.test.ts` or `npm test -- --test-name-pattern=byline`.
import { spawnSync } from 'node:child_process'

const given = process.argv.slice(2)
const paths = given.filter((arg) => !arg.startsWith('-'))
const flags = given.filter((arg) => arg.startsWith('-'))

function run(isolation, globs) {
  const args = [
    '--enable-source-maps',
    '--disable-warning=ExperimentalWarning',
    '--import',
    './scripts/tsx-hook.js',
    '--test',
  ]
  const result = spawnSync(process.execPath, [...args, `--test-isolation=${isolation}`, ...flags, ...globs], {
    stdio: 'inherit',
  })
  return result.status ?? 1
}

if (paths.length > 0) process.exit(run('none', paths))
const together = run('none', ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/*.test.ts'])
const alone = run('process', ['test/apart/*.test.ts'])
process.exit(together || alone)
