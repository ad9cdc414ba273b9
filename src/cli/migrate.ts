// `colonnade migrate`: the database in the shape this version needs.
import { dumpSchema, migrateArchive } from '../archive/index.ts'
import { readConfig } from '../config.ts'
import { openHouse } from './house.ts'
import { print } from './out.ts'

export async function migrate(options: { readonly dump?: boolean }): Promise<void> {
  const { archive, db } = await openHouse(readConfig(process.env), { migrate: false })
  try {
    const done = await migrateArchive(db)
    if (options.dump === true) process.stdout.write(await dumpSchema(db))
    else print(done.length === 0 ? 'The database is up to date.' : `Migrated: ${done.join(', ')}.`)
  } finally {
    await archive.close()
  }
}
