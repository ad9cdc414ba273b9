// Months in the languages of the catalogue, in full, shortened and inflected, as bylines and feeds write them.

/** Twelve groups a language, January first; a form also matches with a full stop or an ending of its language after it. */
const names: Readonly<Record<string, string>> = {
  en: 'january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov|december dec',
  de: 'januar jänner jän|februar feber|märz mär mrz maerz|april|mai|juni|juli|august|september|oktober okt|november|dezember dez',
  fr: 'janvier janv jan|février fevrier févr fév fevr fev|mars|avril avr|mai|juin|juillet juil|août aout aoû|septembre|octobre|novembre|décembre decembre déc',
  es: 'enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|septiembre setiembre set|octubre|noviembre|diciembre dic',
  it: 'gennaio gen|febbraio|marzo|aprile|maggio mag|giugno giu|luglio lug|agosto|settembre sett|ottobre ott|novembre|dicembre',
  pt: 'janeiro|fevereiro fev|março marco|abril|maio mai|junho|julho|agosto|setembro|outubro out|novembro|dezembro dez',
  ca: 'gener gen|febrer febr|març|abril|maig|juny|juliol|agost ag|setembre|octubre|novembre|desembre des',
  nl: 'januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober|november|december',
  sv: 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december',
  da: 'januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december',
  no: 'januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember des',
  fi: 'tammikuuta tammikuu tammi|helmikuuta helmikuu helmi|maaliskuuta maaliskuu maalis|huhtikuuta huhtikuu huhti|toukokuuta toukokuu touko|kesäkuuta kesäkuu kesä|heinäkuuta heinäkuu heinä|elokuuta elokuu elo|syyskuuta syyskuu syys|lokakuuta lokakuu loka|marraskuuta marraskuu marras|joulukuuta joulukuu joulu',
  is: 'janúar|febrúar|mars|apríl|maí|júní|júlí|ágúst|september|október|nóvember|desember',
  pl: 'stycznia styczeń sty|lutego luty lut|marca marzec|kwietnia kwiecień kwi|maja maj|czerwca czerwiec cze|lipca lipiec lip|sierpnia sierpień sie|września wrzesień wrz|października październik paź|listopada listopad lis|grudnia grudzień gru',
  cs: 'ledna leden led|února únor|března březen|dubna duben dub|května květen kvě|června červen|července červenec|srpna srpen srp|září|října říjen|listopadu listopad|prosince prosinec pro',
  sk: 'januára január|februára február|marca marec|apríla apríl|mája máj|júna jún|júla júl|augusta august|septembra september|októbra október|novembra november|decembra december',
  hu: 'január|február|március márc|április ápr|május máj|június jún|július júl|augusztus|szeptember szept|október|november|december',
  ro: 'ianuarie ian|februarie|martie|aprilie|mai|iunie iun|iulie iul|august|septembrie|octombrie|noiembrie noi|decembrie',
  hr: 'siječnja siječanj sij|veljače veljača velj|ožujka ožujak ožu|travnja travanj tra|svibnja svibanj svi|lipnja lipanj|srpnja srpanj|kolovoza kolovoz kol|rujna rujan|listopada listopad|studenoga studenog studeni stu|prosinca prosinac pro',
  sr: 'januar|februar|mart|april|maj|jun juna|jul jula|avgust avg|septembar|oktobar|novembar|decembar',
  sl: 'januar januarja|februar februarja|marec marca|april aprila|maj maja|junij junija|julij julija|avgust avgusta|september septembra|oktober oktobra|november novembra|december decembra',
  srCyrl:
    'јануар јануара|фебруар фебруара|март марта|април априла|мај маја|јун јуна|јул јула|август августа|септембар септембра|октобар октобра|новембар новембра|децембар децембра',
  ru: 'января январь янв|февраля февраль фев|марта март мар|апреля апрель апр|мая май|июня июнь июн|июля июль июл|августа август авг|сентября сентябрь сен сент|октября октябрь окт|ноября ноябрь ноя|декабря декабрь дек',
  uk: 'січня січень січ|лютого лютий лют|березня березень бер|квітня квітень кві|травня травень тра|червня червень чер|липня липень лип|серпня серпень сер|вересня вересень вер|жовтня жовтень жов|листопада листопад лис|грудня грудень гру',
  be: 'студзеня|лютага|сакавіка|красавіка|мая траўня|чэрвеня|ліпеня|жніўня|верасня|кастрычніка|лістапада|снежня',
  bg: 'януари ян|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември',
  el: 'ιανουαρίου ιανουάριος ιαν|φεβρουαρίου φεβρουάριος φεβ|μαρτίου μάρτιος μαρ|απριλίου απρίλιος απρ|μαΐου μάιος μάϊος μαι|ιουνίου ιούνιος ιουν|ιουλίου ιούλιος ιουλ|αυγούστου αύγουστος αυγ|σεπτεμβρίου σεπτέμβριος σεπ|οκτωβρίου οκτώβριος οκτ|νοεμβρίου νοέμβριος νοε|δεκεμβρίου δεκέμβριος δεκ',
  tr: 'ocak oca|şubat şub|mart|nisan nis|mayıs|haziran haz|temmuz tem|ağustos ağu|eylül eyl|ekim eki|kasım kas|aralık ara',
  az: 'yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr',
  lt: 'sausio|vasario|kovo|balandžio|gegužės|birželio|liepos|rugpjūčio|rugsėjo|spalio|lapkričio|gruodžio',
  lv: 'janvāris janvārī|februāris februārī|marts martā|aprīlis aprīlī|maijs maijā|jūnijs jūnijā|jūlijs jūlijā|augusts augustā|septembris septembrī|oktobris oktobrī|novembris novembrī|decembris decembrī',
  et: 'jaanuar jaan|veebruar veebr|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember dets',
  he: 'ינואר ינו|פברואר פבר|מרץ מרס|אפריל אפר|מאי|יוני|יולי|אוגוסט אוג|ספטמבר ספט|אוקטובר אוק|נובמבר נוב|דצמבר דצמ',
  ar: 'يناير جانفي|فبراير فيفري|مارس|أبريل ابريل إبريل أفريل|مايو ماي|يونيو يونيه جوان|يوليو يوليه جويلية|أغسطس اغسطس أوت|سبتمبر شتنبر|أكتوبر اكتوبر|نوفمبر نونبر|ديسمبر دجنبر',
  arLevant:
    'كانون الثاني|شباط|آذار اذار|نيسان|أيار ايار|حزيران|تموز|آب|أيلول ايلول|تشرين الأول|تشرين الثاني|كانون الأول',
  fa: 'ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر',
  faSolar: 'فروردین|اردیبهشت|خرداد|تیر|مرداد امرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند',
  ur: 'جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر',
  hi: 'जनवरी|फ़रवरी फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर सितम्बर|अक्टूबर अक्तूबर|नवंबर नवम्बर|दिसंबर दिसम्बर',
  bn: 'জানুয়ারি জানুয়ারি|ফেব্রুয়ারি ফেব্রুয়ারি|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর',
  mr: 'जानेवारी|फेब्रुवारी|मार्च|एप्रिल|मे|जून|जुलै|ऑगस्ट|सप्टेंबर|ऑक्टोबर|नोव्हेंबर|डिसेंबर',
  ta: 'ஜனவரி|பிப்ரவரி|மார்ச்|ஏப்ரல்|மே|ஜூன்|ஜூலை|ஆகஸ்ட்|செப்டம்பர்|அக்டோபர்|நவம்பர்|டிசம்பர்',
  ka: 'იანვარი იანვარს იან|თებერვალი თებერვალს თებ|მარტი მარტს მარ|აპრილი აპრილს აპრ|მაისი მაისს მაი|ივნისი ივნისს ივნ|ივლისი ივლისს ივლ|აგვისტო აგვისტოს აგვ|სექტემბერი სექტემბერს სექ|ოქტომბერი ოქტომბერს ოქტ|ნოემბერი ნოემბერს ნოე|დეკემბერი დეკემბერს დეკ',
  hy: 'հունվարի հունվար|փետրվարի փետրվար|մարտի մարտ|ապրիլի ապրիլ|մայիսի մայիս|հունիսի հունիս|հուլիսի հուլիս|օգոստոսի օգոստոս|սեպտեմբերի սեպտեմբեր|հոկտեմբերի հոկտեմբեր|նոյեմբերի նոյեմբեր|դեկտեմբերի դեկտեմբեր',
  sq: 'janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor',
  mk: 'јануари|февруари|март|април|мај|јуни|јули|август|септември|октомври|ноември|декември',
  gl: 'xaneiro xan|febreiro|marzo|abril|maio|xuño|xullo|agosto|setembro|outubro|novembro|decembro dec',
  af: 'januarie|februarie|maart|april|mei|junie|julie|augustus|september|oktober|november|desember',
  kk: 'қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан',
  uz: 'yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sentabr|oktabr|noyabr|dekabr',
  id: 'januari|februari|maret|april|mei|juni|juli|agustus agu|september|oktober|november|desember',
  ms: 'januari|februari|mac|april|mei|jun|julai|ogos|september|oktober|november|disember dis',
  sw: 'januari|februari|machi|aprili|mei|juni|julai|agosti|septemba|oktoba|novemba|desemba',
  vi: 'tháng 1|tháng 2|tháng 3|tháng 4|tháng 5|tháng 6|tháng 7|tháng 8|tháng 9|tháng 10|tháng 11|tháng 12',
  th: 'มกราคม ม.ค.|กุมภาพันธ์ ก.พ.|มีนาคม มี.ค.|เมษายน เม.ย.|พฤษภาคม พ.ค.|มิถุนายน มิ.ย.|กรกฎาคม ก.ค.|สิงหาคม ส.ค.|กันยายน ก.ย.|ตุลาคม ต.ค.|พฤศจิกายน พ.ย.|ธันวาคม ธ.ค.',
}

