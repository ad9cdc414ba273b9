// What scripts add to the pages: names while one types, sharing, and that filters need none of them.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { takeDownColumn } from '../../src/archive/index.ts'
import { seedNow } from '../serve-seed.ts'
import { keepPicture, useBrowserSite } from './browser-site.ts'
import { openChromium } from './chromium.ts'

const opened = await openChromium()
const skip = typeof opened === 'string' ? opened : false
const english = { locale: 'en-GB' } as const

describe('pages in a browser', { skip }, () => {
  const site = useBrowserSite(opened as Browser)

  it('names come while one types, are walked with the arrows, and are announced as what they are', async () => {
    await site.withPage(english, async (page) => {
      await page.goto('/columnists')
      const field = page.getByRole('combobox', { name: 'Find a columnist' })
      await field.pressSequentially('isi')
      const option = page.getByRole('option', { name: /Şükrü Işıldak/ })
      await option.waitFor()
      assert.equal(await field.getAttribute('aria-expanded'), 'true')
      await keepPicture(page, 'suggestions')
      await field.press('ArrowDown')
      assert.equal(await option.getAttribute('aria-selected'), 'true')
      assert.equal(await field.getAttribute('aria-activedescendant'), await option.getAttribute('id'))
      await field.press('Escape')
      assert.equal(await page.locator('main .suggestions').isVisible(), false)
      await field.press('l')
      await option.waitFor()
      await field.press('ArrowDown')
      await field.press('Enter')
      await page.waitForURL('**/columnist/sukru-isildak')
    })
  })

  it('a name can be pressed, and the form works all the same', async () => {
    await site.withPage(english, async (page) => {
      await page.goto('/search')
      await page.locator('#search-words').pressSequentially('mar')
      await page.getByRole('option', { name: /Maren Oyelaran/ }).click()
      await page.waitForURL('**/columnist/maren-oyelaran')
      await page.goto('/search')
      await page.locator('#search-words').fill('ferry')
      await page.locator('#search-words').press('Enter')
      await page.waitForURL('**/search?q=ferry')
      assert.equal(await page.locator('.river mark').first().textContent(), 'ferry')
    })
  })

  it('sharing copies the column’s address where the device has no sheet, and says so', async () => {
    await site.withPage({ ...english, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      await page.goto(site.column('The ferry that nobody voted for'))
      await page.evaluate(() => Object.defineProperty(navigator, 'share', { value: undefined }))
      await page.locator('a[data-share]').click()
      await page.getByText('Address copied').first().waitFor()
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url())
    })
  })

  it('filters are chosen, remembered and forgotten without scripts', async () => {
    await site.withPage({ ...english, javaScriptEnabled: false }, async (page) => {
      await page.goto('/gb')
      await page.locator('.filters summary').click()
      await page.locator('select[name=topic]').selectOption('politics')
      await page.getByRole('button', { name: 'Show' }).click()
      assert.equal(new URL(page.url()).searchParams.get('topic'), 'politics')
      await page.getByRole('button', { name: 'Remember these' }).click()
      await page.goto('/gb')
      assert.equal(new URL(page.url()).searchParams.get('topic'), 'politics')
      await page.getByRole('link', { name: 'Without Politics' }).click()
      assert.equal(await page.locator('h1').textContent(), 'United Kingdom')
      assert.equal(new URL(page.url()).searchParams.get('topic'), null)
      await page.getByRole('button', { name: 'Forget' }).first().click()
      await page.goto('/gb')
      assert.equal(new URL(page.url()).search, '')
    })
  })

  it('a column that is withdrawn while it is read says so at the next press of a button', async () => {
    const title = 'A quiet word for the night bus'
    await site.withPage({ ...english, mayFail: /status of 410/ }, async (page) => {
      await page.goto(site.column(title))
      const id = site.seed.ids.get(title)!
      const publisherId = site.seed.publishers.harbour.id
      await takeDownColumn(site.database.db, { publisherId, columnId: id, reason: 'publisher', now: seedNow })
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByRole('heading', { name: 'This column has been withdrawn' }).waitFor()
      assert.equal(await page.getByText(title).count(), 0)
      await keepPicture(page, 'withdrawn')
    })
  })

  it('a column is printed as headline, writer, excerpt and where it is', async () => {
    await site.withPage(english, async (page) => {
      await page.goto(site.column('The ferry that nobody voted for'))
      await page.emulateMedia({ media: 'print' })
      for (const selector of [
        '.main-nav',
        '.quick-search',
        '.act-group',
        '.reasons',
        '.on-subject',
        '.colophon ul',
        '.colophon form',
      ])
        assert.equal(await page.locator(selector).first().isVisible(), false, selector)
      for (const selector of ['h1', '.byline', '.standfirst', '.rights'])
        assert.equal(await page.locator(selector).first().isVisible(), true, selector)
      assert.equal(
        await page.locator('.onward a.button').evaluate((one) => getComputedStyle(one, '::after').content),
        '"https://harbour.example/opinion/0"',
      )
      await keepPicture(page, 'print')
    })
  })
})
