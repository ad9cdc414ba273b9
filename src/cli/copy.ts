// `colonnade copy`: the operator's word that one column is a copy of another, or that it is no copy of anything.
import { joinCopy, separateCopy } from '../archive/index.ts'
import { readConfig } from '../config.ts'
import { getColumn } from './find-target.ts'
import { openHouse } from './house.ts'
import { CommandError, print, printJson } from './out.ts'

export type CopyOptions = {
  readonly of?: string
  readonly separate?: boolean
  readonly reason: string
  readonly json?: boolean
}

const who = 'command line'

export async function copy(column: string, options: CopyOptions): Promise<void> {
  if ((options.of === undefined) === (options.separate !== true))
    throw new CommandError('Say either --of and its original, or --separate.')
  const config = readConfig(process.env)
  const house = await openHouse(config, { beside: true })
  try {
    const one = await getColumn(house.db, column, config)
    const key = { publisherId: one.publisherId, id: one.columnId }
    const deciding = { who, reason: options.reason, now: new Date() }
    if (options.of === undefined) {
      const changed = await separateCopy(house.db, key, deciding)
      if (options.json === true) printJson({ column: one.columnId, separated: changed })
      else
        print(changed ? `Stands for itself from now on: “${one.title}”` : `Stands for itself already: “${one.title}”`)
      return
    }
    const original = await getColumn(house.db, options.of, config)
    const changed = await joinCopy(
      house.db,
      key,
      { publisherId: original.publisherId, id: original.columnId },
      deciding,
    )
    if (options.json === true) printJson({ column: one.columnId, of: original.columnId, joined: changed })
    else
      print(
        changed
          ? `One piece from now on: “${one.title}” (${one.publisherName}) and its original (${original.publisherName})`
          : 'Nothing changed: they are one piece already, or of one publisher.',
      )
  } finally {
    await house.archive.close()
  }
}
