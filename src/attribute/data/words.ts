// Words that steer the reading of a credit, folded (lower case, no accents). General knowledge of languages; no site names.

import { foldLetters } from '../../base/index.ts'

const set = (...lists: readonly string[]): ReadonlySet<string> =>
  new Set(foldLetters(lists.join(' ')).trim().split(/\s+/))
const phrases = (list: string): ReadonlySet<string> =>
  new Set(
    foldLetters(list)
      .trim()
      .split(/\s*\n\s*/),
  )

/** Introduce the writer: "By …", "Von …". Those that are also name particles count only where no name has begun. */
export const creditWords = set(
  'by von vom par por pelo pela per di da av af door autor autora autore auteur auteure autrice author authors autoren',
  'autorin autores autori autorzy autoriai autors forfatter skribent tekst text texte testo texto teksti tekstas words',
  'story reported reporting verfasst geschrieben ecrit escrito scritto escrita written posted published publicado',
  'publie pubblicato veroffentlicht redige verfasser verfasserin yazan yazar haber oleh penulis pewarta ditulis reporter',
  'szerzo irta napsal napsala zdroj napisal napisala przez od pise pisu skrevet skriven kirjoittanut kirjoittaja',
  'autoarea scris articol bai tac автор авторы автори автора текст підготував подготовил подготовила написал',
  'συντακτης κειμενο γραφει απο tekstu schreef adaptiert opgetekend recueillis recogido kaleme',
  'autors autorius autore autoriai autorica avtor avtorica muellif muallif eingestellt gepostet gepost geplaatst postado',
  'postada diposting diposkan upplagd inlagd lagt skrivet indsendt lahettanyt kirjoittaneet publicat publicata postat',
  'adaugat gonderen ekleyen αναρτηθηκε imeandikwa mwandishi opublikowane dodal dodala pridal pridala publikoval publikovala',
  'objavio objavila shkroi',
  'հեղինակ interviewed durch του της των deur shkruan nga autors teksts hofundur пише пишу пишува byline words adapted adapte adaptado adattato',
)

/** Stand between two persons. Single letters join only whole names ("Ortega y Gasset" stays one). */
export const connectors = set(
  'and und et y e og och ja en és es & + with mit avec con com sammen samen ve ile dan dengan и та і й και plus sowie',
  'i a si oraz ir un in med',
)

/** May stand inside a name in lower case. */
export const particles = set(
  'de del della delle degli dei dello di da dos das do du des la le las los lo van von der den dem ter ten te het zu zur',
  'zum vom af av al el ul ur bin ibn ben bint bat st san santa y e i und abu ould mac ap ab o d l mc dit uit op tot thoe',
  "v vander vande oude ud ad as ash al- el- wa үз уулу кызы оглы ogly kyzy ni nic ui 't 's",
)

/** Stand before a name and are no part of it. */
export const honorifics = set(
  'dr prof professor professorin doktor mr mrs ms miss mister herr frau monsieur madame mme mlle signor signora sig sra',
  'sr don dona dott dottssa dottor ing dipl mag magister sir dame lord lady rev reverend father sister brother pastor',
  'pfarrer rabbi rav imam sheikh sheik shaykh haji hajji gen general col colonel capt captain maj major lt sgt hon',
  'justice senator sen rep gov ambassador amb avv msc med phil rer nat jur habil hc em univ priv doz pd phdr mudr judr',
  'freiherr freifrau datuk dato datin seri ustaz ustadz kyai drs tgk prof.dr daw',
  'mgr bc inz hab sayin shri smt md др проф д-р',
)

/** Stand after a name and are no part of it. */
export const degrees = set(
  'phd mba msc bsc md ma ba mpa mph jd llm dphil esq cfa rn facp frcs obe cbe mbe qc kc ret emeritus',
)

/** Stand after a name and belong to it. */
export const suffixes = set('jr sr ii iii iv junior senior filho neto')

