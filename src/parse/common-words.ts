// The little words of many languages: a text that is full of a language's own is in that language, and no detector need be asked.

/** About twenty of the commonest words a language, those of its neighbours included, so that neighbours compete. */
const lists: Readonly<Record<string, string>> = {
  en: 'the of and to in is that it for was on are as with be by this have from at not but or his they we an which you their has',
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie wie',
  fr: 'de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec nous mais cette aux',
  es: 'de la que el en y los del se las por un con no una su para es al lo como más o pero sus le ha este ya muy',
  ca: 'de la i que el en els a les del per un amb una no és al ha dels com més o però aquest seva ser també són',
  gl: 'de a que e o en do da os na no un as por con unha dos máis para ao non se é como pero das súa foi tamén',
  pt: 'de a que o e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das à seu sua ou',
  it: 'di e il la che in un a per è una del con non si da della le dei sono i al come più ma nel alla ha gli anche',
  ro: 'de și în a la cu care pe nu o din se este un mai că pentru ca sunt să au fost după sau ce dar prin lui',
  nl: 'de van het een en in is dat op te zijn met voor die niet aan er om ook als dan maar bij of uit nog naar wordt',
  af: 'die van en in is het dat wat te nie vir met op om ’n hy sy as aan word sal maar ook daar so hulle by',
  sv: 'och i att det som en på är av för med den till inte har de ett om var jag men så från vi kan när också',
  da: 'og i at det er en af til på for med de den ikke der et har som fra var om han men vi kan sig også eller',
  no: 'og i det er en at på som for med til av ikke den har de et om var fra men så han vi kan seg også eller',
  is: 'og að í á sem er til en við um það af með var ekki fyrir hann ég þess því eru hafa frá eða þegar',
  fi: 'ja on ei se että oli ovat joka mutta kun hän niin myös kuin ole sen tai jos voi mitä vain nyt sitä olla',
  et: 'ja on ei et see oli mis kui ka ta aga oma nii siis või selle kes nad välja veel ning mitte seda olla',
  lv: 'un ir ar no uz par kas ka tas bet arī kā vai lai pie to viņš tā jau pēc nav šo pat tikai kad',
  lt: 'ir yra kad su iš bet tai kaip į jis o ne už nuo apie jau buvo prie tik arba dar šis kai kuris',
  pl: 'i w na z się że do nie jest to o jak za od po ale dla co przez są tym tego tylko już może czy był jego',
  cs: 'a v se na je že s z o to do i ve by jako pro k jsou ale za od po jeho který které tak už byl při není',
  sk: 'a v sa na je že s z o to do aj vo by ako pre k sú ale za od po jeho ktorý ktoré tak už bol pri nie',
  sl: 'in je v na se da za so ki pa z po ne s bi tudi kot ni iz o pri bil ali tem še le od do',
  hr: 'i u je na se da za su od s ne koji a to kao o što iz bi ili po će biti koja ali samo sve još nije',
  hu: 'a az és hogy nem is egy van ez de volt meg csak mint vagy már még azt ha el lehet kell amely sem',
  sq: 'të e në për një dhe me që i nga është se më nuk ka do si por janë ose edhe kjo ky pa',
  tr: 've bir bu için da de ile çok olan daha gibi ne kadar ama olarak değil o en var sonra her ki diye mi',
  az: 've və bir bu üçün da də ilə olan daha kimi nə qədər amma olaraq deyil o ən var sonra hər ki',
  el: 'και το να του η της που την με για από στο τα είναι δεν στην ο οι των τον θα σε τους αυτό μια ότι στη ως',
  ru: 'и в не на что я с он как это по но из у за от так же о для его то все к бы был или было мы их она',
  uk: 'і в не на що з у як це до та за від так для його то але або був було ми їх вона є про які вже при',
  be: 'і ў не на што з у як гэта да за ад так для яго то але або быў было мы іх яна пра які ужо калі',
  bg: 'на и да се в за е от не по с ще са че който а като до при това но си има към или само би още му',
  mk: 'на и да се во за е од не по со ќе се дека кој а како до при ова но си има кон или само би уште му',
  sr: 'и у је на се да за су од с не који а то као о што из би или по ће бити која али само све још није',
  he: 'של את על לא הוא זה עם כל גם כי או אבל היא יש אני אם רק מה אין היה בין יותר לפני אחרי כך אל',
  yi: 'און די אין פון איז דער צו מיט נישט אויף האט דאס אז וואס זיך ער א געווען אויך פאר זענען',
  ar: 'في من على إلى أن التي عن الذي مع هذا لا ما كان هذه بين كل أو لم قد بعد ذلك هو هي ولا ثم إن',
  fa: 'و در به از که این را با است برای آن یک خود تا بر هم نیز می ما یا شد بود اما او هر آنها شده',
  ur: 'کے کی میں ہے اور کا کو سے نے پر ہیں کہ یہ اس بھی تھا نہیں کر ایک گیا لیے تو ہی وہ ان جو',
  ps: 'د په او چې ته له دا کې سره دی نه هم یې ده کړي خپل شوي لپاره به دغه هغه',
  ckb: 'لە بە و کە بۆ ئەو ئەم دا لەگەڵ بوو هەر یان نە سەر هەموو دەکات کرد ئێمە تا',
  hi: 'के की में है और का को से ने पर हैं कि यह इस भी था नहीं कर एक गया लिए तो ही वह जो हो',
  mr: 'आणि आहे या हा ते की व होते त्या हे आहेत नाही तर मी एक पण तो होता केली असे जे काही',
  ne: 'र को मा छ ले यो पनि भने हो गर्न लाई गरेको छन् भएको त्यो एक थियो नै बाट तर यस',
  bn: 'এ ও না করে এই যে থেকে তার হয় এবং জন্য একটি তা কিন্তু হবে কি সঙ্গে আর করা আছে',
  id: 'yang dan di dengan untuk dari ini dalam itu pada tidak akan adalah juga ke ada oleh atau saya bisa telah karena mereka lebih bahwa',
  ms: 'yang dan di dengan untuk dari ini dalam itu pada tidak akan adalah juga ke ada oleh atau saya boleh telah kerana mereka lebih bahawa',
  tl: 'ang ng sa na mga at ay si hindi ito para kung ni niya lang kanyang nang may siya pa rin ko ako',
  vi: 'và của là có không được cho các người trong với một những này đã để khi từ đến như về cũng ra nhưng',
  sw: 'ya na wa kwa ni katika la za kama hiyo huyo lakini hii pia yake hiyo ambayo kuwa cha watu sana alisema',
  so: 'iyo ka ku oo in waa ee la uu ay u aan soo ah leh waxaa badan si kale',
  eu: 'eta da ez bat du dira ere baina izan dute zen hau egin edo hori dela beste gehiago duen',
  ga: 'an agus na ar i go a is le do sé bhí ag tá ní ach nach sin leis seo mar iad',
  cy: 'y yn a i ar o yr ei ac mae bod fod am wedi eu hyn gan oedd nid fel',
  hy: 'և է որ ի են մեջ համար այդ իր բայց նաև այս մի չի հետ են մենք որպես եթե',
  ka: 'და არის რომ ეს არ ის მაგრამ რა თუ ამ მისი უნდა იყო უფრო როგორც მხოლოდ',
} // prettier-ignore

