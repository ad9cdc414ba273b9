// Letters twice as large, on a narrow phone and on a desk, in long words and tall scripts: nothing is cut off, nothing lies over another,
// and no page has to be scrolled sideways.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { everyPage, ofStatus } from './browser-paths.ts'
import { useBrowserSite } from './browser-site.ts'
import { openChromium } from './chromium.ts'
import { textFaults } from './text-faults.ts'

const opened = await openChromium()
const skip = typeof opened === 'string' ? opened : false

describe('the text of every page', { skip }, () => {
  const site = useBrowserSite(opened as Browser)
  let paths: string[]
  before(async () => {
    paths = await everyPage(site)
  })

  for (const locale of ['en', 'he', 'ar', 'de', 'ja', 'ru']) {
    it(`is whole at twice its size in ${locale}`, async () => {
      const faults: string[] = []
      await site.withPage({ locale, mayFail: ofStatus, viewport: { width: 1280, height: 800 } }, async (page) => {
        for (const path of paths) {
          await page.setViewportSize({ width: 1280, height: 800 })
          await page.goto(path)
          assert.equal(await page.evaluate(() => document.documentElement.lang), locale, path)
          await page.evaluate(() => {
            document.documentElement.style.fontSize = '200%'
            for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '')
          })
          for (const width of [1280, 320]) {
            await page.setViewportSize({ width, height: 800 })
            faults.push(...(await page.evaluate(textFaults)).map((fault) => `${path} at ${width}: ${fault}`))
          }
        }
      })
      assert.deepEqual(faults, [])
    })
  }
})
