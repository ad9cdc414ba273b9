// Sitemaps and news sitemaps, read as feeds: many papers list their columns in nothing else. Source: sitemaps.org, Google News sitemaps.
import type { Claim, Entry, FeedDocument } from '../model/index.ts'
import { absoluteUrl } from './canonical-url.ts'
import { createClaim, organisation } from './feed-claims.ts'
import { problemsOf } from './feed-document.ts'
import { child, type FeedXml, type XmlNode } from './feed-xml.ts'
import { languageTag } from './language.ts'
import { parseDate } from './parse-date.ts'
import { looseLine } from './plain-text.ts'

/** A sitemap's addresses as entries, or a sitemap index's children as `sitemaps`. */
export function sitemapDocument(xml: FeedXml, url: string): FeedDocument {
  const isIndex = xml.format === 'sitemap-index'
  return {
    format: 'sitemap',
    title: null,
    home: null,
    lang: null,
    hub: null,
    self: null,
    ttlMinutes: null,
    skipHours: [],
    skipDays: [],
    rights: null,
    entries: isIndex ? [] : xml.items.map((item) => entryFromUrl(item, url)),
    sitemaps: isIndex ? xml.items.flatMap((item) => sitemapFrom(item, url)) : [],
    problems: problemsOf(xml),
  }
}

function sitemapFrom(item: XmlNode, base: string): { url: string; modifiedAt: Date | null }[] {
  const url = absoluteUrl(child(item, 'loc')?.text ?? '', base)
  return url === null ? [] : [{ url, modifiedAt: dateOf(child(item, 'lastmod')) }]
}

function entryFromUrl(item: XmlNode, base: string): Entry {
  const url = absoluteUrl(child(item, 'loc')?.text ?? '', base)
  const news = child(item, 'news:news')
  const publication = news === undefined ? undefined : child(news, 'news:publication')
  const modifiedAt = dateOf(child(item, 'lastmod'))
  const image = child(item, 'image:image')
  return {
    guid: null,
    url,
    title: looseLine((news === undefined ? undefined : child(news, 'news:title'))?.text ?? ''),
    summary: null,
    content: null,
    publishedAt: dateOf(news === undefined ? undefined : child(news, 'news:publication_date')),
    modifiedAt,
    lang: languageTag(publication === undefined ? null : child(publication, 'news:language')?.text),
    categories: news === undefined ? [] : listIn(news, 'news:keywords', 'news:genres'),
    image: image === undefined ? null : absoluteUrl(child(image, 'image:loc')?.text ?? '', base),
    claims: publicationClaim(publication),
    sourceUrl: null,
  }
}

function dateOf(node: XmlNode | undefined): Date | null {
  return node === undefined ? null : parseDate(node.text)
}

function listIn(news: XmlNode, ...names: readonly string[]): string[] {
  const texts = names.flatMap((name) => (child(news, name)?.text ?? '').split(','))
  return [...new Set(texts.map(looseLine).filter((text) => text !== ''))].slice(0, 50)
}

/** The paper's name: an organisation, never the writer. */
function publicationClaim(publication: XmlNode | undefined): Claim[] {
  const name = publication === undefined ? undefined : child(publication, 'news:name')
  const text = looseLine(name?.text ?? '')
  const claim = organisation(
    createClaim({
      source: 'feed:news:publication',
      text,
      place: 'news:publication',
      url: null,
      role: 'source',
    }),
  )
  return claim === null ? [] : [claim]
}
