// The measured side: Colonnade's own collector until nothing is due, politeness delay off. A process of its own.
import { availableParallelism } from 'node:os'
import { openArchive } from '../archive/index.ts'
import { prepareNames } from '../attribute/index.ts'
import { createLog } from '../base/index.ts'
import { createClient } from '../collect/index.ts'
import { loadLanguageDetector } from '../parse/index.ts'
import { runCollector, startReader, usualLeaseMs } from '../pipeline/index.ts'
import { answerParent, readTask } from './side-process.ts'

const task = readTask()
const archive = await openArchive({ url: task.databaseUrl, migrate: false, filing: true })
const client = createClient({
  version: 'bench',
  publicUrl: 'http://localhost:8080',
  allowLoopback: true,
  allowedPorts: [task.pressPort],
})
const detector = await loadLanguageDetector()
const reader = startReader(detector, availableParallelism())
const collecting = {
  db: archive.db,
  client,
  log: createLog('warn'),
  detector,
  reader,
  worker: `bench-${process.pid}`,
  crawlDelayMs: 0,
  hostsAtOnce: task.atOnce,
  readPages: task.pages,
  readAuthors: false,
  revisitMs: null,
  leaseMs: usualLeaseMs,
  now: () => new Date(),
  random: Math.random,
}
await prepareNames()
await archive.db.selectFrom('feeds').select('id').limit(1).execute() // connected before the clock starts

await answerParent(async () => {
  const report = await runCollector(collecting, { signal: new AbortController().signal, once: true })
  return { feeds: report.feeds, entries: report.newColumns, pages: report.pages }
})
await reader.close()
await client.close()
await archive.close()