const languages = Object.keys(lists)
const languageNumbers = new Map(languages.map((language, index) => [language, index]))
const ownersOf = new Map<string, number[]>()
for (const [index, words] of Object.values(lists).entries()) {
  // A single Latin letter is in every language somebody's initial.
  const telling = words.split(' ').filter((one) => !/^[a-z]$/.test(one))
  for (const word of new Set(telling)) ownersOf.set(word, [...(ownersOf.get(word) ?? []), index])
}

/** Languages that share the words of a listed one. */
const sameWords: Readonly<Record<string, string>> = { nb: 'no', bs: 'hr', fil: 'tl', prs: 'fa' }

/** Scripts that one language of newspapers has for itself, and no little words between spaces. */
const ownScripts: Readonly<Record<string, RegExp>> = {
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  ko: /\p{Script=Hangul}/gu,
  th: /\p{Script=Thai}/gu,
  km: /\p{Script=Khmer}/gu,
  my: /\p{Script=Myanmar}/gu,
}

const word = /[\p{L}\p{M}’]+/gu
/** Words looked at: enough to tell, and the same cost for a long text. */
const maxWords = 60
/** Of them must be little words of the language, and no fewer than this share. */
const minHits = 4
const minShare = 0.13

/** Hits of each language in the text that is being judged. */
const hits = new Uint8Array(languages.length)

/**
 * True when `text` is so full of the little words of `language` (`tr`, `pt`; no region) that it can be nothing else: more
 * of them than of any other language listed. False when it is not, is too short to tell, or the language is not listed.
 */
export function isPlainly(language: string, text: string): boolean {
  const script = ownScripts[language]
  if (script !== undefined) return (text.slice(0, 600).match(script)?.length ?? 0) >= 15
  const wanted = languageNumbers.get(sameWords[language] ?? language)
  if (wanted === undefined) return false
  hits.fill(0)
  const words = countHits(text.slice(0, 600).toLowerCase())
  const own = hits[wanted] ?? 0
  if (own < minHits || own < words * minShare) return false
  for (let index = 0; index < hits.length; index++) if (index !== wanted && (hits[index] ?? 0) >= own) return false
  return true
}

/** Counts the first sixty words of `text` in `hits`; gives how many there are, at most one more than sixty. */
function countHits(text: string): number {
  if (farOff.test(text)) {
    const found = text.match(word) ?? []
    for (const one of found.slice(0, maxWords)) hit(one)
    return Math.min(found.length, maxWords + 1)
  }
  isLetter ??= Uint8Array.from({ length: firstFarOff }, (_, code) => (letter.test(String.fromCharCode(code)) ? 1 : 0))
  let words = 0
  let start = -1
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && isLetter[text.charCodeAt(at)] === 1) {
      if (start < 0) start = at
    } else if (start >= 0) {
      if (++words > maxWords) break
      const shape = text.charCodeAt(start) * shapeLengths + at - start
      if (at - start < shapeLengths && shapes[shape] === 1) hit(text.slice(start, at))
      start = -1
    }
  }
  return words
}

function hit(word: string): void {
  const owners = ownersOf.get(word)
  if (owners !== undefined) for (let one = 0; one < owners.length; one++) hits[owners[one] as number]!++
}

/** Spaced scripts stand below; there a table tells letters quicker than an expression finds words. */
const firstFarOff = 0x2030
const farOff = /[\u2030-\uffff]/
const letter = /[\p{L}\p{M}’]/u
let isLetter: Uint8Array | undefined

/** First letters with lengths that any little word has: few other words have both. */
const shapeLengths = 16
const shapes = new Uint8Array(firstFarOff * shapeLengths)
for (const one of ownersOf.keys())
  if (one.length < shapeLengths && one.charCodeAt(0) < firstFarOff)
    shapes[one.charCodeAt(0) * shapeLengths + one.length] = 1
