// `colonnade distribute`: an archive on one server becomes one that is spread over a Citus cluster.
import { distributeArchive, planDistribution, type DistributionPlan } from '../archive/index.ts'
import { readConfig } from '../config.ts'
import { openHouse } from './house.ts'
import { print, printJson } from './out.ts'

export type DistributeOptions = { readonly dryRun?: boolean; readonly json?: boolean }

export async function distribute({ dryRun, json }: DistributeOptions): Promise<void> {
  const { archive, db } = await openHouse(readConfig(process.env), { migrate: dryRun !== true })
  const say = (statement: string) => {
    if (json !== true) print(`${statement};`)
  }
  try {
    const plan = dryRun === true ? await planDistribution(db) : await distributeArchive(db, say)
    if (json === true) return printJson({ ...plan, executed: dryRun !== true })
    if (dryRun === true) for (const statement of plan.statements) say(statement)
    print(summary(plan, dryRun === true))
  } finally {
    await archive.close()
  }
}

function summary({ statements, dropped }: DistributionPlan, isDry: boolean): string {
  if (statements.length === 0) return 'The archive is spread over the cluster already.'
  const keys = dropped.length === 0 ? '' : `, ${dropped.length} foreign keys among them dropped`
  return isDry
    ? `${statements.length} statements to execute${keys}; nothing was changed.`
    : `Done: ${statements.length} statements${keys}. Start serve and collect again.`
}
