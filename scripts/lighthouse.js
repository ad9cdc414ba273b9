// `npm run lighthouse`: Lighthouse's mobile preset on the four pages that readers meet first, over the seeded site of the tests. Not a
// part of `npm run check`: it takes minutes, and its speeds are this machine's. Ends with 1 when a category is below the bound.
import { mkdirSync, writeFileSync } from 'node:fs'
import lighthouse from 'lighthouse'
import { computeMedianRun } from 'lighthouse/core/lib/median-run.js'
import { chromium } from 'playwright-core'
import { findChromium } from '../test/apart/chromium.ts'
import { openSeededSite } from '../test/seeded-site.ts'

const bound = 98
/** Lighthouse's own advice for a number that repeats: the median of some runs. */
const runsOfPage = 3
const debuggingPort = 9333
const reports = new URL('../build/lighthouse/', import.meta.url)

const found = await findChromium()
if (typeof found === 'string') throw new Error(found)
const site = await openSeededSite()
const browser = await chromium.launch({ ...found, args: [...found.args, `--remote-debugging-port=${debuggingPort}`] })
mkdirSync(reports, { recursive: true })
let short = 0
try {
  for (const [name, path] of Object.entries(site.pages)) {
    const runs = []
    for (let run = 0; run < runsOfPage; run++) {
      const result = await lighthouse(`${site.url}${path}`, { port: debuggingPort, logLevel: 'error' })
      if (result === undefined) throw new Error(`Lighthouse said nothing about ${path}`)
      runs.push(result.lhr)
    }
    const lhr = computeMedianRun(runs)
    writeFileSync(new URL(`${name}.json`, reports), JSON.stringify(lhr, null, 2))
    const scores = Object.values(lhr.categories).map(({ title, score }) => `${title} ${Math.round((score ?? 0) * 100)}`)
    const { audits } = lhr
    const shift = audits['cumulative-layout-shift']?.numericValue ?? 0
    console.log(`${name.padEnd(10)} ${scores.join(' · ')} · CLS ${shift}`)
    for (const audit of Object.values(audits))
      if (audit.score !== null && audit.score < 0.9) console.log(`  ${audit.id}: ${audit.displayValue ?? audit.title}`)
    if (shift > 0 || Object.values(lhr.categories).some(({ score }) => (score ?? 0) * 100 < bound)) short++
  }
} finally {
  await browser.close()
  await site.close()
}
process.exit(short > 0 ? 1 : 0)
