import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proposePublisher } from './propose-publisher.ts'

test('proposes name, slug, home, country and language from what a page says', () => {
  const page = {
    url: 'https://www.gazete.com.tr/yazarlar/ada',
    siteName: 'Şafak Gazetesi',
    feedTitle: 'Şafak RSS',
    lang: 'tr',
  }
  assert.deepEqual(proposePublisher(page), {
    name: 'Şafak Gazetesi',
    slug: 'safak-gazetesi',
    home: 'https://www.gazete.com.tr/',
    country: 'tr',
    languages: ['tr'],
  })
})

test('supposes no country that the ending does not tell', () => {
  assert.equal(countryOf('https://paper.co.uk/'), 'gb')
  assert.equal(countryOf('https://paper.com.au/'), 'au')
  for (const url of [
    'https://paper.com/',
    'https://paper.eu/',
    'https://paper.tv/',
    'https://paper.me/',
    'http://192.0.2.1/',
  ])
    assert.equal(countryOf(url), null)
})

test('falls back on the feed and on the host, and gives a writer on a shared host a home of her own', () => {
  const writer = proposePublisher({
    url: 'https://medium.com/@ada?x=1',
    siteName: null,
    feedTitle: 'Ada Okoro',
    lang: 'xx',
  })
  assert.deepEqual(writer, {
    name: 'Ada Okoro',
    slug: 'ada-okoro',
    home: 'https://medium.com/@ada',
    country: null,
    languages: [],
  })
  const bare = proposePublisher({ url: 'https://www.paper.example/', siteName: ' ', feedTitle: null, lang: null })
  assert.deepEqual([bare.name, bare.slug], ['paper.example', 'paper-example'])
})

function countryOf(url: string): string | null {
  return proposePublisher({ url, siteName: null, feedTitle: null, lang: null }).country
}
