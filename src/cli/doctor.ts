// `colonnade doctor`: how the archive, each host and each feed are doing. Exit code 1 when something needs attention.
import { summarizeHealth } from '../archive/index.ts'
import { readConfig } from '../config.ts'
import { reportHealth } from './health-report.ts'
import { openHouse } from './house.ts'
import { print, printJson } from './out.ts'

export async function doctor(options: { readonly json?: boolean }): Promise<void> {
  const house = await openHouse(readConfig(process.env), { beside: true })
  try {
    const now = new Date()
    const health = await summarizeHealth(house.db, now)
    const { lines, attention } = reportHealth(health, now)
    if (options.json === true) printJson({ ...health, attention })
    else for (const line of [...lines, '', ...(attention.length > 0 ? attention : ['All is well.'])]) print(line)
    if (attention.length > 0) process.exitCode = 1
  } finally {
    await house.archive.close()
  }
}
