// Credits whose form is a rule of its own: who asked the questions, who only checked, what belongs to a name after all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesFrom } from './index.ts'

const writers = (text: string, lang: string): string[] =>
  namesFrom(text, lang)
    .filter(({ kind }) => kind === 'person')
    .map(({ name }) => name)

const credits: readonly (readonly [text: string, lang: string, names: readonly string[]])[] = [
  // Words of a page, months and particles that belong to a name, and those that do not.
  ['Von Felix Buch', 'de', ['Felix Buch']],
  ['August Sørensen', 'da', ['August Sørensen']],
  ['José Neto', 'pt', ['José Neto']],
  ['Ville Räsänen', 'fi', ['Ville Räsänen']],
  ['Phùng Hoàng Mai', 'vi', ['Phùng Hoàng Mai']],
  ['Juliane Tamm zur Rentenreform', 'de', ['Juliane Tamm']],
  ['Par Le Phare avec AFP', 'fr', []],
  ['By Fujian Agriculture and Forestry University', 'en', []],
  // An editor of a portal is not its writer; a letter that ends a name is no label.
  ['作者：方弘文 责任编辑：冯静', 'zh-CN', ['方弘文']],
  ['作者：耿雨桐', 'zh-CN', ['耿雨桐']],
  ['기고 송아라', 'ko', ['송아라']],
  ['یادداشتی از فرزانه مظفر', 'fa', ['فرزانه مظفر']],
  ['Tác giả Phùng Mỹ Thuần', 'vi', ['Phùng Mỹ Thuần']],
  ['Eingestellt von Stefan Aurich um 09:12', 'de', ['Stefan Aurich']],
  // Who asked the questions wrote the interview.
  ['Das Gespräch führte Birte Ahlers', 'de', ['Birte Ahlers']],
  ['Die Fragen stellten Birte Ahlers und Uwe Tamm', 'de', ['Birte Ahlers', 'Uwe Tamm']],
  ['Entretien réalisé par Maëlle Guivarc’h', 'fr', ['Maëlle Guivarc’h']],
  ['Entrevista de Lucía Robledo', 'es', ['Lucía Robledo']],
  ['Intervista di Elena Morra', 'it', ['Elena Morra']],
  ['Z Hanną Wilk rozmawia Paweł Dudek', 'pl', ['Paweł Dudek']],
  ['Mit Hanne Tamm sprach Birte Ahlers', 'de', ['Birte Ahlers']],
  ['Penulis: Dewi Lestari Editor: Bagus Santoso', 'id', ['Dewi Lestari']],
  ['文｜秦海', 'zh-Hans', ['秦海']],
  ['번역 조항구', 'ko', []],
  ['ጸሐፊ፡ አለሙ ከበደ', 'am', ['አለሙ ከበደ']],
  ['Беседовала Ольга Светлова', 'ru', ['Ольга Светлова']],
  ['Розмовляв Тарас Гончар', 'uk', ['Тарас Гончар']],
  ['حاورته: ليلى المنصوري', 'ar', ['ليلى المنصوري']],
  // Who put it into another language did not write it.
  ['Aus dem Englischen von Birte Ahlers', 'de', []],
  ['Traduit de l’anglais par Maëlle Guivarc’h', 'fr', []],
  ['Перевод с английского Ольги Светловой', 'ru', []],
  ['譯者：秦海', 'zh-Hant', []],
  ['文/秦海 图/周南', 'zh-Hans', ['秦海']],
  ['เรื่อง: ปรีชา ทองดี ภาพ: วิไล ใจงาม', 'th', ['ปรีชา ทองดี']],
  // A critic signs "Reviewed by"; a doctor and the house check.
  ['Reviewed by Nora Finch', 'en', ['Nora Finch']],
  ['Medically reviewed by Nora Finch', 'en', []],
  ['Reviewed by Nora Finch, MD', 'en', []],
  ['Reviewed by our editors', 'en', []],
  ['Penulis: Dewi Lestari\nEditor: Bagus Santoso', 'id', ['Dewi Lestari']],
  // What belongs to a name.
  ['Por Rui Brandão de Sá', 'pt', ['Rui Brandão de Sá']],
  ['Max Roe, Muster AG', 'de', ['Max Roe']],
  ['Door Jan van ’t Hek', 'nl', ['Jan van ’t Hek']],
  ['By Nuala Ní Dhomhnaill', 'en', ['Nuala Ní Dhomhnaill']],
  ['Sylvie HAMON et Yann LE GALL', 'fr', ['Sylvie Hamon', 'Yann Le Gall']],
  ['Sylvie Hamon AFP', 'fr', ['Sylvie Hamon']],
  ['By Walter Roe, Jr.', 'en', ['Walter Roe Jr.']],
  ['Б.Болормаа', 'mn', ['Б.Болормаа']],
  ['By K.Shankaran', 'en', ['K.Shankaran']],
  ['www.example.org', 'en', []],
  ['ဆောင်းပါးရှင် - အောင်မင်း', 'my', ['အောင်မင်း']],
  // Turned round, in small letters.
  ['By ROE, JANE', 'en', ['Jane Roe']],
  ['Иванченко П. С.', 'ru', ['П. С. Иванченко']],
  ['by jane roe', 'en', ['Jane Roe']],
  // What somebody is.
  ['Harbour Radio columnist Jane Roe', 'en', ['Jane Roe']],
  ['Catedrático de Derecho Marítimo', 'es', []],
  ['編集委員\u3000三宅 海子', 'ja', ['三宅 海子']],
  ['Հեղինակ՝ Արամ Սարգսյան', 'hy', ['Արամ Սարգսյան']],
]

for (const [text, lang, names] of credits)
  test(`reads ${lang}: ${text}`, () => assert.deepEqual(writers(text, lang), names))
