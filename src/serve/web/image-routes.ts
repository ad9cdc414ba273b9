// `/img/…`: the small copies of publishers' pictures and portraits that we keep. Nothing is ever loaded from a publisher by a reader.
import type { Hono } from 'hono'
import { findImageFile, findPortraitFile } from '../../archive/index.ts'
import { notFound } from '../http/problem.ts'
import type { Desk } from './desk.ts'

/** A week: a browser that has shown it does not ask twice. Five minutes: what was taken down goes from the caches between us. */
const cacheControl = 'public, max-age=604800, s-maxage=300, immutable'

export function routeImages(app: Hono, desk: Desk): void {
  app.get('/img/:file{[0-9a-f]{32}-[0-9]{1,4}\\.webp}', async (c) => {
    const file = c.req.param('file')
    const hash = file.slice(0, 32)
    const width = Number.parseInt(file.slice(33), 10)
    const bytes = (await findPortraitFile(desk.db, hash, width)) ?? (await findImageFile(desk.db, hash, width))
    if (bytes === undefined) throw notFound()
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': 'image/webp',
      'Content-Length': String(bytes.length),
      'Cache-Control': cacheControl,
      'X-Robots-Tag': 'noindex',
      ETag: `"${file}"`,
    })
  })
}
