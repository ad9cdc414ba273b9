// The endings that publishing systems add to every summary in a feed, and which are no words of the writer.

/** "The post … appeared first on …" as WordPress says it in its languages; matched against the last line or sentence. */
const postTails: readonly RegExp[] = [
  /(?:^|\s)The (?:post|article) .{1,400}? (?:appeared first on|first appeared on|originally appeared on) .{1,200}$/u,
  /(?:^|\s)(?:Der Beitrag|Der Artikel) .{1,400}? erschien zuerst (?:auf|bei) .{1,200}$/u,
  /(?:^|\s)L['’]article .{1,400}? est apparu en premier sur .{1,200}$/u,
  /(?:^|\s)La entrada .{1,400}? (?:se publicó primero|aparece primero|apareció primero) en .{1,200}$/u,
  /(?:^|\s)L['’](?:entrada|article) .{1,400}? (?:ha aparegut primer a|apareix primer a) .{1,200}$/u,
  /(?:^|\s)L['’]articolo .{1,400}? (?:proviene da|sembra essere il primo su) .{1,200}$/u,
  /(?:^|\s)(?:O post|O conteúdo|O artigo|A entrada) .{1,400}? (?:apareceu primeiro em|aparece primeiro (?:em|no)|foi publicado primeiro em) .{1,200}$/u,
  /(?:^|\s)Het bericht .{1,400}? verscheen eerst op .{1,200}$/u,
  /(?:^|\s)Inlägget .{1,400}? (?:dök först upp på|publicerades först på) .{1,200}$/u,
  /(?:^|\s)Indlægget .{1,400}? (?:blev først udgivet på|blev først vist på|vises først på) .{1,200}$/u,
  /(?:^|\s)(?:Innlegget|Innlegg) .{1,400}? dukket først opp på .{1,200}$/u,
  /(?:^|\s)(?:Artikkeli|Julkaisu) .{1,400}? (?:julkaistiin ensimmäisenä|ilmestyi ensin) .{1,200}$/u,
  /(?:^|\s)(?:Artykuł|Wpis) .{1,400}? pochodzi z serwisu .{1,200}$/u,
  /(?:^|\s)Příspěvek .{1,400}? (?:pochází z|se nejdříve objevil na) .{1,200}$/u,
  /(?:^|\s)Príspevok .{1,400}? (?:zobrazený najskôr|je zobrazený ako prvý na) .{1,200}$/u,
  /(?:^|\s)(?:Articolul|Postarea) .{1,400}? apare (?:prima dată în|mai întâi în|prima oară în) .{1,200}$/u,
  /(?:^|\s)(?:A|Az) .{1,400}? (?:bejegyzés )?először .{1,200}? jelent meg\.?$/u,
  /(?:^|\s).{1,400}? yazısı ilk önce .{1,200}? (?:üzerinde ortaya çıktı|yayınlandı)\.?$/u,
  /(?:^|\s)(?:Сообщение|Запись) .{1,400}? (?:появились сначала на|впервые появилась на) .{1,200}$/u,
  /(?:^|\s)(?:Запис|Допис) .{1,400}? (?:спершу з['’]явився|вперше з['’]явився) на .{1,200}$/u,
  /(?:^|\s)Публикацията .{1,400}? (?:е публикувана за пръв път на|се появи за пръв път) .{1,200}$/u,
  /(?:^|\s)Το άρθρο .{1,400}? εμφανίστηκε πρώτα στο .{1,200}$/u,
  /(?:^|\s)הפוסט .{1,400}? (?:הופיע לראשונה ב|הופיע ראשון ב).{1,200}$/u,
  /(?:^|\s)(?:ظهرت المقالة|ظهر المقال|المقال|التدوينة) .{1,400}? (?:أولاً على|أولا على|ظهرت أولاً على) .{1,200}$/u,
  /(?:^|\s)نوشته .{1,400}? (?:اولین بار در|ابتدا در) .{1,200}$/u,
  /(?:^|\s)(?:Artikel|Pos) .{1,400}? (?:pertama kali tampil pada|muncul pertama kali di) .{1,200}$/u,
  /(?:^|\s)Bài viết .{1,400}? (?:đã xuất hiện đầu tiên vào ngày|xuất hiện đầu tiên trên|appeared first on) .{1,200}$/u,
  /(?:^|\s)投稿 .{1,400}? は .{1,200}? に最初に表示されました。?$/u,
  /(?:^|\s).{1,400}?最先出现在.{1,200}$/u,
]

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
  for (const tail of postTails) {
    if (tail.test(line)) return (text.slice(0, lineStart) + line.replace(tail, '')).trimEnd()
  }
  const end = line.slice(-200)
  const shorter = end.replace(moreEnd, '')
  return shorter === end ? text : text.slice(0, text.length - end.length) + shorter
}
