// Given names and places of many languages, folded (no accents, lower case): evidence that a run of words is a person,
// never proof. The lists are those of two libraries; what they lack, and what is a word far more often than a name, is
// said here.
import { foldName, makeApart, makeApartMeanwhile } from '../../base/index.ts'

/** `has` takes one folded word. */
export const givenNames: Pick<ReadonlySet<string>, 'has'> = {
  has: (folded) => (names ??= namesFrom(makeApart(lists))).has(folded),
}

/** `has` takes a folded phrase of several words: "kuala lumpur", "south africa". */
export const placePhrases: Pick<ReadonlySet<string>, 'has'> = {
  // They have spaces or hyphens between their words, so that one set holds both.
  has: (folded) => folded.includes(' ') && givenNames.has(folded),
}

/** Reads the lists before the first question, which otherwise waits half a second for them; not if `listed` says what they hold. */
export async function prepareNames(listed?: string): Promise<void> {
  names ??= listed === undefined ? namesFrom(await makeApartMeanwhile(lists)) : new Set(listed.split('\n'))
}

/** What the lists hold, for the prepareNames of another thread; undefined while they have not been read. */
export function listNames(): string | undefined {
  return names === undefined ? undefined : [...names].join('\n')
}

const lists = new URL('./list-given-names.ts', import.meta.url)

let names: ReadonlySet<string> | undefined

function namesFrom(listed: string): ReadonlySet<string> {
  const found = new Set([...listed.split('\n'), ...addedNames.trim().split(/\s+/).map(foldName)])
  for (const word of notNames.trim().split(/\s+/)) found.delete(word)
  return found
}

const addedNames = `
aashish achieng ancelmo andhika anniken arnab arundhati barkha beppe bongani bushrod chidanand chinua deepa dror
ekkehard eliaser gadi geir geoff gidon goetz grainne guenter guenther guldal hege indriyani inken jelko jiayang joerg
juergen junichi kjetil koichi kuldeep lairenlakpam lata lindiwe madhu masafumi merval mwangi nagehan naufal ndapewa
nkosinathi nomsa ntombizethu odd otieno oystein palesa pankaj pippin pradeep pratap rajdeep rajesh ramachandra ravit
raviv rekha ruediger rupa sadhbh saibal satoshi segun shekhar shinichi shobhaa soenke sudha swantje swapan swati
tavleen terje tetsuya thabo trond trudi tshepo tunde tzipi vandana wanjiru yanto yiswaree yomi yoshio yudi
νικος γιωργος γιαννης κωστας δημητρης παντελης θανασης σταυρος μιχαλης βασιλης παυλος πετρος αλεξης στεφανος
χρηστος τακης ηλιας λευτερης σπυρος πανος θοδωρης αντωνης ανδρεας μανωλης τασος φωτης στελιος αρης μακης πασχος
αγγελος χαρης γρηγορης νασος στρατος βαγγελης λαμπης ελενη κατερινα γεωργια σοφια δημητρα βασιλικη αγγελικη
χριστινα ευαγγελια μαριλενα ξενια λινα νατασα τζινα ρεα ολγα πεπη
יוסי נחום רון רונן בן אבי אבנר אברהם אהוד אורלי אורן אייל אילן אילנה איתי איתמר אלון אלי אליהו אליעזר אלכס אלעד
אלקנה אמיר אמנון אפרים אריה אשר בועז בני בנימין ברוך גדי גדעון גיא גלית דורון דליה דן דנה דניאל דפנה הדס זאב זיו
חגי חיים חנוך טובה טלי יאיר יהודה יהונתן יהושע יואב יואל יובל יוחאי יונתן יעל יעקב יצחק ירון ירושלמי ישי ישעיהו
ישראל כרמית לאה ליאור לימור מאיה מאיר מיכל מיכאל מירב מנחם מרב מרדכי משה נדב נועה נועם נורית נטע נמרוד ניצן ניר
נעמה סיון סימה סמדר עודד עוזי עומר עופר עידו עידן עינב עמוס עמיר עמית ענת ערן פנינה צבי צביקה קלמן קרן רביב רועי
רותי רות רחל רינה רמי רן רפי שאול שגיא שושנה שלום שלמה שמואל שמעון שמרית שרון שרה תמר
أحمد إبراهيم إسماعيل أسامة أشرف أكرم ألبير أمجد أمين أنس أنور أيمن إلياس إيمان باسم بدر بسام بشار بشرى بكر بلال
بهاء توفيق ثائر جابر جاسم جبران جلال جمال جمانة جهاد جورج جوزيف حاتم حازم حامد حبيب حسام حسان حسن حسين حمزة حنان
حيدر خالد خليل خولة داليا داود دلال راشد رامي راغدة رائد ربيع رجاء رشيد رضوان رفيق رياض ريم زاهي زكريا زكي زهير
زياد زينب ساطع سامي سامية سحر سعاد سعد سعدي سلمان سلمى سليم سليمان سمير سميح سناء سهيل سوسن شفيق شكري شوقي صبحي
صلاح ضياء طارق طلال طلعت عادل عاطف عباس عبدالله عبدالرحمن عبدالعزيز عبدالباري عبدالحليم عبده عثمان عدنان عزمي
عزيز عصام علاء عماد عمار عمر عمرو عيسى غادة غازي فؤاد فاروق فاطمة فايز فتحي فراس فهد فهمي فوزي فيصل قاسم كاظم
كمال لبنى ليلى ليث ماجد مازن مالك ماهر محسن محمود مرام مروان مشاري مصطفى معتز منذر منصور منى مها مهدي موسى مؤمن
ميشال ميشيل نادر ناديا ناصر نبيل نجوى ندى نزار نصر نضال نهى نوال نورالدين هاشم هالة هاني هدى هشام هيثم وائل وحيد
وفاء وليد ياسر ياسين يحيى يوسف يونس الحبيب المنصف الطيب الصادق الهادي الطاهر
محمدرضا محمدعلی علیرضا غلامرضا حمیدرضا امیر امیرحسین بهروز بهنام بیژن پرویز پیمان جواد حامد حمید داریوش رامین
رسول سعید سهراب سیامک شهرام صادق عبدالکریم عباس عطا فرهاد فریدون کامران کیومرث مجید مسعود مصطفی مهدی مهران
مهرداد ناصر هادی هوشنگ یدالله آرش احسان اکبر ژیلا شیرین فاطمه فرشته لیلا مریم نرگس نسرین نوشین
`

