// `colonnade doctor`: how the archive, each host and each feed are doing. Exit code 1 when something needs attention.
import { recountArchive, summarizeHealth, type Recount } from '../archive/index.ts'
import { readConfig } from '../config.ts'
import { reportHealth } from './health-report.ts'
import { openHouse } from './house.ts'
import { print, printJson, printTable } from './out.ts'
import { countingProgress } from './progress.ts'

export type DoctorOptions = { readonly json?: boolean; readonly recount?: boolean }

export async function doctor(options: DoctorOptions): Promise<void> {
  if (options.recount === true) return recount(options)
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

const countNames: Readonly<Record<keyof Recount, string>> = {
  writers: 'writers at publishers',
  publishers: 'publishers',
  days: "countries' days",
  readers: "columns' readers",
}

/** Counts everything anew, mends what is wrong and tells; exit code 1 when something was. */
async function recount({ json }: DoctorOptions): Promise<void> {
  const house = await openHouse(readConfig(process.env), { beside: true })
  const progress = countingProgress('{value} publishers counted')
  try {
    const result = await recountArchive(house.db, { mend: true, onPublisher: () => progress.step({}) }).finally(() =>
      progress.stop(),
    )
    const wrong = Object.values(result).reduce((sum, one) => sum + one.wrong, 0)
    if (wrong > 0) process.exitCode = 1
    if (json === true) return printJson(result)
    printTable(
      ['counts of', 'counted', 'were wrong'],
      Object.entries(result).map(([name, one]) => [countNames[name as keyof Recount], one.counted, one.wrong]),
    )
    print(wrong === 0 ? 'All counts are right.' : 'All counts are right now.')
  } finally {
    await house.archive.close()
  }
}
