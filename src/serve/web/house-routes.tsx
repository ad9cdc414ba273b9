// What machines ask of a site: files, robots.txt, and whether it is well.
import type { Hono } from 'hono'
import { pingArchive } from '../../archive/index.ts'
import { messages as m } from './messages.ts'
import type { Desk } from './desk.ts'
import { filterNames } from './filters.tsx'

export function routeHouse(app: Hono, desk: Desk): void {
  app.get('/assets/:file', (c) => desk.site.assets.answer(c, c.req.param('file')))
  app.get('/robots.txt', (c) => {
    const closed = ['/go/', '/search?*&', '/saved', '/following', '/*/favorites', '/desk', '/settings', '/offline']
    // One filter alone is a page like any other; all their combinations are without number.
    for (const name of filterNames) closed.push(`/*?${name}=*&`, `/*&${name}=`)
    return c.text(`User-agent: *\n${closed.map((path) => `Disallow: ${path}\n`).join('')}`, 200, {
      'Cache-Control': 'public, max-age=86400',
    })
  })
  // The process answers.
  app.get('/healthz', (c) => c.text('ok', 200, { 'Cache-Control': 'no-store' }))
  // It can serve pages: the archive answers too.
  app.get('/readyz', async (c) => {
    const ready = await pingArchive(desk.db).then(
      () => true,
      (error: unknown) => {
        desk.log.error({ err: error }, 'the archive does not answer')
        return false
      },
    )
    c.header('Cache-Control', 'no-store')
    return ready ? c.text('ready', 200) : c.text(m.problems[503] ?? 'not ready', 503)
  })
}
