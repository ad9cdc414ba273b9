// `colonnade desk`: a link that opens the operator's desk once.
import { makeDeskKey } from '../archive/index.ts'
import { readConfig } from '../config.ts'
import { openHouse, publicUrlOf } from './house.ts'
import { print, printJson } from './out.ts'

export async function desk(options: { readonly json?: boolean }): Promise<void> {
  const config = readConfig(process.env)
  const house = await openHouse(config, { beside: true })
  try {
    const { key, expiresAt } = await makeDeskKey(house.db, new Date())
    const url = `${publicUrlOf(config)}/desk/open?key=${key}`
    if (options.json === true) return printJson({ url, expiresAt })
    print(url)
    print('It works once, within ten minutes, and opens the desk in your browser for twelve hours.')
  } finally {
    await house.archive.close()
  }
}
