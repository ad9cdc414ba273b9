import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressSpeaksOfOpinion, looksLikeAuthorPage, speaksOfOpinion } from './opinion-words.ts'

test('knows how opinion is called in many languages, however it is written', () => {
  const names = `Opinion|OPINIÓN|Opinião|Tribune|Chroniques|Meinung|Kolumnen|Editoriali|Opinie|Debatt|Ledare|Kronikker|Mielipide|Skoðun
    |Arvamus|Felietony|Názory|Vélemény|Köşe Yazıları|YAZARLAR|Мнения|Колонки|Думки|Ставови|Γνώμες|דעות|رأي|مقالات|یادداشت|کالم|विचार|মতামত
    |Góc nhìn|Opini|Rencana & Kolom|社説・コラム|評論|时评|오피니언|사설`
  for (const name of names.split('|').map((text) => text.trim())) assert.ok(speaksOfOpinion(name), name)
})

test('does not take every word for opinion', () => {
  for (const name of [
    'News',
    'Sport',
    'Politik',
    'Ekonomi',
    'Dünya',
    'Culture',
    'スポーツ',
    'الرياضة',
    'Recommended',
    'Columbia',
    '',
  ])
    assert.ok(!speaksOfOpinion(name), name)
})

test('reads paths and queries, not the host', () => {
  assert.ok(addressSpeaksOfOpinion(new URL('https://a.example/rss/opinion.xml')))
  assert.ok(addressSpeaksOfOpinion(new URL('https://a.example/rss?section=opinion')))
  assert.ok(addressSpeaksOfOpinion(new URL('https://a.example/%E8%A9%95%E8%AB%96/')))
  assert.ok(!addressSpeaksOfOpinion(new URL('https://opinion.example/news/')))
  assert.ok(!addressSpeaksOfOpinion(new URL('https://a.example/%E0%A4%A/broken')))
})

test('tells a page of one writer from a list of writers and from a piece', () => {
  for (const path of ['/author/ada', '/yazarlar/ada-okoro', '/autor/ada/', '/profile/ada', '/@ada', '/?author=12'])
    assert.ok(isAuthorPage(path), path)
  for (const path of ['/', '/authors', '/yazarlar/', '/opinion/2026/11/22/why']) assert.ok(!isAuthorPage(path), path)
})

function isAuthorPage(path: string): boolean {
  return looksLikeAuthorPage(new URL(path, 'https://a.example'))
}
