import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import {
  chooseLanguage,
  interfaceLanguage,
  interfaceLanguages,
  speak,
  speakToReaders,
  spokenLanguage,
} from './interface-language.ts'

const nothing = { chosen: undefined, accepted: undefined, edition: undefined }

test('the reader’s choice goes before the browser’s wish, that before the edition’s language, that before English', () => {
  const all = { chosen: 'ja', accepted: 'de', edition: 'il' }
  assert.equal(chooseLanguage(all), 'ja')
  assert.equal(chooseLanguage({ ...all, chosen: undefined }), 'de')
  assert.equal(chooseLanguage({ ...nothing, edition: 'il' }), 'he')
  assert.equal(chooseLanguage(nothing), 'en')
})

test('a browser’s languages are asked in the order of their weight, and those we do not speak passed over', () => {
  assert.equal(chooseLanguage({ ...nothing, accepted: 'nl, fr;q=0.4, pt-BR;q=0.8' }), 'pt')
  assert.equal(chooseLanguage({ ...nothing, accepted: 'de;q=0, uk;q=0.1' }), 'uk')
  assert.equal(chooseLanguage({ ...nothing, accepted: 'iw' }), 'he')
  assert.equal(chooseLanguage({ ...nothing, accepted: 'nl, *;q=0.5', edition: 'tr' }), 'tr')
})

test('strange choices, wishes and editions are no language', () => {
  for (const text of ['xx', '__proto__', 'constructor', '', '…', 'a'.repeat(10_000), ';;q=,,'])
    assert.equal(chooseLanguage({ chosen: text, accepted: text, edition: text }), 'en')
})

test('every language has the name, direction and locale that Intl knows', () => {
  for (const [code, { tag, locale, dir, name }] of Object.entries(interfaceLanguages)) {
    assert.equal(tag, code)
    assert.equal(new Intl.NumberFormat(locale).resolvedOptions().locale.split('-')[0], code)
    assert.equal(
      name.toLocaleLowerCase(locale),
      new Intl.DisplayNames(locale, { type: 'language' }).of(tag)?.toLocaleLowerCase(locale),
    )
    assert.equal(dir, ['ar', 'he'].includes(code) ? 'rtl' : 'ltr')
  }
})

test('a request is spoken to in its language, two at once each in its own', async () => {
  const app = new Hono()
  app.use(speakToReaders())
  app.get('*', async (c) => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    return c.text(`${interfaceLanguage(c)} ${spokenLanguage().tag}`)
  })
  const ask = async (path: string, headers: Record<string, string>) => (await app.request(path, { headers })).text()
  assert.deepEqual(
    await Promise.all([
      ask('/tr', {}),
      ask('/tr/archive', { 'Accept-Language': 'ar-EG' }),
      ask('/columnists', { Cookie: 'edition=jp' }),
      ask('/tr', { Cookie: 'language=es', 'Accept-Language': 'ar' }),
      ask('/trees', {}),
    ]),
    ['tr tr', 'ar ar', 'ja ja', 'es es', 'en en'],
  )
  assert.equal(spokenLanguage().tag, 'en')
  assert.equal(
    speak(interfaceLanguages.hi, () => spokenLanguage().tag),
    'hi',
  )
})
