// `colonnade merge`, `split`, `correct`, `undo`: what an operator decides about persons, each with a reason and a number by
// which it is taken back.
import {
  correctColumn,
  listAmendments,
  mergeColumnists,
  splitColumnist,
  undoAmendment,
  type Db,
} from '../archive/index.ts'
import { readConfig, type Config } from '../config.ts'
import type { ContributorKind } from '../model/index.ts'
import { getColumn } from './find-target.ts'
import { openHouse } from './house.ts'
import { operatorHere } from './operator.ts'
import { CommandError, print, printJson, printTable } from './out.ts'

type Said = { readonly reason: string; readonly json?: boolean }

export async function merge(from: string, into: string, { reason, json }: Said): Promise<void> {
  const merged = await inArchive((db) => mergeColumnists(db, { from, into, ...deciding(reason) }))
  if (json === true) return printJson(merged)
  print(
    `${merged.from.name} is ${merged.into.name} now, with ${columnsOf(merged.columns)} more. Its address redirects.`,
  )
  printUndo(merged.amendment)
}

export async function split(slug: string, { publisher, reason, json }: Said & { publisher: string }): Promise<void> {
  const parted = await inArchive((db) => splitColumnist(db, { slug, publisher, ...deciding(reason) }))
  if (json === true) return printJson(parted)
  print(`${columnsOf(parted.columns)} in ${publisher} belong to ${parted.into.name} (${parted.into.slug}) now.`)
  printUndo(parted.amendment)
}

export type CorrectOptions = Said & {
  readonly writer?: readonly string[]
  readonly nobody?: boolean
  readonly kind: ContributorKind
  readonly always?: boolean
  readonly never?: boolean
}

export async function correct(column: string, options: CorrectOptions): Promise<void> {
  const { writer = [], nobody = false, always = false, never = false, kind, reason, json } = options
  if (nobody === writer.length > 0)
    throw new CommandError('Say who wrote it: --writer NAME, several times for several, or --nobody.')
  if (always && never) throw new CommandError('--always and --never contradict each other.')
  const corrected = await inArchive(async (db, config) =>
    correctColumn(db, {
      columnId: (await getColumn(db, column, config)).columnId,
      writers: writer.map((name) => ({ name, kind })),
      ...(always ? { teach: 'always' } : never ? { teach: 'never' } : {}),
      ...deciding(reason),
    }),
  )
  if (json === true) return printJson(corrected)
  const names = (list: typeof corrected.after) => list.map((one) => one.name).join(', ') || 'nobody'
  print(
    `Column ${corrected.columnId} was credited to ${names(corrected.before)}, and is to ${names(corrected.after)} now.`,
  )
  print('The correction is shown in public with its reason, and no later reading overwrites it.')
  printUndo(corrected.amendment)
}

/** Without a number: which acts there are. */
export async function undo(act: string | undefined, { json }: { readonly json?: boolean }): Promise<void> {
  if (act === undefined) return printActs(json === true)
  if (!/^\d{1,15}$/.test(act)) throw new CommandError(`“${act}” is not the number of an act.`)
  const undone = await inArchive((db) => undoAmendment(db, Number(act), deciding('')))
  if (json === true) return printJson({ amendment: Number(act), ...undone })
  print(`Act ${act} (${undone.what}) is undone.`)
}

const actsShown = 30

async function printActs(json: boolean): Promise<void> {
  const acts = await inArchive((db) => listAmendments(db, { limit: actsShown }))
  if (json) return printJson(acts.map(({ before: _before, ...act }) => act))
  if (acts.length === 0) return print('Nothing has been merged, split or corrected.')
  printTable(
    ['act', 'what', 'when', 'who', 'reason', 'undone'],
    acts.map(({ id, what, amendedAt, who, reason, undoneAt }) => [
      String(id),
      what,
      amendedAt.toISOString().slice(0, 16).replace('T', ' '),
      who,
      reason,
      undoneAt === null ? '' : 'undone',
    ]),
  )
}

async function inArchive<T>(act: (db: Db, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const house = await openHouse(config, { beside: true })
  try {
    return await act(house.db, config)
  } finally {
    await house.archive.close()
  }
}

function deciding(reason: string): { by: string; reason: string; now: Date } {
  return { by: operatorHere(), reason, now: new Date() }
}

function columnsOf(n: number): string {
  return n === 1 ? '1 column' : `${n.toLocaleString('en')} columns`
}

function printUndo(amendment: number): void {
  print(`To take it back: colonnade undo ${amendment}`)
}
