// Credits as they are printed in many languages, and what must come out of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesFrom, restoreCase } from './index.ts'

const persons = (text: string, lang: string | null): string[] =>
  namesFrom(text, lang)
    .filter(({ kind }) => kind === 'person')
    .map(({ name }) => name)

const credits: readonly (readonly [text: string, lang: string, names: readonly string[]])[] = [
  ['By Jane Roe and John A. Smith', 'en', ['Jane Roe', 'John A. Smith']],
  [
    'By STEVE MCCORKLE, SINEAD O’DOWD and JAN VAN DER BERG',
    'en',
    ['Steve McCorkle', 'Sinead O’Dowd', 'Jan van der Berg'],
  ],
  ['Jane Roe, professor of law at Harbour University, Kingston', 'en', ['Jane Roe']],
  ['Sophie Foster Travel News Reporter', 'en', ['Sophie Foster']],
  ['January 17, 2017 at 6:08 PM ET by Kori Shulman', 'en', ['Kori Shulman']],
  ['Roe, Jane', 'en', ['Jane Roe']],
  ['jane@post.example (Jane Roe)', 'en', ['Jane Roe']],
  ['Martin Luther King Jr.', 'en', ['Martin Luther King Jr.']],
  ['Jane Roe (with Ann Smith and Bob Jones)', 'en', ['Jane Roe', 'Ann Smith', 'Bob Jones']],
  ['Von Anke Möller und Jürgen von der Lippe', 'de', ['Anke Möller', 'Jürgen von der Lippe']],
  ['Ein Gastbeitrag von Klaus Meier', 'de', ['Klaus Meier']],
  ['Von unserem Redakteur Karl Schmidt', 'de', ['Karl Schmidt']],
  ['Anna Huber, Wien, Beat Bucher', 'de', ['Anna Huber', 'Beat Bucher']],
  ['Stefan Maier (dpa)', 'de', ['Stefan Maier']],
  ['Par Jean-Paul Martin et Simone de Beauregard', 'fr', ['Jean-Paul Martin', 'Simone de Beauregard']],
  ['Propos recueillis par Jeanne Dupont', 'fr', ['Jeanne Dupont']],
  ['Por María José Pérez y Juan García', 'es', ['María José Pérez', 'Juan García']],
  ['José Ortega y Gasset', 'es', ['José Ortega y Gasset']],
  ['Por João da Silva e Maria Souza', 'pt', ['João da Silva', 'Maria Souza']],
  ['di Viviana Rossi', 'it', ['Viviana Rossi']],
  ['Door Jan de Vries en Piet van den Berg', 'nl', ['Jan de Vries', 'Piet van den Berg']],
  ['Tekst: Ola Nordmann Foto: Kari Nordmann', 'no', ['Ola Nordmann']],
  ['Trine Juul Jensen og Anders Holm', 'da', ['Trine Juul Jensen', 'Anders Holm']],
  ['Av Astrid Lind och Lars Ek', 'sv', ['Astrid Lind', 'Lars Ek']],
  ['Una columna de Rosa Marín', 'es', ['Rosa Marín']],
  ['Coluna de Rui Marinho', 'pt', ['Rui Marinho']],
  ['La chronique de Thomas Dubois', 'fr', ['Thomas Dubois']],
  ["L'editoriale di Marco Porti", 'it', ['Marco Porti']],
  ['dal nostro inviato Domenico Scogli', 'it', ['Domenico Scogli']],
  ['Krönika av Johan Hamn', 'sv', ['Johan Hamn']],
  ['Klumme af Suzanne Havn', 'da', ['Suzanne Havn']],
  ['Per Empar Molls', 'ca', ['Empar Molls']],
  ['Deur Max du Hawe', 'af', ['Max du Hawe']],
  ['Γράφει ο Παντελής Λιμανίδης', 'el', ['Παντελής Λιμανίδης']],
  ['Του Νίκου Λιμανίδη', 'el', ['Νίκος Λιμανίδης']],
  ['Της Μαρίας Λιμανίδη', 'el', ['Μαρία Λιμανίδη']],
  ["Ayşe Deniz'in yazısı", 'tr', ['Ayşe Deniz']],
  ['Prof. Dr. İlber KIYILI', 'tr', ['İlber Kıyılı']],
  ['ПРИЧАЛОВА Юлия', 'ru', ['Юлия Причалова']],
  ['A. G. Harbour', 'en', ['A. G. Harbour']],
  ['By Ngũgĩ wa Bandari', 'en', ['Ngũgĩ wa Bandari']],
  ['Luis Rubio / Ciudad de México', 'es', ['Luis Rubio']],
  ['Jane Roe, Kuala Lumpur', 'en', ['Jane Roe']],
  ['Matti Virtanen ja Maija Korhonen', 'fi', ['Matti Virtanen', 'Maija Korhonen']],
  ['Łukasz Żak i Anna Nowak', 'pl', ['Łukasz Żak', 'Anna Nowak']],
  ['Petr Novák a Jana Nováková', 'cs', ['Petr Novák', 'Jana Nováková']],
  ['Írta: Kovács János', 'hu', ['Kovács János']],
  ['Ion Popescu și Maria Ionescu', 'ro', ['Ion Popescu', 'Maria Ionescu']],
  ['Yazan: IŞIK ÖZDİL', 'tr', ['Işık Özdil']],
  ['Nguyễn Văn An', 'vi', ['Nguyễn Văn An']],
  ['Oleh Siti Rahayu dan Budi Santoso', 'id', ['Siti Rahayu', 'Budi Santoso']],
  ['Автор: Иван Петров', 'ru', ['Иван Петров']],
  ['Олена Коваль та Іван Бондар', 'uk', ['Олена Коваль', 'Іван Бондар']],
  ['Γιάννης Παπαδόπουλος', 'el', ['Γιάννης Παπαδόπουλος']],
  ['מאת: דנה לוי ויוסי כהן', 'he', ['דנה לוי', 'יוסי כהן']],
  ['بقلم: أحمد محمود', 'ar', ['أحمد محمود']],
  ['द्वारा राजेश कुमार', 'hi', ['राजेश कुमार']],
  ['โดย สมชาย ใจดี', 'th', ['สมชาย ใจดี']],
  ['文/王小明', 'zh', ['王小明']],
  ['本报记者 李强 张伟', 'zh', ['李强', '张伟']],
  ['取材・文＝山田太郎', 'ja', ['山田太郎']],
  ['서울=김철수 기자, 이영희 기자', 'ko', ['김철수', '이영희']],
]

