// The endings that publishing systems add to every summary in a feed, and which are no words of the writer.

/**
 * "The post … appeared first on …" as WordPress says it in its languages: how it begins and what stands in its middle.
 * Where the title comes first (Turkish, Chinese) there is no beginning, and it must be a line of its own.
 */
const postTails: readonly (readonly [starts: string, middles: string])[] = [
  ['The post |The article ', 'appeared first on|first appeared on|originally appeared on'],
  ['Der Beitrag |Der Artikel ', 'erschien zuerst auf|erschien zuerst bei'],
  ["L’article |L'article ", 'est apparu en premier sur|ha aparegut primer a|apareix primer a'],
  ["La entrada |L'entrada |L’entrada |El artículo ", 'se publicó primero en|aparece primero en|apareció primero en'],
  ["L'articolo |L’articolo ", 'proviene da|sembra essere il primo su'],
  [
    'O post |O conteúdo |O artigo |A entrada ',
    'apareceu primeiro em|aparece primeiro em|aparece primeiro no|foi publicado primeiro em',
  ],
  ['Het bericht ', 'verscheen eerst op'],
  ['Inlägget ', 'dök först upp på|publicerades först på'],
  ['Indlægget ', 'blev først udgivet på|blev først vist på|vises først på'],
  ['Innlegget |Innlegg ', 'dukket først opp på'],
  ['Artikkeli |Julkaisu ', 'julkaistiin ensimmäisenä|ilmestyi ensin'],
  ['Artykuł |Wpis ', 'pochodzi z serwisu'],
  ['Příspěvek |Příspěvek', 'pochází z|se nejdříve objevil na'],
  ['Príspevok ', 'zobrazený najskôr|je zobrazený ako prvý na'],
  ['Articolul |Postarea ', 'apare prima dată în|apare mai întâi în|apare prima oară în'],
  ['A |Az ', 'bejegyzés először|először a'],
  ['', 'yazısı ilk önce'],
  ['Сообщение |Запись ', 'появились сначала на|впервые появилась на'],
  ['Запис |Допис ', "спершу з'явився на|спершу з’явився на|вперше з’явився на"],
  ['Публикацията ', 'е публикувана за пръв път на|се появи за пръв път'],
  ['Το άρθρο ', 'εμφανίστηκε πρώτα στο'],
  ['הפוסט ', 'הופיע לראשונה ב|הופיע ראשון ב'],
  ['ظهرت المقالة |ظهر المقال |المقال |التدوينة ', 'أولاً على|أولا على|ظهرت أولاً على'],
  ['نوشته ', 'اولین بار در|ابتدا در'],
  ['Artikel |Pos ', 'pertama kali tampil pada|muncul pertama kali di'],
  ['Bài viết ', 'đã xuất hiện đầu tiên vào ngày|xuất hiện đầu tiên trên'],
  ['投稿 ', 'に最初に表示されました'],
  ['', '最先出现在|最早出現於'],
]
const startsOf = new Map(
  postTails.flatMap(([starts, middles]) => middles.split('|').map((middle) => [middle, starts.split('|')] as const)),
)
const anyMiddle = new RegExp([...startsOf.keys()].join('|'), 'u')
/** Five letters in a number, and which numbers begin a middle: hardly any other five letters have one. */
const windowBits = 0x7fff
const pushLetter = (window: number, code: number): number => ((window << 3) ^ code) & windowBits
const beginsMiddle = new Uint8Array(windowBits + 1)
for (const middle of startsOf.keys())
  beginsMiddle[Array.from(middle.slice(0, 5), (_, at) => middle.charCodeAt(at)).reduce(pushLetter, 0)] = 1
/** Characters. The paper's name and a full stop follow the middle; nothing longer does. */
const afterMiddle = 260

