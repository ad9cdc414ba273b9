// A section or author page as a source: its links to pieces, as entries that know no more than an address and a headline.
import { canonicalUrl } from '../parse/index.ts'
import type { Entry, FeedDocument, PageFacts } from '../model/index.ts'

const maxEntries = 100

/**
 * Links of the page's own host whose address and text look like a piece: a long slug or a number in the last part of the
 * path, and a text of at least three words (eight letters where words are not divided). In the page's order.
 */
export function feedFromPage(facts: PageFacts): FeedDocument {
  const home = new URL(facts.url)
  const entries = new Map<string, Entry>()
  for (const link of facts.links) {
    const url = canonicalUrl(link.url, facts.url)
    if (url === null || entries.has(url) || entries.size >= maxEntries) continue
    const address = new URL(url)
    if (address.host !== home.host || address.pathname === home.pathname) continue
    if (!looksLikePiece(address.pathname) || !looksLikeHeadline(link.text)) continue
    entries.set(url, {
      guid: null,
      url,
      title: link.text,
      summary: null,
      content: null,
      publishedAt: null,
      modifiedAt: null,
      lang: null,
      categories: [],
      image: null,
      claims: [],
      sourceUrl: null,
    })
  }
  return {
    format: 'sitemap',
    title: facts.title,
    home: facts.url,
    lang: facts.lang,
    hub: null,
    self: null,
    ttlMinutes: null,
    skipHours: [],
    skipDays: [],
    rights: null,
    entries: [...entries.values()],
    problems: entries.size === 0 ? ['no link on this page looks like a piece'] : [],
  }
}

function looksLikePiece(path: string): boolean {
  const last = decodeURIComponentSafely(path.replace(/\/+$/, '').split('/').at(-1) ?? '')
  return /\d{3,}/.test(path) || last.split(/[-_]/).length >= 4
}

function looksLikeHeadline(text: string): boolean {
  const words = text.trim().split(/\s+/)
  return words.length >= 3 || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{8,}/u.test(text)
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
