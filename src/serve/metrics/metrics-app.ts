// `/metrics` for Prometheus, on an address of its own that readers do not reach.
import { Hono } from 'hono'
import type { Metrics } from '../../base/index.ts'

export function createMetricsApp(metrics: Metrics): Hono {
  const app = new Hono()
  app.get('/metrics', async (c) =>
    c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }),
  )
  return app
}