/** "Read more" and its like. One must be the whole last line, or follow the end of a sentence. */
const moreWords = [
  '(?:click here to )?read (?:more|on|full (?:article|story|post)|the (?:full|rest|whole|entire)(?: \\S+){0,4}|more here|more at .{1,60}|more about .{1,80})',
  '(?:continue|keep) reading(?: .{1,160})?',
  'full (?:story|article)',
  '(?:learn|find out|see) more',
  'weiterlesen(?: .{1,120})?|weiter lesen|mehr lesen|mehr erfahren|(?:jetzt )?(?:hier )?lesen sie (?:mehr|weiter|hier)(?: .{1,60})?|(?:den )?ganzen artikel lesen|zum artikel',
  "lire (?:la suite|plus|l[’']article(?: complet)?|davantage)(?: .{1,120})?|en savoir plus|continuer (?:à lire|la lecture)(?: .{1,120})?|poursuivre la lecture",
  '(?:leer|ver) (?:más|mas|la nota completa|el artículo completo)|seguir leyendo|sigue leyendo|siga leyendo|continuar leyendo|continúa leyendo|lea (?:también|más)',
  "leggi (?:tutto|di più|anche|l[’']articolo(?: completo)?)|continua a leggere(?: .{1,120})?|continua la lettura",
  'lei[ar] mais|ler mais|continu(?:e|ar) (?:a ler|lendo|a leitura)|saiba mais|leia a íntegra',
  'lees (?:meer|verder|het hele artikel)|verder lezen|meer lezen',
  'läs (?:mer|vidare|hela(?: \\S+){0,3})|fortsätt läsa(?: .{1,80})?',
  'læs (?:mere|videre)|fortsæt læsning',
  'les (?:mer|videre|hele saken)|fortsett å lese',
  'lue lisää|jatka lukemista|lue koko (?:juttu|artikkeli)',
  'lesa meira|lesa áfram',
  'czytaj (?:dalej|więcej|całość)|czytaj cały artykuł|więcej',
  'číst (?:dále|více|celé)|celý článek|pokračovat ve čtení|čítať (?:ďalej|viac)|viac',
  'citește (?:mai mult|mai departe|continuarea)|citeste (?:mai mult|mai departe)|continuarea',
  'tovább olvasom|olvass tovább|bővebben|tovább(?: a cikkhez)?',
  'devamını oku(?:yun|mak için tıklayın)?|devamı(?: için tıklayın)?|yazının devamı(?: .{1,40})?|daha fazla oku',
  'читать (?:далее|дальше|полностью|ещё|еще)|подробнее|продолжить чтение|читайте (?:далее|также)',
  'читати (?:далі|більше|повністю)|детальніше|докладніше',
  'прочетете (?:още|повече)|виж(?:те)? още|още',
  'pročitaj(?:te)? (?:više|još)|opširnije|više|preberi več|beri dalje|прочитај(?:те)? (?:више|повеќе)|опширније|више',
  'διαβάστε (?:περισσότερα|ολόκληρο.{0,40}|τη συνέχεια)|περισσότερα|συνέχεια',
  'skaityti (?:toliau|daugiau)|lasīt (?:vairāk|tālāk)|loe (?:edasi|lähemalt|rohkem)',
  'קרא(?:ו|י)? עוד|להמשך (?:קריאה|הכתבה|המאמר)|המשך (?:קריאה|לקרוא)|לקריאה נוספת|לכתבה המלאה|למאמר המלא',
  'اقرأ (?:المزيد|أيض[اًا]+|أكثر)|أكمل القراءة|إقرأ المزيد|المزيد|تابع القراءة|لقراءة المزيد',
  'ادامه (?:مطلب|خبر|نوشته)|بیشتر بخوانید|بیشتر',
  'مزید پڑھ(?:یں|ئے|یے)',
  'और (?:पढ़ें|पढ़ें)|आगे (?:पढ़ें|पढ़ें)|पूरा (?:पढ़ें|लेख).{0,20}',
  'আরও পড়ুন|বিস্তারিত পড়ুন|மேலும் படிக்க|ఇంకా చదవండి',
  'baca (?:selengkapnya|juga|lagi|lebih lanjut)|selengkapnya|selanjutnya',
  'đọc (?:tiếp|thêm)|xem thêm|xem tiếp',
  'อ่านต่อ|อ่านเพิ่มเติม',
  '続きを読む|もっと読む|続きはこちら',
  '더 ?보기|계속 ?읽기|더 ?읽기|자세히 ?보기|전문 ?보기',
  '(?:阅读|閱讀)(?:更多|全文|原文|原文链接)|(?:继续|繼續)(?:阅读|閱讀)|(?:查看|更多)(?:详情|詳情|内容|內容)?',
  'soma zaidi|lees verder|legu plu',
]
const more = moreWords.join('|')
const arrows = '[\\s.…:»›→➜⟶>\\])\\u200E\\u200F]*'
/** A last line that says nothing but "read more". */
const moreLine = new RegExp(`^[\\s\\[(«‹←→>]*(?:${more})${arrows}$`, 'iu')
/** The same at the end of a running line: only after the end of a sentence, and without the open-ended forms. */
const moreEnd = new RegExp(`(?<=[.!?…。！？।۔"”’»\\])])[\\s\\[(«‹]+(?:${more})${arrows}$`, 'iu')
const cutMark =
  /\s*(?:\[(?:…|\.\.\.|\. \. \.)\]|\((?:…|\.\.\.)\)|…|\.{3,})(?:\s*(?:\[(?:…|\.\.\.)\]|…|\.{3,}))*[\s»›→]*$/u

/** Characters. No ending is longer; nothing before them is looked at. */
const reach = 800

/** The text without those endings. "[…]" and its kind become one "…". */
export function withoutTails(text: string): string {
  let rest = text
  for (let round = 0; round < 4; round++) {
    const before = rest
    rest = withoutOne(rest)
    if (rest === before) break
  }
  return cutMark.test(rest.slice(-20)) ? `${rest.slice(0, -20)}${rest.slice(-20).replace(cutMark, '…')}`.trim() : rest
}

function withoutOne(text: string): string {
  const from = Math.max(text.length - reach, 0)
  const lineStart = Math.max(text.lastIndexOf('\n') + 1, from)
  const line = text.slice(lineStart)
  if (line.length < 200 && moreLine.test(line)) return text.slice(0, lineStart).trimEnd()
  const post = postTailStart(line)
  if (post >= 0) return text.slice(0, lineStart + post).trimEnd()
  const end = line.slice(-200)
  const shorter = end.replace(moreEnd, '')
  return shorter === end ? text : text.slice(0, text.length - end.length) + shorter
}

/** Where the last line's "The post … appeared first on …" begins; -1 when it has none. */
function postTailStart(line: string): number {
  const from = Math.max(line.length - afterMiddle, 0)
  if (!mayHoldMiddle(line, from)) return -1
  const middle = anyMiddle.exec(line.slice(from))
  if (middle === null) return -1
  const at = from + middle.index
  let best = -1
  for (const start of startsOf.get(middle[0]) ?? []) {
    if (start === '') return 0
    const found = line.lastIndexOf(start, at)
    if (found > best && (found === 0 || /\s/.test(line.charAt(found - 1)))) best = found
  }
  return best
}

/** A look at each letter costs a tenth of trying sixty middles there. */
function mayHoldMiddle(line: string, from: number): boolean {
  let window = 0
  for (let at = from; at < line.length; at++) {
    window = pushLetter(window, line.charCodeAt(at))
    if (beginsMiddle[window] === 1) return true
  }
  return false
}
