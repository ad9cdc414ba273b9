// The reading site in a real browser: accessible, within its weight, nothing refused by its own policy, whole without scripts.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { everyPage, ofStatus } from './browser-paths.ts'
import { useBrowserSite } from './browser-site.ts'
import { openChromium } from './chromium.ts'

const opened = await openChromium()
const skip = typeof opened === 'string' ? opened : false

describe('the site in a browser', { skip }, () => {
  const site = useBrowserSite(opened as Browser)
  let paths: string[]
  before(async () => {
    paths = await everyPage(site)
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no accessibility violations in the ${colorScheme} theme, on a phone and on a desk`, async () => {
      for (const width of [360, 1280]) {
        // One of the four from right to left.
        const locale = colorScheme === 'dark' && width === 360 ? 'he' : 'en'
        await site.withPage(
          { colorScheme, locale, mayFail: ofStatus, viewport: { width, height: 800 }, bypassCSP: true },
          async (page) => {
            for (const path of paths) {
              await page.goto(path)
              for (const details of await page.locator('main details').all())
                await details.evaluate((one) => one.setAttribute('open', ''))
              await page.evaluate(axe.source)
              const violations = await page.evaluate(async () => {
                const { axe: inPage } = globalThis as unknown as { axe: typeof axe }
                const result = await inPage.run(document, {
                  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                })
                return result.violations.map(
                  (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
                )
              })
              assert.deepEqual(violations, [], `${path} at ${width}`)
            }
          },
        )
      }
    })
  }

  it('is light, asks nobody else, and its own policy refuses nothing', async () => {
    for (const path of paths) {
      await site.withPage({ mayFail: ofStatus }, async (page) => {
        const failed: string[] = []
        const sizes: Promise<number>[] = []
        const urls: string[] = []
        page.on('requestfinished', (request) => {
          urls.push(request.url())
          sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize))
        })
        page.on('requestfailed', (request) => failed.push(request.url()))
        await page.goto(path, { waitUntil: 'load' })
        await page.waitForTimeout(100) // the icon is asked for last
        const redirects = path.startsWith('/x/y/z/') ? 1 : 0
        assert.deepEqual(failed, [], path)
        assert.ok(
          urls.every((url) => url.startsWith(site.base)),
          urls.join(' '),
        )
        assert.ok(urls.length - redirects <= 5, `${path}: ${urls.length} requests`)
        const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
        assert.ok(bytes <= 32_000, `${path}: ${bytes} bytes`)
      })
    }
  })

  it('needs no sideways scrolling at 320 pixels, nor with letters twice as large', async () => {
    await site.withPage({ viewport: { width: 320, height: 640 }, mayFail: ofStatus }, async (page) => {
      for (const path of paths) {
        await page.goto(path)
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, path)
      }
    })
    await site.withPage({ viewport: { width: 640, height: 800 }, mayFail: ofStatus }, async (page) => {
      for (const path of paths) {
        await page.goto(path)
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 640, path)
      }
    })
  })

  it('has targets that a thumb can hit', async () => {
    await site.withPage({ viewport: { width: 360, height: 640 }, hasTouch: true, mayFail: ofStatus }, async (page) => {
      for (const path of paths) {
        await page.goto(path)
        const small = await page.evaluate(() =>
          [
            ...document.querySelectorAll<HTMLElement>(
              'button, select, input:not([type=hidden]), summary, nav a, .people a, .outlets a, .names a, .button, .meta a, .kicker a, .colophon a',
            ),
          ]
            // What is ticked is hit by its label too.
            .map((one) => (one.matches('[type=radio], [type=checkbox]') ? (one.closest('label') ?? one) : one))
            .filter((one) => one.offsetParent !== null && one.getBoundingClientRect().height < 43.5)
            .map((one) => `${one.textContent?.trim()} ${one.getBoundingClientRect().height}`),
        )
        assert.deepEqual(small, [], path)
      }
    })
  })

  it('is whole without scripts: find a writer, follow, read on, save, come back', async () => {
    await site.withPage({ javaScriptEnabled: false, locale: 'en-GB' }, async (page) => {
      await page.goto('/columnists')
      await page.getByRole('searchbox', { name: 'Find a columnist' }).fill('isildak')
      await page.getByRole('searchbox', { name: 'Find a columnist' }).press('Enter')
      await page.getByRole('link', { name: /Şükrü Işıldak/ }).click()
      await page.getByRole('button', { name: 'Follow Şükrü Işıldak' }).click()
      assert.equal(await page.getByRole('button', { name: 'Stop following Şükrü Işıldak' }).count(), 1)
      await page.goto('/tr/favorites')
      await page.getByRole('link', { name: 'İskelede bekleyenler' }).click()
      assert.match(page.url(), /\/kuzey-defteri\/sukru-isildak\/iskelede-bekleyenler\/\d+$/)
      await page.getByText('Why this name?').click()
      assert.ok(await page.getByText('p.byline').first().isVisible())
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('button', { name: 'Like' }).click()
      assert.equal(await page.getByRole('button', { name: /Liked/ }).count(), 1)
      await page.getByRole('link', { name: 'Saved', exact: true }).click()
      assert.deepEqual(await page.locator('.card .headline').allTextContents(), ['İskelede bekleyenler'])
      await page.locator('.editions summary').click()
      await page.getByRole('link', { name: /^Egypt/ }).click()
      assert.equal(await page.locator('h1').textContent(), 'Egypt')
      await page.getByRole('button', { name: 'Open Colonnade here' }).click()
      await page.goto('/')
      assert.equal(new URL(page.url()).pathname, '/eg')
    })
  })

  it('can be used with the keyboard', async () => {
    await site.withPage({}, async (page) => {
      await page.goto('/world')
      await page.keyboard.press('Tab')
      const skipLink = page.locator('.skip')
      assert.ok(
        await skipLink.evaluate((one) => one === document.activeElement && one.getBoundingClientRect().top >= 0),
      )
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      assert.ok(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement)))
      const menu = page.locator('.editions')
      await menu.locator('summary').focus()
      await page.keyboard.press('Enter')
      assert.ok(await menu.getByRole('link', { name: /Türkiye/ }).isVisible())
      await page.keyboard.press('Escape')
      assert.ok(!(await menu.getByRole('link', { name: /Türkiye/ }).isVisible()))
      assert.ok(await menu.locator('summary').evaluate((one) => one === document.activeElement))
    })
  })

  it('does not move while it loads', async () => {
    await site.withPage({ viewport: { width: 360, height: 740 } }, async (page) => {
      for (const path of ['/world', '/columnist/maren-oyelaran', site.column('The ferry that nobody voted for')]) {
        await page.goto(path, { waitUntil: 'load' })
        const shift = await page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              let sum = 0
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
              }).observe({ type: 'layout-shift', buffered: true })
              setTimeout(() => resolve(sum), 50)
            }),
        )
        assert.equal(shift, 0, path)
      }
    })
  })
})
