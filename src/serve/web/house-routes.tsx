// What machines ask of a site: files, robots.txt, an icon, and whether it is well.
import type { Hono } from 'hono'
import { pingArchive } from '../../archive/index.ts'
import { messages as m } from './messages.ts'
import type { Desk } from './desk.ts'

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><style>path{fill:#7a1f1f}@media(prefers-color-scheme:dark){path{fill:#e9a99b}}</style><path d="M2 3h20v3H2zM4 8h3v10H4zM10.5 8h3v10h-3zM17 8h3v10h-3zM2 20h20v2H2z"/></svg>`

export function routeHouse(app: Hono, desk: Desk): void {
  app.get('/assets/:file', (c) => desk.site.assets.answer(c, c.req.param('file')))
  app.get('/favicon.svg', (c) =>
    c.body(icon, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=604800' }),
  )
  app.get('/favicon.ico', (c) => c.redirect('/favicon.svg', 301))
  app.get('/robots.txt', (c) => {
    const closed = ['/go/', '/search', '/saved', '/following', '/*/favorites', '/desk']
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
