// The process' own numbers, and the address where Prometheus reads them.
import { readGauges } from '../archive/index.ts'
import { createMetrics, type Metrics } from '../base/index.ts'
import type { Config } from '../config.ts'
import { createMetricsApp, startServer } from '../serve/metrics/index.ts'
import type { House } from './house.ts'

export type MetricsHouse = { readonly metrics: Metrics; close(): Promise<void> }

/** An address that is taken is said in the log and nothing more: several processes on one machine share the default. */
export async function openMetrics({ db, log }: House, config: Config): Promise<MetricsHouse> {
  const metrics = createMetrics(() => readGauges(db, new Date()))
  if (config.metrics === null) return { metrics, close: () => Promise.resolve() }
  const { host, port } = config.metrics
  try {
    const server = await startServer(createMetricsApp(metrics), { host, port })
    return { metrics, close: () => server.close() }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === null) throw error
    log.warn({ host, port, code }, 'metrics cannot be read there; COLONNADE_METRICS sets another address')
    return { metrics, close: () => Promise.resolve() }
  }
}
