// Readers' journeys in a real browser: with scripts, with the keyboard alone, without a connection, and back.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { takeDownColumn } from '../../src/archive/index.ts'
import { seedNow } from '../serve-seed.ts'
import { keepPicture, useBrowserSite } from './browser-site.ts'
import { openChromium } from './chromium.ts'

const opened = await openChromium()
const skip = typeof opened === 'string' ? opened : false
const ferry = 'The ferry that nobody voted for'

describe('a reader with a browser', { skip }, () => {
  const site = useBrowserSite(opened as Browser)

  it('follows, likes and saves without leaving the page, and hears what became of it', async () => {
    await site.withPage({}, async (page) => {
      await page.goto(site.column(ferry))
      let loads = 0
      page.on('load', () => loads++)
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page
        .getByRole('button', { name: /^(Saved|Remove from saved|Take)/ })
        .first()
        .waitFor()
      await page.waitForFunction(() => document.getElementById('live')?.textContent !== '')
      assert.equal(await page.evaluate(() => document.activeElement?.closest('form')?.getAttribute('action')), '/save')
      await page.locator('form[action="/like"] button').click()
      await page.locator('form[action="/like"] button.on').waitFor()
      assert.equal(loads, 0)
      await page.goto('/saved')
      assert.deepEqual(await page.locator('.card .headline').allTextContents(), [ferry])
      await page.locator('form[action="/save"] button').click()
      await page.locator('.nothing').waitFor()
    })
  })

  it('reads on with single keys, and can turn them off', async () => {
    await site.withPage({ viewport: { width: 1280, height: 720 } }, async (page) => {
      await page.goto('/world')
      const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
      const headlines = await page.locator('main .card .headline a').allTextContents()
      await page.keyboard.press('j')
      assert.equal(await focused(), headlines[0])
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      assert.equal(await focused(), headlines[2])
      await page.keyboard.press('k')
      assert.equal(await focused(), headlines[1])
      assert.ok(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle !== 'none'))
      await page.keyboard.press('s')
      await page.waitForFunction(() => document.getElementById('live')?.textContent?.startsWith('Saved:'))
      await page.keyboard.press('?')
      const dialog = page.getByRole('dialog', { name: 'Keyboard' })
      await dialog.waitFor()
      assert.equal(await dialog.locator('kbd').count(), 7)
      await keepPicture(page, 'keyboard-dialog')
      await page.keyboard.press('j') // does nothing behind the dialog
      await page.keyboard.press('Escape')
      assert.equal(await dialog.count(), 0)
      assert.equal(await focused(), headlines[1])
      await page.keyboard.press('/')
      assert.equal(await page.evaluate(() => (document.activeElement as HTMLInputElement).type), 'search')
      await page.keyboard.type('jolly')
      assert.equal(await page.evaluate(() => (document.activeElement as HTMLInputElement).value), 'jolly')
      await page.evaluate(() => (document.activeElement as HTMLElement).blur())
      await page.keyboard.press('j')
      await page.keyboard.press('o')
      await page.waitForURL(/\/\d+$/)
      await page.goto('/saved')
      assert.deepEqual(await page.locator('.card .headline').allTextContents(), [headlines[1]?.trim()])
      await page.goto('/settings')
      await page.getByLabel(/Single keys act/).uncheck()
      await page.getByRole('button', { name: 'Keep' }).click()
      await page.goto('/world')
      await page.keyboard.press('j')
      assert.equal(await page.evaluate(() => document.activeElement === document.body), true)
    })
  })

  it('finds a writer, follows, saves, goes offline, reads on, likes, and comes back', async () => {
    await site.withPage({ mayFail: /ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_FAILED/ }, async (page) => {
      await page.goto('/columnists?q=maren')
      await page
        .getByRole('link', { name: /Maren Oyelaran/ })
        .first()
        .click()
      await page.getByRole('button', { name: 'Follow Maren Oyelaran' }).click()
      await page.getByRole('button', { name: /Stop following/ }).waitFor()
      await page.goto('/gb')
      await worker(page)
      await page.goto(site.column(ferry))
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.locator('form[action="/save"] button.on').waitFor()
      const path = new URL(page.url()).pathname
      for (const kept of ['/gb', '/columnist/maren-oyelaran', path, '/saved']) await keptOffline(page, kept)

      await site.unplug()
      try {
        for (const kept of [path, '/columnist/maren-oyelaran', '/saved', '/gb', '/']) {
          await page.goto(kept)
          assert.equal(await page.locator('h1').count(), 1, kept)
          assert.ok(await page.evaluate(() => getComputedStyle(document.body).display === 'flex'), kept)
          assert.ok((await page.getByText(ferry).count()) > 0, kept)
        }
        await page.goto('/publishers')
        assert.equal(await page.locator('h1').textContent(), 'You are offline')
        await page.getByRole('link', { name: ferry }).waitFor()
        assert.deepEqual((await page.locator('#offline-pages a').allTextContents()).slice(0, 3), [
          'Opinion columns from the United Kingdom',
          'Your favorites',
          'Maren Oyelaran',
        ])
        await keepPicture(page, 'offline')
        await page.goto(path)
        await page.locator('form[action="/like"] button').click()
        await page.waitForFunction(() => /offline/.test(document.getElementById('live')?.textContent ?? ''))
      } finally {
        await site.plugIn()
      }
      assert.equal(await likes(), 0)
      await page.goto('/gb')
      await eventually(() =>
        page.evaluate(async () =>
          (await (await caches.open('queue')).keys()).every((one) => !one.url.includes('/offline/queue/')),
        ),
      )
      assert.equal(await likes(), 1)

      await takeDownColumn(site.database.db, {
        publisherId: site.seed.publishers.harbour.id,
        columnId: site.seed.ids.get(ferry)!,
        reason: 'columnist',
        now: seedNow,
      })
      await page.evaluate(() => navigator.serviceWorker.controller?.postMessage('online'))
      await eventually(() =>
        page.evaluate(async (gone) => {
          const pages = await caches.open('pages')
          const texts = await Promise.all((await pages.matchAll()).map((one) => one.text()))
          return (
            (await pages.match(gone, { ignoreVary: true })) === undefined &&
            texts.every((text) => !text.includes('nobody voted for'))
          )
        }, path),
      )
      await page.goto('/settings')
      await page.getByRole('button', { name: 'Forget everything here' }).click()
      await eventually(() => page.evaluate(async () => (await caches.keys()).length === 0))
      assert.deepEqual(await page.context().cookies(), [])
    })
  })

  it('counts a view when a prefetched page is shown, and not before', async () => {
    const title = 'Small towns do not need saving'
    // Under its own name this browser counts as a machine.
    const userAgent =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36'
    await site.withPage({ userAgent, viewport: { width: 1280, height: 720 } }, async (page) => {
      await page.goto('/us')
      const link = page.getByRole('link', { name: title })
      const prefetched = page.context().waitForEvent('request', {
        predicate: (request) => request.headers()['sec-purpose']?.startsWith('prefetch') ?? false,
        timeout: 2000,
      })
      await link.hover()
      const isPrefetched = await prefetched.then(
        () => true,
        () => false,
      )
      await page.waitForTimeout(300)
      assert.equal(await viewsOf(title), 0)
      await link.click()
      await page.waitForURL(/\/\d+$/)
      await page.waitForTimeout(300)
      assert.equal(await viewsOf(title), 1, `prefetched: ${isPrefetched}`)
    })
  })

  it('reads right to left, in print, and in the theme they chose', async () => {
    for (const [name, path, locale] of [
      ['he', '/il', 'he'],
      ['en', '/gb', 'en'],
    ] as const)
      for (const theme of ['light', 'dark'] as const)
        for (const width of [360, 1280]) {
          await site.withPage(
            { locale, colorScheme: theme === 'light' ? 'dark' : 'light', viewport: { width, height: 740 } },
            async (page) => {
              await page.context().addCookies([{ name: 'look', value: theme, url: site.base }])
              await page.goto(path)
              const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
              assert.equal(paper, theme === 'light' ? 'rgb(252, 251, 248)' : 'rgb(21, 20, 18)')
              assert.equal(await page.evaluate(() => document.dir), name === 'he' ? 'rtl' : 'ltr')
              await keepPicture(page, `front-${name}-${theme}-${width}`)
              await page.goto('/settings')
              await keepPicture(page, `settings-${name}-${theme}-${width}`)
            },
          )
        }
    await site.withPage({}, async (page) => {
      await page.context().addCookies([{ name: 'look', value: 'dark', url: site.base }])
      await page.goto(site.column('The grain elevator and the cloud'))
      await page.emulateMedia({ media: 'print' })
      assert.ok(!(await page.locator('.masthead .main-nav').isVisible()))
      const { ink, shown } = await page.evaluate(() => ({
        ink: getComputedStyle(document.querySelector('h1')!).color,
        shown: getComputedStyle(document.documentElement).colorScheme,
      }))
      assert.equal(shown, 'light')
      assert.equal(ink, 'rgb(0, 0, 0)')
      await keepPicture(page, 'column-print')
    })
  })

  it('may leave out what is for subscribers', async () => {
    await site.withPage({}, async (page) => {
      await page.goto('/gb')
      const paid = page.getByRole('link', { name: 'What the tide tables teach about patience' })
      assert.ok(await paid.isVisible())
      await page.context().addCookies([{ name: 'look', value: 'unpaid', url: site.base }])
      await page.goto('/gb')
      assert.equal(await paid.isVisible(), false)
      assert.ok(await page.locator('.paid-hidden').first().isVisible())
    })
  })

  async function likes(): Promise<number> {
    const { rows } = await sql<{ n: number }>`select count(*) as n from likes`.execute(site.database.db)
    return (rows[0]?.n ?? 0) - 1 // of the first journey
  }

  async function viewsOf(title: string): Promise<number> {
    const id = site.seed.ids.get(title)
    const { rows } = await sql<{ views: number }>`select views from column_counts where column_id = ${id}`.execute(
      site.database.db,
    )
    return rows[0]?.views ?? 0
  }
})

/** Waits for the worker that keeps pages. */
async function worker(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 15_000 })
}

async function keptOffline(page: Page, path: string): Promise<void> {
  await eventually(() =>
    page.evaluate(
      async (asked) => (await (await caches.open('pages')).match(asked, { ignoreVary: true })) !== undefined,
      path,
    ),
  )
}

/** Fails after ten seconds. */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 10_000
  while (!(await holds())) {
    if (Date.now() > until) throw new Error('it did not come to be')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
