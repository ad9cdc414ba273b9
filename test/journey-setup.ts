// What the tests of the whole way share: a collector over a press on loopback, without delays.
import type { Db } from '../src/archive/index.ts'
import { createLog } from '../src/base/index.ts'
import { createClient, type Client, type ClientOptions } from '../src/collect/index.ts'
import { loadLanguageDetector } from '../src/parse/index.ts'
import { usualLeaseMs, type Collecting } from '../src/pipeline/index.ts'

export function createTestClient(port: number, limits: NonNullable<ClientOptions['limits']> = {}): Client {
  return createClient({
    version: 'test',
    publicUrl: 'http://localhost:8080',
    allowLoopback: true,
    allowedPorts: [port],
    limits,
  })
}

export async function collectingFor(db: Db, client: Client, changes: Partial<Collecting> = {}): Promise<Collecting> {
  return {
    db,
    client,
    log: createLog('silent'),
    detector: await loadLanguageDetector(),
    worker: 'journey',
    crawlDelayMs: 0,
    hostsAtOnce: 8,
    readPages: true,
    revisitMs: 3_600_000,
    leaseMs: usualLeaseMs,
    now: () => new Date(),
    random: () => 0.5,
    ...changes,
  }
}
