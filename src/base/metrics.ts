// What one process counts about itself, as Prometheus reads it; and what the archive holds, asked when Prometheus asks.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export type CountedVisit = {
  readonly purpose: string
  readonly outcome: string
  readonly bytes: number
  readonly durationMs: number
}

export type CountedAnswer = {
  readonly route: string
  readonly method: string
  readonly status: number
  readonly seconds: number
}

export type Metrics = {
  readonly visited: (visit: CountedVisit, newColumns: number) => void
  readonly answered: (answer: CountedAnswer) => void
  /** Text format 0.0.4. What the archive would say is left out while it does not answer, and `colonnade_archive_up` is 0. */
  text(): Promise<string>
  readonly contentType: string
}

/** `readArchive`: gauges by name, without `colonnade_` before them. */
export function createMetrics(readArchive: () => Promise<Readonly<Record<string, number>>>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const common = { registers: [registry] }
  const visits = new Counter({
    ...common,
    name: 'colonnade_visits_total',
    help: 'Requests to publishers by purpose and outcome.',
    labelNames: ['purpose', 'outcome'],
  })
  const bytes = new Counter({
    ...common,
    name: 'colonnade_visit_bytes_total',
    help: 'Body bytes received from publishers, before decompression.',
    labelNames: ['purpose'],
  })
  const columns = new Counter({
    ...common,
    name: 'colonnade_columns_filed_total',
    help: 'New columns filed by this process.',
  })
  const visitSeconds = new Histogram({
    ...common,
    name: 'colonnade_visit_seconds',
    help: 'Seconds from a request to its result being filed.',
    labelNames: ['purpose'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  })
  const answerSeconds = new Histogram({
    ...common,
    name: 'colonnade_answer_seconds',
    help: 'Seconds to answer a reader, by route.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  })
  const up = new Gauge({ ...common, name: 'colonnade_archive_up', help: '1 when the archive answers.' })
  const archive = new Map<string, Gauge>()
  return {
    visited({ purpose, outcome, bytes: received, durationMs }, newColumns) {
      visits.inc({ purpose, outcome })
      bytes.inc({ purpose }, received)
      visitSeconds.observe({ purpose }, durationMs / 1000)
      columns.inc(newColumns)
    },
    answered({ route, method, status, seconds }) {
      answerSeconds.observe({ route, method, status }, seconds)
    },
    async text() {
      const counted = await readArchive().catch(() => null)
      up.set(counted === null ? 0 : 1)
      for (const gauge of archive.values()) gauge.reset()
      for (const [name, value] of Object.entries(counted ?? {})) {
        const gauge = archive.get(name) ?? new Gauge({ ...common, name: `colonnade_${name}`, help: `In the archive: ${name.replaceAll('_', ' ')}.` }) // prettier-ignore
        archive.set(name, gauge)
        gauge.set(value)
      }
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}
