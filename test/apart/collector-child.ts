// A collector in a process of its own, to be killed: collects without end until it is.
import { openArchive } from '../../src/archive/index.ts'
import { runCollector } from '../../src/pipeline/index.ts'
import { collectingFor, createTestClient } from '../journey-setup.ts'

const [url, port, worker] = process.argv.slice(2)
const archive = await openArchive({ url: url ?? '', migrate: false })
const collecting = await collectingFor(archive.db, createTestClient(Number(port)), {
  worker: worker ?? '',
  hostsAtOnce: 2,
  leaseMs: 1500,
  revisitMs: 300,
})
await runCollector(collecting, { signal: new AbortController().signal })