for (const [text, lang, names] of credits)
  test(`reads ${lang}: ${text}`, () => assert.deepEqual(persons(text, lang), names))

const nobody: readonly (readonly [text: string, lang: string])[] = [
  ['And Could They Go Even Further?', 'en'],
  ["You Can'T Just Rest", 'en'],
  ['Look!! A Bird!!', 'en'],
  ['For Most Of These Tipples', 'en'],
  ['The Daily Harbour Author', 'en'],
  ['A C M', 'en'],
  ['Editorial', 'en'],
  ['Associated Press', 'en'],
  ['Reuters Staff', 'en'],
  ['admin', 'en'],
  ['Monday, May 4', 'en'],
  ['Middle East correspondent', 'en'],
  ['red, Agenturen', 'de'],
  ['Von Redaktion', 'de'],
  ['Deutscher Ärzteverband e. V.', 'de'],
  ['Da Redação', 'pt'],
  ['Редакция', 'ru'],
  ['Колонка Олега Причалова', 'ru'],
  ['Felieton Tomasza Portowego', 'pl'],
  ['Jukka Satamaisen kolumni', 'fi'],
  ['LA NACION', 'es'],
  ['South Africa', 'en'],
  ['Buenos Aires', 'es'],
  ['Città Alta', 'it'],
  ['Reuters Breakingviews', 'en'],
  ['朝日新聞社', 'ja'],
  ['ニュース編集部', 'ja'],
  ['온라인뉴스팀', 'ko'],
  ['מערכת האתר', 'he'],
  ['محرر الموقع', 'ar'],
]

for (const [text, lang] of nobody)
  test(`names nobody in ${lang}: ${text}`, () => assert.deepEqual(persons(text, lang), []))

test('kinds of those who are no persons', () => {
  const kindOf = (text: string): string | undefined => namesFrom(text, 'en')[0]?.kind
  assert.equal(kindOf('By Associated Press'), 'agency')
  assert.equal(kindOf('The Editorial Board'), 'editorial-board')
  assert.equal(kindOf('Harbour Post Staff'), 'newsroom')
  assert.equal(kindOf('Guest Author'), 'placeholder')
  assert.equal(kindOf('Foto: Max Ernstein'), 'photographer')
  assert.equal(kindOf('Cartoon: Nina Jarrow'), 'cartoonist')
})

test('capitals become normal case without harm', () => {
  assert.equal(restoreCase('WILLIAM MCCORKLE', null), 'William McCorkle')
  assert.equal(restoreCase('William Mccorkle', null), 'William McCorkle')
  assert.equal(restoreCase('Ron DeSantis', null), 'Ron DeSantis')
  assert.equal(restoreCase("SINEAD O'NEILL-SMITH", null), "Sinead O'Neill-Smith")
  assert.equal(restoreCase('IŞIK ÖĞÜT', 'tr'), 'Işık Öğüt')
  assert.equal(restoreCase('JAN VAN DER BERG', 'nl'), 'Jan van der Berg')
  assert.equal(restoreCase('JD VANCE', null), 'JD Vance')
})

test('a desk, a wire and a kitchen are no persons, and a name printed twice is one', () => {
  const kinds = (text: string, lang: string) => namesFrom(text, lang).map(({ name, kind }) => `${name}: ${kind}`)
  assert.deepEqual(kinds('By: XQN Wire', 'en'), ['XQN Wire: organisation'])
  assert.deepEqual(kinds('Jane Roe | Nebelhorn Software-Redaktion', 'de'), [
    'Jane Roe: person',
    'Nebelhorn Software-Redaktion: newsroom',
  ])
  assert.deepEqual(kinds('Aunt Ada Kitchens', 'en'), ['Aunt Ada Kitchens: organisation'])
  assert.deepEqual(kinds("Jane O'DoeJane O'Doe", 'en'), ["Jane O'Doe: person"])
})
