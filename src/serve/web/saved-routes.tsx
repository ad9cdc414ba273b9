// `/saved`: columns kept for later, from the reader's own cookie.
import type { Hono } from 'hono'
import { listColumnsByKeys } from '../../archive/index.ts'
import { showPage, viewOf, type Desk } from './desk.ts'
import { SavedPage } from './favorites-pages.tsx'
import { messages as m } from './messages.ts'

export function routeSaved(app: Hono, desk: Desk): void {
  app.get('/saved', async (c) => {
    const view = await viewOf(desk, c)
    const found = await listColumnsByKeys(desk.db, view.reader.saved)
    const byId = new Map(found.map((card) => [card.id, card]))
    const cards = view.reader.saved.flatMap((one) => byId.get(one.id) ?? [])
    return showPage(
      c,
      view,
      { title: m.savedTitle, indexed: false, personal: true },
      <SavedPage view={view} cards={cards} />,
    )
  })
}