/** Whose credit follows or stands before: never the writer. */
export const roleWords: ReadonlyMap<string, 'photographer' | 'illustrator' | 'cartoonist' | 'translator' | 'other'> =
  new Map([
    ...[
      ...set(
        'foto fotos photo photos photograph photographs photography photographer photographers photographe fotograf',
        'fotografin fotografen fotografie fotografia fotografias fotografo fotografa picture pictures bild bilder image',
        'images imagen imagenes fotografi valokuva kuva kuvat valokuvaaja zdjecia фото photojournalist fotojournalist',
        'fotoreporter bildquelle fotocredit bildnachweis titelbild aufmacherbild beeld kep fotograaf symbolbild φωτο',
        'visuals getty shutterstock istock imago',
      ),
    ].map((word) => [word, 'photographer'] as const),
    ...[
      ...set(
        'illustration illustrations illustrator illustratorin illustrators illustrated illustriert illustratie',
        'ilustracion ilustraciones ilustracao illustrazione illustrateur illustratrice ilustrador ilustradora grafik',
        'graphic graphics infografik infographic zeichnung zeichnungen artwork tegning kuvitus ilustracja collage',
        'animation иллюстрация рисунок',
      ),
    ].map((word) => [word, 'illustrator'] as const),
    ...[
      ...set(
        'cartoon cartoons cartoonist karikatur karikaturist karikaturistin caricature caricaturist vineta vinetas',
      ),
      ...set('caricatura vignetta karikatur karikatuur comic karikatura charge cizen cizer карикатура'),
    ].map((word) => [word, 'cartoonist'] as const),
    ...[
      ...set(
        'translated translator translation ubersetzt ubersetzung ubersetzer ubersetzerin traduit traduction traducteur',
        'traducido traduccion traductor traductora tradotto traduzione traduttore traduttrice traduzido traducao tradutor',
        'vertaald vertaling oversat oversatt oversettelse oversattning ceviren ceviri tercume перевод переводчик переклад',
        'przeklad tlumaczenie preklad prelozil prelozila forditotta kaantanyt penerjemah превод превео prevod prevela преклад',
      ),
    ].map((word) => [word, 'translator'] as const),
    ...[
      ...set(
        'edited editing reviewed review-by medically fact-checked factchecked checked bearbeitet gepruft aktualisiert',
        'updated kamera camera schnitt video videos videography producer produced produktion moderation voiced narrated',
        'gelesen sprecher produzent copyright quelle source sumber kaynak fuente zrodlo korrektorat lektorat redigeret',
        'revisado editado curated kuratiert sponsored presented recherche layout webdesign design',
      ),
    ].map((word) => [word, 'other'] as const),
  ])

/** Beside one of these, a role word of a picture does not take the piece from its writer ("Text & Fotos: …"). */
export const textWords = set('text texte testo texto tekst teksti words story report bericht reportage article artikel')

/** Forms of companies that are also parts of names ("de Sá", "Ngozi Co"): they count in capitals alone. */
export const companyForms = set('sa as ab ag se co nv bv oy ug ev kg spa srl')

/** Parts of an organisation's name; one is enough. */
export const orgWords = set(
  'corporation corp inc ltd llc plc gmbh ag kg ev verein verlag foundation stiftung institute institut instituto istituto',
  'university universitat universite universidad universita universidade college hochschule school schule academy akademie',
  'association verband society gesellschaft company group gruppe holding partners agency agentur agencia agence agenzia',
  'agenturen agenturmeldung media medien medya network netzwerk news newspaper newspapers zeitung nachrichten magazin',
  'magazine journal gazette tribune times herald chronicle courier kurier guardian telegraph observer daily weekly tageblatt',
  'tagblatt anzeiger rundschau allgemeine post-gazette blog blogs online radio television tv fernsehen studio studios press',
  'presse prensa stampa pressestelle presseportal ministry ministerium ministerio ministere department amt behorde polizei',
  'police council commission kommission committee komitee parliament partei party union gewerkschaft bank museum theater',
  'project projekt initiative campaign bundnis forum center centre zentrum zentrale klinik hospital international',
  'deutschland germany usa america europe europa schweiz osterreich switzerland austria australia canada india',
  'publishing publications productions entertainment solutions consulting services service systems software technologies',
  'marketing communications kommunikation editions haber haberleri gazetesi ajansi com org net github facebook twitter',
  'youtube instagram wikipedia podcast newsletter fundraising shop store hotel restaurant club fc sv tsv federation',
  'bundesverband landesverband bundesregierung stadt gemeinde landkreis kreisverband feuerwehr redaktionsnetzwerk',
  'cup league county country championship trophy stadium airport globe protection customs administration authority command office department ombudsman chamber congress senate embassy',
  'correspondents contributors kitchens newswire ag gbr ug mbh co sa spa srl bv nv oy ab as aps ltda cie werke research labs lab',
  'газета новости агентство издательство институт университет группа',
)

/** The house's own people without a name. */
export const newsroomWords = set(
  'redaktion redaktionsteam onlineredaktion online-redaktion gesamtredaktion sportredaktion lokalredaktion newsredaktion',
  'redaktionell red onl redakteure newsroom newsdesk desk staff team teams webteam web-team editors editorial redaction',
  'redaccion redazione redacao redakcja redakcia redakce redakcie redakcija redaksi toimitus toimittajat redaktionen',
  'redaksjonen redaktie szerkesztoseg szerkesztok редакция редакція редакции uredništvo urednistvo merkezi masasi crew',
  'internetredaktion newsteam news-team presseteam autorenteam expertenteam writers columnists pressedienst nachrichtenredaktion',
  'wirtschaftsredaktion politikredaktion chefredaktion zentralredaktion videoredaktion bildredaktion agenturen dienste',
  'reporters correspondents journalists mitarbeiter mitarbeitende сontributors редколлегия συντακτικη συνταξη',
)

