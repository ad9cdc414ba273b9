// The last resort of decoding: no declaration, no UTF-8. Which old encoding makes the likeliest text of these bytes?

/** Encodings whose every lead byte must be followed by the right kind of byte: a text that decodes at all is telling. */
const multiByte = ['euc-jp', 'shift_jis', 'euc-kr', 'gbk', 'big5'] as const

/** One byte a character: everything decodes, so letters must look like words of one alphabet. */
const singleByte = ['windows-1251', 'koi8-r', 'windows-1253', 'windows-1255', 'windows-1256', 'windows-874'] as const

/** Bytes looked at. */
const sampleBytes = 64 * 1024

/** A WHATWG encoding name; `windows-1252` when nothing speaks for another. Bytes must not be valid UTF-8. */
export function guessEncoding(bytes: Uint8Array): string {
  const sample = highRuns(bytes.subarray(0, sampleBytes))
  let best: { name: string; score: number } = { name: 'windows-1252', score: latinScore(sample) }
  for (const name of multiByte) {
    const text = decodeStrictly(sample, name)
    if (text === null) continue
    const score = ideographScore(text, name)
    if (score > best.score) best = { name, score }
  }
  for (const name of singleByte) {
    const score = alphabetScore(new TextDecoder(name).decode(sample), name)
    if (score > best.score) best = { name, score }
  }
  return best.name === 'windows-1252' && isTurkish(sample) ? 'windows-1254' : best.name
}

/**
 * Windows-1254 is windows-1252 with Turkish letters where Icelandic has its own. Turkish writes them with ç and ü; Icelandic
 * with á, é, í, ó, ú and æ, and so do the others who use ý.
 */
function isTurkish(sample: Uint8Array): boolean {
  const has = (bytes: readonly number[]): number => sample.reduce((sum, byte) => sum + Number(bytes.includes(byte)), 0)
  const own = has([0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe])
  const icelandic = has([0xe1, 0xe6, 0xe9, 0xed, 0xf3, 0xfa])
  return own >= 2 && own + has([0xc7, 0xdc, 0xe7, 0xfc]) > icelandic * 2
}

/** Runs of text around bytes above 0x7F, tags left out: ASCII says nothing about the encoding. */
function highRuns(bytes: Uint8Array): Uint8Array {
  const kept: number[] = []
  let previousHigh = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    const high = byte >= 0x80
    // A trail byte of Shift_JIS, Big5 or GBK may be ASCII, so the byte after a high one is kept as it is.
    if (high || previousHigh) kept.push(byte)
    else if (kept.length > 0 && kept.at(-1) !== 0x20) kept.push(0x20)
    previousHigh = high
  }
  return Uint8Array.from(kept)
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** Share of characters that are common in the language of the encoding, 0 to 1. */
function ideographScore(text: string, encoding: (typeof multiByte)[number]): number {
  const high = count(text, /[^\0-\u007F]/gu)
  if (high === 0) return 0
  const kana = count(text, /[\u3040-\u30FF]/gu)
  const hangul = count(text, /[\uAC00-\uD7A3]/gu)
  const punctuation = count(text, /[\u3000-\u303F\uFF01-\uFF5E]/gu)
  const halfKana = count(text, /[\uFF61-\uFF9F]/gu)
  const rare = count(text, /[\u3400-\u4DBF\uE000-\uF8FF\u{20000}-\u{3FFFF}\u0370-\u03FF\u0400-\u04FF\u2500-\u257F]/gu)
  if (encoding === 'euc-kr') return (hangul + punctuation - rare) / high
  const common = count(text, encoding === 'big5' ? commonTraditional : commonSimplified)
  const han = count(text, /[\u4E00-\u9FFF]/gu)
  if (encoding === 'euc-jp' || encoding === 'shift_jis') {
    return kana === 0 ? 0.2 : (kana + han * 0.9 + punctuation - halfKana - rare) / high
  }
  return (Math.min(common * 1.6, han) + punctuation - kana * 0.5 - rare) / high
}

/** The characters that make up about a third of running Chinese text. */
const commonSimplified =
  /[的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运]/gu
const commonTraditional =
  /[的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運]/gu

/** Words of one alphabet: lower case after lower case, hardly any symbol. */
function alphabetScore(text: string, encoding: (typeof singleByte)[number]): number {
  const high = count(text, /[^\0-\u007F]/gu)
  if (high < 4) return 0
  const [letters, pairs, frequent] = alphabetOf[encoding]
  const inWords = count(text, pairs) * 2
  const foreign = high - count(text, letters) - count(text, /[\u00A0«»“”„’–—…·،؟؛]/gu)
  // The frequent letters make up about half of real text: they tell alphabets apart that share the same bytes.
  const likeness = 0.6 + (0.8 * count(text, frequent)) / high
  return ((Math.min(inWords, high) - foreign * 2) / high) * likeness
}

const alphabetOf: Readonly<
  Record<(typeof singleByte)[number], readonly [letters: RegExp, pairs: RegExp, frequent: RegExp]>
> = {
  'windows-1251': [/[А-яёЁіїєґІЇЄҐўЎ]/gu, /[а-яёіїєґў]{2}/gu, /[оеаинтрс]/gu],
  'koi8-r': [/[А-яёЁ]/gu, /[а-яё]{2}/gu, /[оеаинтрс]/gu],
  'windows-1253': [/[\u0384-\u03CE]/gu, /[\u03AC-\u03CE]{2}/gu, /[αοιετσν]/gu],
  'windows-1255': [/[א-ת\u05B0-\u05C2]/gu, /[א-ת]{2}/gu, /[יוהלארמ]/gu],
  'windows-1256': [/[ء-ي\u064B-\u0652پچژگک]/gu, /[ء-يپچژگ]{2}/gu, /[اليمنور]/gu],
  'windows-874': [/[ก-๛]/gu, /[ก-ฮ][\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/gu, /[านรอกเง]/gu],
}

/** Western text has single accented letters between ASCII ones; runs of high bytes speak against it. */
function latinScore(sample: Uint8Array): number {
  let high = 0
  let alone = 0
  for (let at = 0; at < sample.length; at++) {
    if ((sample[at] ?? 0) < 0x80) continue
    high++
    if ((sample[at - 1] ?? 0) < 0x80 && (sample[at + 1] ?? 0) < 0x80) alone++
  }
  return high === 0 ? 1 : 0.3 + (0.6 * alone) / high
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
