// How a line of print says that a name is the writer's: what stands before it, and what a line of nothing but a name is.

/** What stands before a name in print, a few small words at most. Wide on purpose: position decides with it. */
export const wording =
  /^(?:(?:geschrieben|verfasst|written|posted|submitted|reviewed|eingereicht|published|story|words|text|report|reported|veröffentlicht|erstellt|ein (?:beitrag|kommentar|gastbeitrag|artikel|interview)|(?:gast)?(?:kommentar|kolumne|beitrag)|eine (?:kolumne|analyse|glosse|reportage|rezension)|(?:eine|die)? ?analyse|opinion|escrito|publicado|texto|redacción|scritto|pubblicato|un articolo|écrit|publié|propos recueillis|geschreven|skrevet|skrevet av|napisał|wpis|an? \w+ ?by) )?(?:by|von|vom|durch|par|por|di|da|door|av|af|przez|от|oleh|od)[:\s ]+(?=[\p{Lu}\p{Lo}@"“„]|(?:von|van|de|der|del)\s)|^(?:autor(?:\/?in|en|:in|\*in)?|auteurs?|autores|autore|autora|authors?(?:\(s\))?|author\/s|writer|verfasser(?:in)?|text(?:e|o)?(?: (?:und|&|and) (?:fotos?|bilder?|photos?|interview))?|words|reporter|redakteur|redaktion|editor|penulis|pewarta|yazan|yazar|haber|szerző|írta|forfatter|tekst|teksti|skribent|автор|авторы|текст|автори|συντάκτης|von|by|about the author|über (?:den|die) autor(?:in)?|投稿者|著者|執筆者?|作者|记者|記者|文|取材・文|撰文|글|מאת|بقلم|كتب|إعداد|نویسنده|लेखक|द्वारा|โดย)(?:\s?[:：|/／–-]\s?|\s)(?=[\p{Lu}\p{Lo}])|^(?:מאת|بقلم|كتب(?:ت)?|文\/|文／|文：|記者|记者|作者：|द्वारा|โดย)/iu

/** The same in more languages: a label with its mark, or a verb that only a writer's name follows. */
export const moreWording =
  /^(?:autor(?:s|e|i|ius|ė|iai|ica|ka)|avtor(?:ica)?|аўтар|müəllif|muallif|shkruan|forfattare?|textförfattare|mwandishi|kaleme alan|gönderen|ekleyen|ავტორი|հեղինակ|ผู้เขียน|เรื่อง|লেখক|எழுதியவர்|రచయిత|تحریر|یادداشتی? از|به قلم|نوشته|tác giả|bài(?: viết)?|글|기고|글쓴이|寄稿|聞き手|論説委員|編集委員|解説委員|特约撰稿|特約撰稿)\s?[:：՝|／/・･＝=]?\s?(?=[\p{Lu}\p{Lo}])|^(?:piše|пише|пишува|pisze|napisała?|napsala?|napísala?|написала?|подготовила?|підготува(?:в|ла)|напис(?:ав|ала)|írta|scris(?:ă)? de|shkroi|nga|deur|eftir|kirjoittan(?:ut|eet)|teksti|imeandikwa na|γράφ(?:ει|ουν)(?: [οη]ι?)?|κείμενο|από(?: τον| την)?|eingestellt von|ge(?:post|plaatst) door|postad[oa] por|post(?:ed|ato|é) (?:by|da|par)|dipos(?:ting|kan) oleh|upplag[dt] av|inlag[dt] av|lagt inn av|skrivet av|indsendt af|lähettänyt|publicat[ăe]? de|postat de|adăugat de|publikovala?|přidala?|objavi(?:o|la)|dodał[ao]?|opublikowan[eoy] przez|bejegyezte|αναρτήθηκε από|αναρτήθηκε απο|опубликовала?|розмістив|публикувано от|от)\s?[:：]?\s(?=\p{Lu})/iu

/** "Autor: NAME", "Written by NAME": says what it is wherever it stands. */
export const explicitWording =
  /^(?:autor(?:en|in|innen|\/in|:in|\*in)?|auteurs?|autore|autora|authors?(?:\(s\))?|verfasser(?:in)?|about the author|text|texte|texto|bericht|über (?:den|die) autor(?:in)?|yazan|szerző|автор|авторы|作者|著者|מאת|بقلم)\s?(?:[:：/／\n]|$)\s?|^(?:autor(?:en|in|innen)?|auteurs?|autore|autora|authors?|verfasser(?:in)?) (?=\p{Lu}\p{Ll}+ \p{Lu})|^(?:written by|verfasst von|geschrieben von|escrito por|écrit par|scritto da|geschreven door|מאת|بقلم)\s/iu

/** A label alone on its line; the name stands on the next. */
export const labelOnly =
  /^(?:autor(?:en|in|:in|\/in|\*in)?|autor:innen|auteurs?|autore|autora|autores|authors?(?:\(s\))?|by|von|par|por|text|texte|texto|tekst|verfasst von|geschrieben von|written by|words by|posted by|verfasser(?:in)?|reporter|yazan|yazar|автор|authored by|article by|story by|escrito por|publicado por|écrit par|redactor|redatto da|作者|著者|執筆者?|מאת|بقلم|كتب)\s?[:：]?$/iu

const loose =
  /^(?:(?:an?|eine?|un|une|uma?|una) )?(?:[\p{L}-]+ ){1,3}(?:by|von|par|por|door|av|af|di) \p{Lu}[\p{L}'’.-]+ (?:\p{L}+ )?\p{Lu}[\p{L}'’-]+\.?$/u

/** "Ein Gastbeitrag von NAME", "Blog entry by NAME": a few words, then the credit. */
export function isLooseWording(text: string): boolean {
  return text.length < 80 && inner.test(text) && loose.test(text) && !wording.test(text)
}

const dates =
  /\p{N}{1,4}[.\-/]\s?\p{N}{1,2}[.\-/]?\s?(?:\p{N}{2,4})?|(?<!\p{L})(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)[a-zä]*[.,]|\p{N}{1,2}(?:st|nd|rd|th)?\.?\s\p{L}{3,9}\.?,?\s\p{N}{4}|\p{L}{3,9}\.?\s\p{N}{1,2}(?:st|nd|rd|th)?,?\s\p{N}{4}|\p{N}{1,2}[:.]\p{N}{2}(?::\p{N}{2})?\s?(?:uhr|h|am|pm|a\.m\.|p\.m\.|ist|est|gmt|utc)?|(?<!\p{L})(?:stand|vom|am|aktualisiert|updated|published|veröffentlicht|publié le|il y a|on)\s?:?\s/giu

/** Those of them that hold no digit. */
const wordsOfDates =
  /(?<!\p{L})(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)[a-zä]*[.,]|(?<!\p{L})(?:stand|vom|am|aktualisiert|updated|published|veröffentlicht|publié le|il y a|on)\s?:?\s/giu

function withoutDates(text: string): string {
  return text.replace(/\p{N}/u.test(text) ? dates : wordsOfDates, ' ')
}

const bareName =
  /^(?:(?:Dr|Prof|Mag|Dipl-Ing|Dipl)\.?[ -]?){0,3}\p{Lu}[\p{L}\p{M}'’.-]+(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|von|van|de|der|den|di|da|la|le|del|dos|al|bin|v\.|e|y)){1,4}$/u

/** Arabic and Hebrew, which have no capitals: two to four words, alone or before a comma or a date. */
const bareUncased =
  /^(?:د\.? ?|ד["״]ר )?((?:[\p{Script=Arabic}\p{Script=Hebrew}][\p{L}\p{M}\u200c'’"״׳.-]+ ){1,3}[\p{Script=Arabic}\p{Script=Hebrew}][\p{L}\p{M}\u200c'’"״׳-]+)(?:[,،|].{0,50})?$/u
/** "■秦海", "高橋灯子（作家）": a mark before the name or brackets behind it. */
const bareHan =
  /^(?:[■◎●▲◆◇□]\s?(\p{Script=Han}[\p{Script=Han}々\p{Script=Hiragana}]{1,5})(?:\s?[（(][^）)]{1,20}[）)])?|(\p{Script=Han}[\p{Script=Han}々\p{Script=Hiragana}]{2,5})\s?[（(][^）)]{1,20}[）)])$/u

/** A line that may be a name and nothing else in a script without capitals; whoever knows given names decides. */
export function uncasedNameOf(text: string): string | null {
  if (text.length > 90 || text.charCodeAt(0) < 0x590) return null
  const bare = withoutDates(text).replace(/^[\s|·•–—\-/:]+|[\s|,،·•–—\-/:]+$/gu, '')
  const spaced = bareUncased.exec(bare)?.[1]
  if (spaced !== undefined) return spaced.length <= 40 ? spaced : null
  const han = bareHan.exec(text.trim())
  return han?.[1] ?? han?.[2] ?? null
}

/** One word, or a word of four small letters and more that no date, no mark and no agency stands before, and that is none of those of dates. */
const isPlainlyNoName =
  /^[A-Za-zÀ-ÿ]*$|^[A-Za-zÀ-ÿ'’ -]* (?!(?:stand|aktualisiert|updated|published|veröffentlicht|publié) )[a-zß-ÿ]{4,} [A-Za-zÀ-ÿ]/

/** The name on a line that is a name and nothing else, dates, marks and short forms of agencies apart; else null. */
export function bareNameOf(text: string): string | null {
  if (text.length > 90 || isPlainlyNoName.test(text)) return null
  const name = withoutDates(text)
    .replace(/^[\s(|,·•–—\-/:]+|[\s)|,·•–—\-/:]+$/gu, '')
    .replace(/\s*[/|(,·]\s*(?:dpa|afp|ap|apa|epd|kna|sid|reuters|red|mit material|tmn|lnw|ots)\b.*$/i, '')
    .replace(/\s+/g, ' ')
    .trim()
  return name.length >= 5 && name.length <= 45 && bareName.test(name) ? name : null
}

/** "Jan Roe / Ana Poe", "Jan Roe und Ana Poe": nothing but whole names. */
export function areBareNames(text: string): boolean {
  if (text.length > 110) return false
  const parts = text.split(/\s*[/|,;&]\s*|\s(?:und|and|et|y|e|en|och|og|ja|i|ve|и|та)\s/u)
  return parts.length > 1 && parts.length < 6 && parts.every((part) => part.length <= 45 && bareName.test(part))
}

/** The name in "…, writes NAME." at the end of a standfirst, or null. */
export function writerSaidIn(text: string): string | null {
  return writes.test(text) ? (writesAtEnd.exec(text)?.[1] ?? null) : null
}

const writes =
  /(?:^|[\s,])(?:writes|argues|schreibt|kommentiert|écrit|escribe|escreve|scrive|schrijft|betoogt|skriver|kirjoittaa|pisze|píše|пишет|пише) /
const writesAtEnd = new RegExp(
  `${writes.source}(\\p{Lu}[\\p{L}\\p{M}'’-]+(?: (?:\\p{Lu}[\\p{L}\\p{M}'’.-]*|van|von|de|der|den|da|di|del|la|al|bin)){1,3})\\.?$`,
  'u',
)

/** "Alle Artikel von NAME", "More from NAME", "View all posts by NAME": the writer's other pieces. */
export const moreFrom =
  /^(?:alle (?:artikel|beiträge|texte)|mehr(?: artikel| beiträge| texte)?|weitere (?:artikel|beiträge|texte)|more(?: (?:stories|articles|posts))?|view all (?:posts|articles)|all (?:posts|articles)|see all (?:posts|articles)|read more|(?:más|otros) (?:artículos|notas)|más|ver todas las entradas|tous les articles|voir tous les articles|tutti gli articoli|altri articoli|veja mais|alle (?:artikelen|berichten)) (?:von|vom|from|by|de|di|van|door) (?=\p{Lu}\p{L}+ (?:\p{L}+ )?\p{Lu})/iu

/** "NAME is a columnist …" below the text: who wrote it says who they are. */
export function isAboutWriter(text: string): boolean {
  return likeBio.test(text) && bio.test(text) && (bioRole.test(text) || bioDeed.test(text))
}

/** Its outline, without the letters of names: most lines have none, and `bio` is dear to prepare. */
const likeBio =
  /^\S+ (?:[^a-z\s]|(?:von|van|de|der|di|da|la|del|al|bin)(?=[ ,])).* (?:is|ist|est|es|é|è|er|är|jest|was|war|writes|covers|works|teaches|schreibt|arbeitet|leitet|lehrt|forscht|berichtet|écrit|enseigne|escribe|scrive|insegna|serves)\s/s
const bio =
  /^\p{Lu}[\p{L}\p{M}'’.-]+(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|von|van|de|der|di|da|la|del|al|bin)){1,3},? (?:\([^)]{1,30}\),? )?(?:is|ist|est|es|é|è|er|är|jest|was|war|writes|covers|works|teaches|schreibt|arbeitet|leitet|lehrt|forscht|berichtet|écrit|enseigne|escribe|scrive|insegna|serves)\s/u
/** What writers of guest pieces do elsewhere; "NAME writes that …" quotes somebody. */
const bioDeed =
  / (?:teaches \p{L}+(?: \p{L}+){0,4} at|writes (?:for|about|a (?:weekly |monthly |regular )?column)|blogs (?:at|about)|lehrt \p{L}+|schreibt (?:für|über|regelmäßig)|enseigne (?:la |le |l’|les |à )|écrit (?:pour|sur)|escribe (?:para|sobre)|enseña |scrive (?:per|su)|insegna )/u
const bioRole =
  /\b(?:columnist|journalist\w*|author|professor\w*|editor|reporter|writer|fellow|correspondent|contributor|blogger|lecturer|redakteur\w*|redaktor\w*|autorin?|kolumnist\w*|korrespondent\w*|publizist\w*|dozent\w*|chroniqueu\w+|journaliste|éditorialiste|professeure?|periodista|columnista|escritora?|profesora?|giornalista|docente|scrittrice|scrittore|jornalista|colunista|professora?|verslaggever|dziennikarz|publicysta|economista?|historian|historiker\w*|essayist\w*|novelist|poet|critic|barrister|academic|philosoph\w*|sociolog\w*|soziolog\w*|politolog\w*|abogad[oa]|avocate?)\b/iu

/** A short line with a date and a name, as it stands under headlines: "3. Mai 2022 · Politik · Anna Roe". */
export function isInfoLine(text: string): boolean {
  if (text.length > 110) return false
  dates.lastIndex = 0
  if (!/\p{N}/u.test(text) || !dates.test(text)) return false
  return text
    .replace(dates, '|')
    .split(/[|/•·–—,]| - /u)
    .some((part) => bareName.test(part.trim()) && part.trim().length <= 40)
}

/** "17.11.2026 | Autor: Jan Roe", "来源：港报 作者：秦海", "조항구 논설위원 | 입력 …": a label in the midst of a short line. */
export function isLabelledLine(text: string): boolean {
  if (text.length > 110) return false
  return (
    (/[:：]| (?:기자|논설|칼럼|특파|by )/.test(text) && labelled.test(text)) ||
    (/\p{N}/u.test(text) && datedCredit.test(text))
  )
}

/** "Veröffentlicht am 3. Mai 2026 von Jan Roe", "3 mayo, 2026 por Ana Roe": a day or an hour, a few words, then the credit. */
const datedCredit =
  /(?:\p{N}{4}|\p{N}[.:h/]\p{N}{2}).{0,24}?[\s,|](?:von|by|par|por|da|di|door|av|af|przez|oleh|nga|от|de|od)\s\p{Lu}[\p{L}\p{M}'’.-]+\s(?:\p{L}+\s)?\p{Lu}/u

const labelled =
  /(?:^|[\s|·•–—,/])(?:autor(?:in|a|e|ka)?|auteure?|authors?|autore|автор|yazan|yazar|szerző|skribent|forfatter|kirjoittaja|συντάκτης|penulis|oleh|作者|记者|記者|撰文|文|執筆|筆者|מאת|بقلم|نویسنده|लेखक|লেখক|โดย)\s?[:：|／/]\s?(?=[\p{Lu}\p{Lo}])|\p{N},? by (?=\p{Lu})|^\p{Script=Hangul}{2,4} \p{Script=Hangul}{0,6}(?:기자|논설위원|칼럼니스트|특파원)(?=$|[\s|·=])/iu

const openers: ReadonlySet<string> = new Set(
  (
    'geschrieben verfasst written posted published story words text texte texto tekst teksti report reported veröffentlicht erstellt ein eine die ' +
    'gastkommentar gastkolumne gastbeitrag kommentar kolumne beitrag analyse opinion escrito publicado redacción scritto pubblicato un écrit publié ' +
    'propos geschreven skrevet napisał wpis a an by von vom par por di da door av af przez от oleh od autor autorin autoren autorinnen autores autora ' +
    'durch auteur auteurs autore author authors writer verfasser verfasserin reporter redakteur redaktion editor penulis pewarta yazan yazar haber szerző írta ' +
    'forfatter skribent автор авторы текст автори συντάκτης about über bericht alle mehr weitere more view all see read más otros ver tous voir tutti ' +
    'autors autorius autorė autoriai autorica autorka avtor avtorica müəllif muallif shkruan shkroi nga mwandishi imeandikwa kaleme gönderen ekleyen tác bài piše pisze ' +
    'napisała napsal napsala napísal napísala scris scrisă deur eftir kirjoittanut kirjoittaneet eingestellt gepost geplaatst postado postada postato posté diposting ' +
    'diposkan upplagd upplagt inlagd lagt skrivet indsendt lähettänyt publicat postat adăugat publikoval publikovala přidal přidala objavio objavila dodał ' +
    'opublikowane bejegyezte αναρτήθηκε γράφει γράφουν κείμενο από пише пишува написал написала подготовил подготовила підготував от ' +
    'altri veja article redactor redatto authored submitted reviewed eingereicht interview interviewer entretien entrevista intervista ' +
    'gespräch fragen aufgezeichnet rozmawiał rozmawiała rozmawia rozmowę rozhovor ptal ptala röportaj söyleşi intervju haastattelu ' +
    'беседовал беседовала беседовали розмовляв розмовляла розмовляли интервью записал записала записав разговаря разговарао razgovarao razgovarala'
  ).split(' '),
)

/** Whether a line may begin a credit at all: a cheap look at its first word, since most lines of a page do not. */
export function mayOpenCredit(text: string): boolean {
  if (text.charCodeAt(0) > 0x52f) return true
  return openers.has(firstWord(text).toLowerCase()) || (text.startsWith('D') && interviewed.test(text))
}

const interviewed = /^(?:Das (?:Gespräch|Interview)|Die Fragen) /

/** The letters with which a text begins. */
function firstWord(text: string): string {
  let end = 0
  let code = text.charCodeAt(0)
  while ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) code = text.charCodeAt(++end)
  // Most words are plain, and cutting them out is quicker than asking for a match.
  return code > 0x7f ? (/^\p{L}+/u.exec(text)?.[0] ?? '') : text.slice(0, end)
}

/** Who asked the questions of an interview wrote it. */
export const asking =
  /^(?:(?:das |dieses )?(?:gespräch|interview)(?: mit [^:]{2,60}?)? führten?|(?:die )?fragen stellten?|aufgezeichnet von|interview(?:er(?:in)?)?\s?:|interview (?:by|von|door|av|af)|(?:propos recueillis|entretien (?:réalisé|mené|conduit)) par|entrevista (?:realizada )?(?:de|por)|intervista (?:di|a cura di)|rozmawia(?:ł[aiy]?)?|rozmowę przeprowadził[ai]?|rozhovor (?:vedl[aiy]?|viedol|viedla)|ptal[ai]? se|röportaj\s?:|söyleşi\s?:|intervju\s?:|intervju (?:av|af)|haastattelu\s?:|беседовал[аи]?|интервью (?:брал|взял|провел|провёл|подготовил)[аи]?|записал[аи]?|розмовля(?:в|ла|ли)|записав|разговаря|разговарао|razgovara(?:o|la))\s(?=\p{Lu})/iu

/** "Column Jan Roe", "Kolumne: Jan Roe": the kind of the piece, and its writer. */
export const kindThenName =
  /^(?:(?:gast-?|guest )?(?:column|kolumne|columna|coluna|chronique|rubriek|kronikk|klumme|krönika|kolumna|kolumni|felieton|op-?ed|opinie|opinion|opinión|opinião|commentary|commento|kommentar|tribuna|tribune|meinung|beitrag))\s?[:|–—-]?\s(?=\p{Lu}[\p{L}'’.-]+(?: (?:\p{Lu}[\p{L}'’.-]*|van|von|de|der|den|da|di|del|la)){1,3}$)/iu

/** "Anna Roe, docent i hydrologi", as those who send in a piece sign it. */
export const nameAndOffice =
  /^\p{Lu}[\p{L}\p{M}'’.-]+(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|van|von|de|der|den|di|da|la|del|al|bin)){1,3}, \p{Ll}.{3,90}$/u

/** "홍길동 바다대 교수": a name and what somebody is. */
export const koreanSigned =
  /^\p{Script=Hangul}{2,4}[ /·](?:\S{2,14} ){0,2}\S{0,12}(?:교수|기자|논설위원|칼럼니스트|변호사|작가|시인|연구위원|연구원|대표|소장|원장|평론가|특파원|의원|박사|이사장|총장)$/u

const inner = / (?:by|von|par|por|door|av|af|di) /

/** "© 2019 NAME": on the pages of one person, the owner of the words is their writer. */
export function ownerOf(text: string): string | null {
  return text.length > 90 || !ownership.test(text) ? null : (owner.exec(text)?.[1] ?? null)
}

/** How such a line begins, in plain letters: most do not, and `owner` is dear to prepare. */
const ownership = /^(?:text )?(?:©|\(c\)|copyright)/i

const owner =
  /^(?:text )?(?:©|\(c\)|copyright)(?: ?(?:©|\(c\)))?,?(?: ?\p{N}{4}(?: ?[–-] ?(?:\p{N}{2,4})?)?)?,? (?:(?:by|von|text|texte) ?:? )?(\p{Lu}[\p{L}'’.-]+(?: \p{Lu}\.)?(?: (?:von|van|de|der))?(?: \p{Lu}[\p{L}'’-]+){1,2})(?:[.,|].{0,40})?$/iu

/** "Dr. Karin Roe, Presse": a title before a name marks a person even when more follows. */
export const titled = /^(?:(?:Prof|Dr|Mag|Dipl\.-Ing)\.? ?){1,3}\p{Lu}[\p{L}.'’-]+ (?:\p{Lu}\.? )?\p{Lu}\p{L}+/u

/** "Pressekontakt:", "Media contact": the names below it answer questions. */
export const contactLabel =
  /^(?:(?:presse|medien|media|press|pr)[ -]?(?:kontakte?|contacts?|anfragen|stelle|inquiries|enquiries|office)|kontakte?(?: für .{2,40}| presse)?|(?:media |press )?contacts?|ansprechpartner(?:in|innen|:in)?|rückfragen(?: .{2,40})?|contacts? presse|contact[eo]s?(?: (?:de|para la|per la)? ?(?:prensa|imprensa|stampa))?|contatt[oi](?: stampa)?|ufficio stampa|perscontact|presskontakt|pressekontakt|yhteyshenkilö|kontakt dla mediów|контакты?(?: для (?:прессы|сми))?|contact us|for (?:more|further) information)\s?:?$/iu
