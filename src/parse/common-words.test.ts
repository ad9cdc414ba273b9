import assert from 'node:assert/strict'
import test from 'node:test'
import { isPlainly } from './common-words.ts'

const texts: Readonly<Record<string, string>> = {
  en: 'The council has not said what it is going to do with the harbour, and that is the reason for which people were on the street.',
  de: 'Der Rat hat nicht gesagt, was er mit dem Hafen machen wird, und das ist auch der Grund, aus dem die Leute auf der Straße sind.',
  es: 'El concejo no ha dicho lo que va a hacer con el puerto, y es por eso que la gente se fue a las calles de la ciudad, pero no más.',
  pt: 'A câmara não disse o que vai fazer com o porto, e é por isso que as pessoas foram para as ruas da cidade, mas não mais do que isso.',
  sv: 'Rådet har inte sagt vad det ska göra med hamnen, och det är därför som folk var på gatan i går, men också för att de är trötta.',
  tr: 'Belediye bu konuda ne yapacağını söylemedi ve bu çok önemli bir sorun, ama daha sonra her şey için bir çözüm var gibi.',
  ru: 'Совет не сказал, что он будет делать с портом, и это та причина, по которой люди были на улице, но не все из них за это.',
  uk: 'Рада не сказала, що вона буде робити з портом, і це та причина, за якою люди були на вулиці, але не всі з них про це.',
  ar: 'لم يقل المجلس ما الذي سيفعله مع الميناء في هذا العام، وكان ذلك هو السبب الذي من أجله خرج الناس إلى الشوارع',
  ja: '議会は港をどうするつもりなのか何も言っていない。だから人々は通りに出ていた。',
  ko: '의회는 항구를 어떻게 할 것인지 아무 말도 하지 않았고 그래서 사람들은 거리로 나왔다.',
  fa: 'شورا نگفت که با این بندر چه خواهد کرد و این برای مردم که در خیابان بودند از همه مهم‌تر است اما تا آن روز',
}

test('knows each language by its little words, and none by those of its neighbour', () => {
  for (const [lang, text] of Object.entries(texts)) {
    assert.deepEqual(
      Object.keys(texts).filter((other) => isPlainly(other, text)),
      [lang],
    )
  }
})

test('is not sure of what is short, foreign or full of names', () => {
  for (const text of ['', 'The harbour', 'Calder Lund Aras Tal Roy Okafor Silva Rossi Nagy Novak', '12 3 4']) {
    assert.equal(isPlainly('en', text), false, text)
  }
  assert.equal(isPlainly('xx', texts.en ?? ''), false)
})
