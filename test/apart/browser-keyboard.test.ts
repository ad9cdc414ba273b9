// By keyboard alone, without a pointer: a reader finds a writer, follows, reads, saves and asks for help; and on every kind of page
// each thing that can be used is reached, in order, seen while it has the focus, and left again.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { keepPicture, useBrowserSite } from './browser-site.ts'
import { openChromium } from './chromium.ts'

const opened = await openChromium()
const skip = typeof opened === 'string' ? opened : false
const desk = { width: 1280, height: 800 }
const phone = { width: 360, height: 740 }

describe('a reader with a keyboard alone', { skip }, () => {
  const site = useBrowserSite(opened as Browser)

  it('finds a writer, follows, walks their columns, opens one, saves it, and comes back to it', async () => {
    await site.withPage({ locale: 'en-GB', viewport: desk }, async (page) => {
      const { keyboard } = page
      await page.goto('/world')
      await keyboard.press('/')
      await keyboard.type('isildak')
      await page.getByRole('option', { name: /Şükrü Işıldak/ }).waitFor()
      await keyboard.press('ArrowDown')
      await keyboard.press('Enter')
      await page.waitForURL('**/columnist/sukru-isildak')

      await tabTo(page, 'Follow Şükrü Işıldak')
      await keyboard.press('Enter')
      await page.getByRole('button', { name: 'Stop following Şükrü Işıldak' }).waitFor()
      await page.waitForFunction(() => document.getElementById('live')?.textContent !== '')
      // The button is another one now, and the focus is on it.
      assert.match(await focusedName(page), /Stop following Şükrü Işıldak/)

      await keyboard.press('j')
      await keyboard.press('j')
      assert.equal(await focusedName(page), 'Bir gazetenin ölümü üzerine')
      await keyboard.press('k')
      assert.equal(await focusedName(page), 'İskelede bekleyenler')
      await keyboard.press('o')
      await page.waitForURL(/\/iskelede-bekleyenler\/\d+$/)
      await keyboard.press('s')
      await page.locator('form[action="/save"] button.on').waitFor()
      const piece = page.url()

      await tabTo(page, 'Why this name?')
      await keyboard.press('Enter')
      assert.ok(await page.getByText('What the publisher’s own feed and page say').isVisible())
      await tabTo(page, 'Who wrote it?')
      await keyboard.type('jk?s/o')
      assert.equal(await page.getByRole('textbox', { name: 'Who wrote it?' }).inputValue(), 'jk?s/o')

      await page.goto('/saved')
      await keyboard.press('j')
      await keyboard.press('o')
      await page.waitForURL(piece)
    })
  })

  it('gets help in a dialog that holds the focus and gives it back', async () => {
    for (const viewport of [desk, phone])
      await site.withPage({ locale: 'en-GB', viewport }, async (page) => {
        const { keyboard } = page
        await page.goto('/gb')
        await keyboard.press('j')
        await keyboard.press('j')
        const before = await focusedName(page)
        await keyboard.press('?')
        const dialog = page.getByRole('dialog', { name: 'Keyboard' })
        await dialog.waitFor()
        for (let i = 0; i < 6; i++) {
          await keyboard.press(i < 3 ? 'Tab' : 'Shift+Tab')
          assert.ok(
            await page.evaluate(() => {
              const { activeElement } = document
              return activeElement === document.body || activeElement?.closest('dialog') !== null
            }),
            'nothing behind the dialog has the focus',
          )
        }
        await keyPress(page, dialog.getByRole('button', { name: 'Close' }))
        assert.equal(await dialog.count(), 0)
        assert.equal(await focusedName(page), before)
        await keyboard.press('?')
        await dialog.waitFor()
        await keyboard.press('Escape')
        assert.equal(await dialog.count(), 0)
        assert.equal(await focusedName(page), before)
      })
  })

  it('opens the choice of a country, leaves it by Escape or by going on, and nothing stays over the page', async () => {
    await site.withPage({ locale: 'en-GB', viewport: desk }, async (page) => {
      const { keyboard } = page
      await page.goto('/world')
      const menu = page.locator('.editions')
      const isOpen = () => menu.evaluate((one) => (one as HTMLDetailsElement).open)
      await menu.locator('summary').focus()
      await keyboard.press('Space')
      assert.equal(await isOpen(), true)
      await keyboard.press('Tab')
      assert.match(await focusedName(page), /The world/)
      await keyboard.press('Escape')
      assert.equal(await isOpen(), false)
      assert.ok(await menu.locator('summary').evaluate((one) => one === document.activeElement))
      await keyboard.press('Enter')
      const choices = await menu.locator('nav a').count()
      for (let i = 0; i <= choices; i++) await keyboard.press('Tab')
      assert.equal(await page.evaluate(() => document.activeElement?.closest('.editions') ?? null), null)
      assert.equal(await isOpen(), false)
    })
  })

  it('skips to the columns, and goes on from there', async () => {
    for (const locale of ['en-GB', 'he'])
      await site.withPage({ locale, viewport: phone }, async (page) => {
        await page.goto('/world')
        await page.keyboard.press('Tab')
        assert.ok(await page.evaluate(() => document.activeElement?.matches('.skip')))
        assert.deepEqual(await page.evaluate(faultOfFocus), null)
        await keepPicture(page, `skip-link-${locale}`)
        await page.keyboard.press('Enter')
        await page.keyboard.press('Tab')
        assert.ok(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement)))
      })
  })

  it('reaches everything in order, sees where they are, and is caught nowhere', async () => {
    const pages = [
      '/gb',
      '/columnists',
      '/columnist/maren-oyelaran',
      '/publisher/harbour-post',
      site.column('The ferry that nobody voted for'),
      '/search?q=ferry',
      '/gb/archive/2026/11',
      '/settings',
      '/removal',
    ]
    for (const [locale, viewport] of [
      ['en-GB', desk],
      ['en-GB', phone],
      ['he', phone],
    ] as const)
      await site.withPage({ locale, viewport }, async (page) => {
        for (const path of pages) {
          await page.goto(path)
          await page.evaluate(() => {
            for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '')
          })
          const all = await page.evaluate(markFocusable)
          const reached: string[] = []
          for (let i = 0; i < all.length; i++) {
            await page.keyboard.press('Tab')
            assert.equal(await page.evaluate(faultOfFocus), null, `${path} ${locale} ${viewport.width}`)
            reached.push(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['mark'] ?? ''))
          }
          assert.deepEqual(reached, all, path)
          await page.keyboard.press('Shift+Tab')
          const back = await page.evaluate(() => (document.activeElement as HTMLElement).dataset['mark'])
          assert.equal(back, all.at(-2), path)
        }
      })
  })
})

