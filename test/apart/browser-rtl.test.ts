// Readers of Hebrew and Arabic: the whole journey with a mirrored page, and pieces of both directions side by side.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Browser, Locator } from 'playwright-core'
import { keepPicture, useBrowserSite } from './browser-site.ts'
import { openChromium } from './chromium.ts'
import { textFaults } from './text-faults.ts'

const opened = await openChromium()
const skip = typeof opened === 'string' ? opened : false

const readers = [
  {
    locale: 'he',
    front: '/il',
    typed: 'תמר',
    writer: 'תמר אבן-חן',
    headline: 'מי שומר על הנמל הישן',
    save: 'שמירה',
    dark: true,
  },
  {
    locale: 'ar',
    front: '/eg',
    typed: 'ليلى',
    writer: 'ليلى المنصوري',
    headline: 'النهر لا يقرأ الصحف',
    save: 'حفظ',
    dark: false,
  },
] as const

describe('a reader from right to left', { skip }, () => {
  const site = useBrowserSite(opened as Browser)

  for (const { locale, front, typed, writer, headline, save, dark } of readers)
    for (const width of [360, 1280])
      it(`in ${locale} at ${width} pixels finds a writer, follows, reads and saves`, async () => {
        const colorScheme = dark ? 'dark' : 'light'
        await site.withPage({ locale, colorScheme, viewport: { width, height: 780 } }, async (page) => {
          await page.goto(front)
          const [mark, nav] = await Promise.all([side(page.locator('.wordmark')), side(page.locator('.editions'))])
          assert.ok(mark.left > nav.right, 'the nameplate is on the right, the choice of a country on the left')
          await keepPicture(page, `front-${locale}-${width}`)

          await page.goto('/columnists')
          await page.locator('main input[type=search]').pressSequentially(typed)
          await page.getByRole('option', { name: writer }).click()
          await page.locator('form[action="/follow"] button').click()
          await page.locator('form[action="/follow"] button.on').waitFor()
          await page.locator('.card .headline a', { hasText: headline }).click()
          await page.waitForURL(/\/\d+$/)
          const title = page.locator('h1')
          assert.equal(await title.getAttribute('dir'), 'rtl')
          assert.equal(await title.getAttribute('lang'), locale)
          const { left, right } = await letters(title)
          assert.ok(left > width - right || left > 40, 'a headline begins on the right')
          await page.getByRole('button', { name: save, exact: true }).click()
          await page.locator('form[action="/save"] button.on').waitFor()
          await keepPicture(page, `column-${locale}-${width}`)
          await page.goto('/saved')
          assert.deepEqual(await page.locator('.card .headline').allTextContents(), [headline])
          await page.goto(`${front}/favorites`)
          assert.ok((await page.locator('.card .headline a', { hasText: headline }).count()) === 1)
        })
      })

  it('sees the face or the mark of a house beside the name, whichever way its letters run', async () => {
    await site.withPage({ locale: 'en-GB', viewport: { width: 360, height: 780 } }, async (page) => {
      for (const path of ['/gb', '/il', '/columnist/maren-oyelaran']) {
        await page.goto(path)
        for (const dir of ['rtl', 'ltr']) {
          await page.evaluate((way) => {
            for (const card of document.querySelectorAll<HTMLElement>('.card')) card.dir = way
          }, dir)
          assert.deepEqual(await page.evaluate(textFaults), [], `${path} ${dir}`)
        }
      }
    })
  })

  it('meets English pieces set from the left, with the words of the interface in their own direction', async () => {
    await site.withPage({ locale: 'he', viewport: { width: 1280, height: 780 } }, async (page) => {
      await page.goto(site.column('The ferry that nobody voted for'))
      const piece = page.locator('.piece')
      const edge = await side(piece)
      assert.ok(Math.abs((await letters(piece.locator('h1'))).left - edge.left) < 3)
      assert.ok(Math.abs((await letters(piece.locator('.standfirst'))).left - edge.left) < 3)
      // The way on is a button of the interface: its arrow points where the interface reads to.
      const button = piece.locator('.onward a.button')
      const [whole, arrow] = await Promise.all([side(button), side(button.locator('.arrow'))])
      assert.ok(arrow.right < (whole.left + whole.right) / 2)
      for (const one of await page.locator('[lang]').all()) {
        const { lang, dir } = await one.evaluate((element) => ({
          lang: element.closest<HTMLElement>('[lang]')!.lang,
          dir: getComputedStyle(element).direction,
        }))
        if (lang !== '') assert.equal(dir, ['he', 'ar'].includes(lang) ? 'rtl' : 'ltr', await one.innerText())
      }
    })
  })
})

async function side(one: Locator): Promise<{ left: number; right: number }> {
  return one.evaluate((element) => {
    const { left, right } = element.getBoundingClientRect()
    return { left, right }
  })
}

/** Where the text's letters are, not its box. */
async function letters(one: Locator): Promise<{ left: number; right: number }> {
  return one.evaluate((element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    const { left, right } = range.getBoundingClientRect()
    return { left, right }
  })
}
