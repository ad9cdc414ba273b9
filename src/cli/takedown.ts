// `colonnade takedown`: hides a column, a section or a publisher, or shows it again.
import { blockPrefix, liftBlock, listBlocks, takeDownColumn, undoTakedown, type Db } from '../archive/index.ts'
import { readConfig } from '../config.ts'
import { findTarget, type Target } from './find-target.ts'
import { openHouse } from './house.ts'
import { CommandError, print, printJson } from './out.ts'

export type TakedownOptions = {
  readonly reason: string
  readonly note?: string
  readonly undo?: boolean
  readonly json?: boolean
}

const who = 'command line'

export async function takedown(column: string, options: TakedownOptions): Promise<void> {
  const config = readConfig(process.env)
  const house = await openHouse(config, { beside: true })
  try {
    const target = await findTarget(house.db, column, config)
    if (target === undefined)
      throw new CommandError(
        `${column} is neither a column of ours nor the address of one, of its section or its publisher.`,
      )
    const changed = options.undo === true ? await undo(house.db, target) : await hide(house.db, target, options)
    if (options.json === true) printJson({ ...target, changed })
    else print(inWords(target, options.undo === true, changed))
  } finally {
    await house.archive.close()
  }
}

/** How many columns were hidden. */
async function hide(db: Db, target: Target, { reason, note }: TakedownOptions): Promise<number> {
  const why = { reason, detail: note ?? null, who, now: new Date() }
  if (target.kind === 'section') return blockPrefix(db, { ...target, ...why })
  return (await takeDownColumn(db, { ...target, ...why })) ? 1 : 0
}

async function undo(db: Db, target: Target): Promise<number> {
  const now = new Date()
  if (target.kind === 'column') return (await undoTakedown(db, { ...target, who, now })) ? 1 : 0
  const { publisherId, prefix } = target
  const block = (await listBlocks(db)).find((one) => one.publisherId === publisherId && one.prefix === prefix)
  return block !== undefined && (await liftBlock(db, { publisherId, id: block.id, who, now })) ? 1 : 0
}

function inWords(target: Target, undone: boolean, changed: number): string {
  const what =
    target.kind === 'column'
      ? `“${target.title}” (${target.publisherName})`
      : target.prefix === ''
        ? `everything of ${target.publisherName}`
        : target.prefix
  if (undone) return changed > 0 ? `Shown again: ${what}` : `Not hidden: ${what}`
  if (target.kind === 'section') return `Left alone from now on: ${what}. Columns hidden: ${changed}.`
  return changed > 0 ? `Hidden: ${what}` : `Hidden already: ${what}`
}