/** Month names of two words, kept whole. */
const twoWords = new Set(['arLevant', 'vi'])

type Names = Map<string, number>
const all: Names = new Map()
const byLanguage = new Map<string, Names>()
for (const [lang, months] of Object.entries(names)) {
  const own: Names = new Map()
  byLanguage.set(lang, own)
  for (const [index, forms] of months.split('|').entries()) {
    for (const form of twoWords.has(lang) ? [forms, ...levantine(forms)] : forms.split(' ')) {
      const key = fold(form)
      own.set(key, index + 1)
      // A form that means different months in two languages (Polish and Croatian "listopada") is settled by the first.
      if (!all.has(key)) all.set(key, index + 1)
    }
  }
}

/** Spellings of one-word months in the list of two-word ones. */
function levantine(forms: string): string[] {
  return /^(?:آذار|أيار|أيلول)/.test(forms) ? forms.split(' ') : []
}

const word = /[\p{L}\p{M}]+(?:\.[\p{L}\p{M}]+)*\.?/gu

/**
 * The month named in `text`: its number, 1 to 12, and where it stands. Of several ("mar. 12 nov." in French) the one that
 * follows a number, else the first. `lang` settles forms that two languages use differently.
 */
export function findMonth(text: string, lang: string | null): { number: number; start: number; end: number } | null {
  const words = Array.from(text.matchAll(word))
  const own = lang === null ? undefined : byLanguage.get(lang.split('-')[0] ?? '')
  const found: { number: number; start: number; end: number }[] = []
  for (const [at, { 0: here, index: start }] of words.entries()) {
    const next = words[at + 1]
    const pair = next === undefined ? undefined : monthOf(`${here} ${next[0]}`, own)
    if (pair !== undefined && next !== undefined) found.push({ number: pair, start, end: next.index + next[0].length })
    const number = monthOf(here, own)
    if (number !== undefined) found.push({ number, start, end: start + here.length })
  }
  const vietnamese = /(?:tháng|thg) ?(\d{1,2})(?!\d)/iu.exec(text)
  if (vietnamese !== null) {
    found.push({ number: Number(vietnamese[1]), start: vietnamese.index, end: vietnamese.index + vietnamese[0].length })
  }
  const month =
    found.find(({ start }) => /\d[\s.,/-]*(?:de |d['’]|ב)?$/u.test(text.slice(Math.max(0, start - 8), start))) ??
    found[0]
  return month === undefined || month.number < 1 || month.number > 12 ? null : month
}

function monthOf(found: string, own: Names | undefined): number | undefined {
  const folded = fold(found)
  const bare = folded.replace(/\.$/, '')
  const direct = own?.get(folded) ?? own?.get(bare) ?? all.get(folded) ?? all.get(bare)
  // Hebrew writes "in November" and Arabic "and" as one word with the month.
  return direct ?? (/^[בלו]/u.test(folded) ? all.get(folded.slice(1)) : undefined)
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('i̇', 'i')
}
