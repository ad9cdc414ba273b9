// What an operator names on the command line: a column by its number, its address here or its address at the publisher; or a
// section or a publisher by its address.
import { resolveTargets, type Db, type TakedownTarget } from '../archive/index.ts'
import type { Config } from '../config.ts'
import { publicUrlOf } from './house.ts'
import { CommandError } from './out.ts'

export type Target = Exclude<TakedownTarget, { kind: 'unknown' }>
export type ColumnTarget = Extract<TakedownTarget, { kind: 'column' }>

export async function findTarget(db: Db, text: string, config: Config): Promise<Target | undefined> {
  const publicUrl = publicUrlOf(config)
  const address = /^\d{1,15}$/.test(text) ? `${publicUrl}/-/-/-/${text}` : text
  const [target] = await resolveTargets(db, [address], publicUrl)
  return target === undefined || target.kind === 'unknown' ? undefined : target
}

/** Throws CommandError for whatever is no column of ours. */
export async function getColumn(db: Db, text: string, config: Config): Promise<ColumnTarget> {
  const target = await findTarget(db, text, config)
  if (target?.kind !== 'column')
    throw new CommandError(`${text} is neither the number of a column of ours nor the address of one.`)
  return target
}
