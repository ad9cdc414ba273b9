import assert from 'node:assert/strict'
import test from 'node:test'
import { chooseLanguage, languageTag, loadLanguageDetector } from './language.ts'

const turkish =
  'Belediye seçimlerinden sonra kentin meydanında konuşulanlar, herkesin beklediğinden çok başka bir şeydi ve kimse susmadı.'
const english =
  'After the council elections, what people said in the town square was quite different from what anyone had expected.'
const hebrew = 'אחרי הבחירות לעירייה דיברו בכיכר העיר על דברים אחרים לגמרי ממה שכולם ציפו לשמוע באותו הערב.'
const nothingKnown = { declared: null, feedLang: null, publisherLangs: [] }

test('writes tags in canonical case and refuses what is none', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['en_us', 'en-US'],
    ['iw', 'he'],
    ['fra', 'fr'],
    ['zh_hant_tw', 'zh-Hant-TW'],
    ['pt-br', 'pt-BR'],
    ['de-DE, en', 'de-DE'],
    ['en-x-private', 'en'],
    ['english', null],
    ['x-default', null],
    ['', null],
    ['und', null],
  ]
  for (const [given, wanted] of cases) assert.equal(languageTag(given), wanted, given)
})

test('the detector names languages, Hebrew by its present code', async () => {
  const detector = await loadLanguageDetector()
  assert.deepEqual(detector(turkish), { lang: 'tr', sure: true })
  assert.equal(detector(hebrew)?.lang, 'he')
})

test('believes a declaration unless the text contradicts it twice', async () => {
  const detector = await loadLanguageDetector()
  const choose = (declared: string | null, text: string) =>
    chooseLanguage({ ...nothingKnown, declared, text, detector })
  assert.equal(choose('en-GB', english), 'en-GB')
  assert.equal(choose('en', turkish), 'tr')
  assert.equal(choose('en', `${english} ${turkish.slice(0, 40)}`), 'en')
  assert.equal(choose('es', 'No es no'), 'es')
  assert.equal(choose(null, turkish), 'tr')
  assert.equal(choose('en', '議会選挙のあとで町の広場で人々が語っていたことは、誰の予想ともまったく違っていた。'), 'ja')
  assert.equal(choose(null, ''), 'und')
  assert.equal(
    choose(
      'hr',
      'Nakon izbora u gradu se na trgu govorilo o nečemu sasvim drugom nego što je itko očekivao te večeri.',
    ),
    'hr',
  )
})

test('a short text in another script is enough to contradict', () => {
  const choose = (declared: string, text: string) =>
    chooseLanguage({ ...nothingKnown, declared, publisherLangs: ['en', 'he'], text, detector: null })
  assert.equal(choose('en', 'בוקר טוב לכולם'), 'he')
  assert.equal(choose('he', 'בוקר טוב לכולם'), 'he')
  assert.equal(choose('yi', 'בוקר טוב לכולם'), 'yi')
})

test('falls back on the feed, then on the publisher', () => {
  const rest = { text: 'Hi', detector: null }
  assert.equal(chooseLanguage({ ...rest, declared: 'junk!', feedLang: 'fr', publisherLangs: ['de'] }), 'fr')
  assert.equal(chooseLanguage({ ...rest, declared: null, feedLang: null, publisherLangs: ['de'] }), 'de')
})
