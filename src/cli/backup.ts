// `colonnade backup` and `colonnade restore`: the whole archive into one file and back, here or into another database.
import { createReadStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import {
  BackupProblem,
  readBackupFile,
  restoreBackup,
  writeBackup,
  type Manifest,
  type Sums,
} from '../archive/index.ts'
import { readConfig } from '../config.ts'
import { openHouse } from './house.ts'
import { CommandError, print, printJson } from './out.ts'
import { countingProgress } from './progress.ts'
import { version } from './version.ts'

export type BackupOptions = { readonly verify?: boolean; readonly force?: boolean; readonly json?: boolean }

/** The file appears under its name only when it is whole and on the disk. */
export async function backup(file: string | undefined, { verify, force, json }: BackupOptions): Promise<void> {
  const name = file ?? `colonnade-${new Date().toISOString().slice(0, 10)}.tar.zst`
  if (verify === true) return verifyBackup(name, json === true)
  if (force !== true && (await exists(name))) throw new CommandError(`${name} is there already; --force replaces it.`)
  const house = await openHouse(readConfig(process.env), { beside: true })
  const partial = `${name}.partial`
  const progress = countingProgress('{table}: {rows} rows')
  try {
    const handle = await open(partial, 'w', 0o600)
    const sums = await writeBackup(house.db, handle.createWriteStream({ flush: true }), {
      version,
      now: new Date(),
      onTable: (table, rows) => progress.step({ table, rows }),
    })
    await rename(partial, name)
    await toDisk(dirname(name) || '.')
    progress.stop()
    const { size } = await stat(name)
    if (json === true) printJson({ file: name, bytes: size, tables: sums })
    else
      print(`${name}: ${told(sums)}, ${megabytes(size)}. It holds everything, secrets too: keep it where they may be.`)
  } catch (error) {
    progress.stop()
    await rm(partial, { force: true })
    throw ofFile(name, error)
  } finally {
    await house.archive.close()
  }
}

export async function restore(file: string, { json }: { readonly json?: boolean }): Promise<void> {
  if (!(await exists(file))) throw new CommandError(`There is no ${file}.`)
  const house = await openHouse(readConfig(process.env), { migrate: false })
  const progress = countingProgress('{table}')
  try {
    const { manifest, sums, migrated } = await restoreBackup(house.db, createReadStream(file), (table) =>
      progress.step({ table }),
    )
    progress.stop()
    if (json === true) return printJson({ file, manifest: summary(manifest), tables: sums, migrated })
    print(`Restored ${told(sums)} of ${manifest.madeAt.slice(0, 16).replace('T', ' ')} UTC, written by Colonnade ${manifest.colonnade}.`) // prettier-ignore
    print('Removals that were decided since then are not in it: decide them again before readers come.')
    if (migrated.length > 0) print(`Brought to this version: ${migrated.join(', ')}.`)
  } catch (error) {
    throw ofFile(file, error)
  } finally {
    progress.stop()
    await house.archive.close()
  }
}

async function verifyBackup(file: string, json: boolean): Promise<void> {
  if (!(await exists(file))) throw new CommandError(`There is no ${file}.`)
  try {
    const nothing = { start: () => Promise.resolve(), piece: () => Promise.resolve() }
    const { manifest, sums } = await readBackupFile(createReadStream(file), nothing)
    if (json) printJson({ file, manifest: summary(manifest), tables: sums })
    else print(`${file} is whole: ${told(sums)}, of ${manifest.madeAt.slice(0, 16).replace('T', ' ')} UTC.`)
  } catch (error) {
    throw ofFile(file, error)
  }
}

function summary({ colonnade, madeAt, server, migrations }: Manifest) {
  return { colonnade, madeAt, server, migration: migrations.at(-1) ?? null }
}

function told(sums: Sums): string {
  const count = (one: string) => {
    const rows = sums[`${one}s`]?.rows ?? 0
    return `${rows.toLocaleString('en')} ${rows === 1 ? one : `${one}s`}`
  }
  return ['column', 'columnist', 'publisher'].map(count).join(', ')
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/** What an operator can mend is told in a sentence: a damaged file, a full disk, a folder that may not be written. */
function ofFile(file: string, error: unknown): unknown {
  if (error instanceof BackupProblem) return new CommandError(`${file}: ${error.message}`)
  const { code, path, syscall } = error as { code?: string; path?: string; syscall?: string }
  if (code === 'ENOSPC') return new CommandError(`The disk is full: ${file} was not written.`)
  if (path !== undefined && syscall !== undefined) return new CommandError(`${file}: ${code ?? 'it cannot be used'}.`)
  if (code === '53100') return new CommandError('The disk of the database is full: nothing was restored.')
  return error
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}
