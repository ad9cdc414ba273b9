// `/about` and the pages below it.
import type { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { listBotDays } from '../../archive/index.ts'
import { AboutAttribution, AboutColonnade, AboutCounting } from './about-readers.tsx'
import { AboutAccessibility, AboutRanking } from './about-reading.tsx'
import { AboutBot, AboutPrivacy, AboutTerms } from './about-rules.tsx'
import { showPage, viewOf, type Desk } from './desk.ts'
import { messages as m } from './messages.ts'
import type { View } from './view.ts'

type Document = { title: () => string; body: (view: View, desk: Desk) => Child | Promise<Child> }

const dayMs = 86_400_000
const botDays = 30

const documents: Record<string, Document> = {
  '/about': { title: () => m.aboutSite, body: (view) => <AboutColonnade view={view} /> },
  '/about/bot': { title: () => m.aboutBot, body: aboutBot },
  '/about/privacy': { title: () => m.aboutPrivacy, body: () => <AboutPrivacy /> },
  '/about/terms': { title: () => m.aboutTerms, body: (view) => <AboutTerms view={view} /> },
  '/about/counting': { title: () => m.aboutCounting, body: () => <AboutCounting /> },
  '/about/ranking': { title: () => m.aboutRanking, body: () => <AboutRanking /> },
  '/about/accessibility': { title: () => m.aboutAccessibility, body: (view) => <AboutAccessibility view={view} /> },
  '/about/attribution': { title: () => m.aboutAttribution, body: () => <AboutAttribution /> },
}

export function routeAbout(app: Hono, desk: Desk): void {
  for (const [path, { title, body }] of Object.entries(documents)) {
    app.get(path, async (c) => {
      const view = await viewOf(desk, c)
      return showPage(
        c,
        view,
        { title: title(), canonical: path },
        <>
          <header class="page-head">
            <h1>{title()}</h1>
          </header>
          <div class="prose">{await body(view, desk)}</div>
        </>,
      )
    })
  }
  app.get('/bot', (c) => c.redirect('/about/bot', 301))
}

async function aboutBot(view: View, { db, now }: Desk): Promise<Child> {
  const since = new Date(now().getTime() - (botDays - 1) * dayMs)
  return <AboutBot view={view} days={await listBotDays(db, since)} />
}