/** The piece speaks for the house. */
export const editorialPhrases = phrases(`
  editorial board
  the editorial board
  the editors
  editors
  editorial
  editorials
  the editorial team
  leading article
  leader
  our view
  leitartikel der redaktion
  consejo editorial
  comite editorial
  redaccion editorial
  editoriale
  la redaction editoriale
  conselho editorial
  hoofdredactioneel commentaar
  hoofdredactie
  ledarredaktionen
  basyazi
  bas yazi
  pääkirjoitus
  paakirjoitus
  מאמר מערכת
  社説
  社论
  社論
  사설
  論説委員会
  論説室
  رأي التحرير
  افتتاحية
  كلمة التحرير
  هيئة التحرير
  редакционная статья
  от редакции
`)

/** Nobody. Folded, without punctuation. */
export const placeholderNames = phrases(`
  admin
  administrator
  webmaster
  web master
  author
  autor
  autorin
  the author
  auteur
  autore
  yazar
  guest
  guest author
  guest post
  guest writer
  guest contributor
  gast
  gastautor
  gastautorin
  gastbeitrag
  invitado
  unknown
  unbekannt
  anonymous
  anonym
  anonimo
  anonyme
  user
  test
  test test
  na
  none
  null
  undefined
  false
  true
  nan
  object object
  root
  staff
  staff writer
  staff writers
  staff reporter
  staff report
  contributor
  contributors
  wpadmin
  info
  press release
  pressemitteilung
  pressemeldung
  sponsored
  advertorial
  anzeige
  default
  moderator
  superuser
  super user
  redakteur
  redakteurin
  writer
  reporter
  journalist
  correspondent
  own correspondent
  our correspondent
  special correspondent
  bureau report
  site default
  verschiedene
  various
  diverse
  redacteur
  firstname lastname
  vorname nachname
  name surname
  john doe
  jane doe
  max mustermann
  erika mustermann
`)

/** News agencies as they sign, folded. */
export const agencies = phrases(`
  ap
  associated press
  the associated press
  afp
  agence france presse
  agence france-presse
  reuters
  thomson reuters
  dpa
  deutsche presse agentur
  deutsche presse-agentur
  dpa afx
  dpa-afx
  dpa infocom
  dpa-infocom
  dpa tmn
  apa
  sid
  epd
  kna
  dapd
  ddp
  afx
  dts
  dts nachrichtenagentur
  spot on news
  spoton
  ots
  cover media
  covermg
  sda
  keystone sda
  keystone-sda
  ats
  upi
  pa
  pa media
  pa news agency
  press association
  bloomberg
  cnw
  canadian press
  the canadian press
  aap
  australian associated press
  pti
  press trust of india
  ians
  ani
  uni
  tnn
  xinhua
  tass
  itar tass
  interfax
  ria novosti
  ukrinform
  unian
  efe
  agencia efe
  europa press
  ansa
  adnkronos
  agi
  lusa
  belga
  anp
  ntb
  tt
  ritzau
  stt
  bns
  elta
  leta
  pap
  ctk
  tasr
  sita
  mti
  hina
  tanjug
  beta
  fena
  sta
  agerpres
  mediafax
  ana mpa
  anadolu
  anadolu ajansi
  aa
  dha
  iha
  anka
  kyodo
  kyodo news
  jiji
  jiji press
  yonhap
  antara
  bernama
  vna
  ttxvn
  jta
  jns
  wam
  spa
  mena
  petra
  irna
  isna
  globe newswire
  globenewswire
  pr newswire
  prnewswire
  business wire
  newswire
  telam
  notimex
  agencia brasil
  agencia estado
  estadao conteudo
  folhapress
  agencias
  agencies
  agenturen
  agence
  agences
  agenzie
  ajanslar
  wire reports
  wire services
  ag
  тасс
  рианoвости
  риа новости
  интерфакс
  укринформ
  униан
  уніан
  رويترز
  أ ف ب
  وكالات
  وكالة الأنباء
  סוכנויות הידיעות
  רויטרס
  新华社
  中新社
  中央社
  新華社
  共同通信
  時事通信
  共同
  時事
  연합뉴스
  뉴시스
  뉴스1
`)

/** Vietnamese family names stand first; there are few of them. */
export const vietnameseFamilies = set(
  'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh truong mai luong dao doan ha lam luu ta',
  'phung cao chau dam giang kieu khuat mac nghiem ninh quach tang thai thach ton trieu vuong van vi',
)
