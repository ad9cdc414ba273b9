// The lock file installs everywhere: every platform's binaries are in it, and no address ties it to one registry.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

type Locked = {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  optionalDependencies?: Record<string, string>
}

const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')
const packages = (JSON.parse(text) as { packages: Record<string, Locked> }).packages

test('every optional dependency of every locked package is locked too', () => {
  const missing = Object.entries(packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isLockedFor(place, name))
      .map((name) => `${place || 'colonnade'} lacks ${name}`),
  )
  assert.deepEqual(missing, [])
})

test('no registry is named in the lock', () => {
  assert.deepEqual([...new Set(text.match(/https?:\/\/[^/"]+\/[^"]*\.tgz/g))], [])
  const resolved = Object.values(packages).flatMap((entry) => entry.resolved ?? [])
  assert.deepEqual(resolved, [])
})

test('every locked package has a hash, and every dependency of ours an exact version', () => {
  const entries = Object.entries(packages).filter(([place, entry]) => place !== '' && !entry.link)
  assert.deepEqual(
    entries.filter(([, entry]) => !entry.integrity?.startsWith('sha512-')).map(([place]) => place),
    [],
  )
  const ours = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Record<
    string,
    Record<string, string>
  >
  const wanted = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(ours[kind] ?? {}),
  )
  assert.deepEqual(
    wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)),
    [],
  )
})

/** Node looks in the package's own node_modules, then in each one further out. */
function isLockedFor(place: string, name: string): boolean {
  for (let folder = place; ;) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true
    if (folder === '') return false
    const outer = folder.lastIndexOf('/node_modules/')
    folder = outer >= 0 ? folder.slice(0, outer) : ''
  }
}