/** What is a word far more often than a name. */
const notNames = `
abu addis africa afrika aires alle amazing america amerika analyse any apple aprile arabia arrow ash asia athens atlanta
august australia autumn aviv baden baghdad baker baron basel beauty berlin bishop blade bliss boston boy brazil
bristol britain bronx cairo california can candy cannon captain carver cash champion chance charity che cherry chi
chicago chief china crew cricket cuba cuma cutter daily dallas dame darc dat days december delle den denver dez doha
done dove dream dresden driver dublin duke egypt ein england era essa ever fantasy fevrier fisher forest france free
freedom general geneva germany girl glory god gray green grey guide haben habil had haji han happy herald hero hill
holy honey houston ibn imam india iran ireland island israel italy jak january janvier jefferson jersey jerusalem jet
judge jul july june jur just justice kairo kamera kein kenya kiev king kingdom kingston knowledge kong korea lady lake
law legend les liberty life light lima link london lord love lucky lyon mac magic mailen major mal mali man manila
many mar mars marshal marvel may meet mehr mei memphis mer merry messiah miami milan milano min minor mir mister money
montreal moon morgen morning mystery nairobi nel nigeria nixon nor north not november nur obama ocean october oktober
oleh orlando oude ours page paris park pastor peace pepper philadelphia phoenix pilot poet polo prague priest prince
princess prophet que queen rabbi racer rain read reise rich rider river riyadh rock rocket roma rome royal russia sage
sailor saint sali san santa sao saudi saw say scotland season september shadow sheik sheikh silver sin sir sister snow son
spring sra star stone storm story sua success sun sunday sunny syria tag tage tailor tel temple texas the thu time ton
treasure tres trust truth tuesday uber van vander victory vienna von waren washington ways wednesday wenn west windsor
winner winter wisdom wood you zealand zurich
`