async function keyPress(page: Page, button: ReturnType<Page['locator']>): Promise<void> {
  await button.focus()
  await page.keyboard.press('Enter')
}

async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const one = document.activeElement
    return (one?.ariaLabel ?? one?.textContent ?? '').trim()
  })
}

/** Presses Tab until what has this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const one = document.activeElement
      const label = one instanceof HTMLInputElement ? one.labels?.[0]?.textContent : null
      return (label ?? one?.ariaLabel ?? one?.textContent ?? '').trim()
    })
    if (found === name) return
  }
  assert.fail(`“${name}” is not reached by Tab`)
}

/** In the browser: what can have the focus, in the order of the page, each marked with its number. Of radio buttons one is a stop. */
function markFocusable(): string[] {
  const groups = new Set<string>()
  return [
    ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
  ]
    .filter((one) => {
      if (!one.checkVisibility({ visibilityProperty: true }) || one.matches(':disabled, [type=hidden]')) return false
      if (!(one instanceof HTMLInputElement) || one.type !== 'radio') return true
      const chosen = document.querySelector(`input[type=radio][name="${one.name}"]:checked`)
      if (chosen !== null) return chosen === one
      if (groups.has(one.name)) return false
      groups.add(one.name)
      return true
    })
    .map(
      (one, i) =>
        (one.dataset['mark'] = `${i} ${one.tagName} ${(one.ariaLabel ?? one.textContent).trim().slice(0, 30)}`),
    )
}

/** In the browser: why what has the focus cannot be seen to have it; null when it can. */
function faultOfFocus(): string | null {
  const one = document.activeElement as HTMLElement
  const name = `${one.tagName} “${(one.ariaLabel ?? one.textContent).trim().slice(0, 40)}”`
  const { outlineStyle, outlineWidth } = getComputedStyle(one)
  if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return `${name} has no ring`
  const rect = one.getClientRects()[0]
  if (rect === undefined) return `${name} is nowhere`
  if (rect.bottom < 1 || rect.top > innerHeight - 1 || rect.right < 1 || rect.left > innerWidth - 1)
    return `${name} is off the screen`
  const x = Math.min(Math.max((rect.left + rect.right) / 2, 1), innerWidth - 1)
  const y = Math.min(Math.max((rect.top + rect.bottom) / 2, 1), innerHeight - 1)
  const top = document.elementFromPoint(x, y)
  return top !== null && (one.contains(top) || top.contains(one)) ? null : `${name} is behind ${top?.className}`
}
