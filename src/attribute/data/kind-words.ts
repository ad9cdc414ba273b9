// Words by which publishers name the kind of a piece, folded, in sections, addresses, categories and headlines.
import { foldLetters } from '../../base/index.ts'
import type { ColumnKind } from '../../model/index.ts'

const entries: readonly (readonly [ColumnKind, string])[] = [
  [
    'editorial',
    'editorial editorials editoriale editoriali editoriais editoriales leitartikel leader leaders leading-article ledare leder lederartikel ' +
      'paakirjoitus hoofdredactioneel basyazi bas-yazi editorial-board our-view our-opinion the-editorial-board edito editos vezercikk ' +
      'uvodnik redakcni-komentar مقال-التحرير افتتاحية رأي-التحرير מאמר-מערכת 社説 社论 社論 사설 передовица редакционная',
  ],
  [
    'cartoon',
    'cartoon cartoons political-cartoon editorial-cartoon comic comics karikatur karikaturen karikatura caricature caricatures vignetta vignette ' +
      'vineta vinetas vinheta charge charges karikatuur spotprent cizgi karikatur 漫画 만평 كاريكاتير קריקטורה карикатура',
  ],
  [
    'letter',
    'letter letters letters-to-the-editor letter-to-the-editor your-letters leserbrief leserbriefe leserbriefen courrier-des-lecteurs ' +
      'cartas cartas-al-director cartas-al-editor cartas-dos-leitores lettere lettere-al-direttore lezersbrieven lasarbrev okur-mektuplari ' +
      'okur-mektubu מכתב-למערכת מכתבים-למערכת رسالة-الى-المحرر بريد-القراء insandare lesermeninger mielipidekirjoitus readers-write reader-comments',
  ],
  [
    'interview',
    'interview interviews the-interview entrevista entrevistas intervista interviste interwju wywiad rozhovor gesprach streitgesprach roportaj soylesi entretien entretiens ' +
      'haastattelu intervju interjú interju q-and-a интервью ראיון ריאיון مقابلة حوار 专访 インタビュー 인터뷰',
  ],
  [
    'obituary',
    'obituary obituaries obits obit nachruf nachrufe nekrolog nekrologe necrologie necrologies necrologia necrologi obituario obituarios ' +
      'necrologio necrologias in-memoriam overlijden muistokirjoitukset minnesord dodsfall некролог некрологи הספדים وفيات 부고 追悼 讣告 訃聞',
  ],
  ['podcast', 'podcast podcasts audio-article episode podkast podcasty подкаст פודקאסט הסכת بودكاست'],
  [
    'column',
    'opinion opinions column columns columnist columnists op-ed oped op-eds commentary commentisfree comment-is-free viewpoint viewpoints ' +
      'perspective perspectives ideas views voices views-analysis contributors guest-essay guest-column essay essays blogs meinung meinungen kommentar ' +
      'kommentare kolumne kolumnen gastkommentar gastbeitrag debatte glosse standpunkt ansichten tribune tribunes chronique chroniques ' +
      'point-de-vue idees debats billet opiniones columna columnas columnista columnistas tribuna tribunas opinion-y-blogs firmas opinione opinioni ' +
      'commenti commento rubriche editorialisti opiniao colunas coluna colunistas artigos opinie opinies columnisten opinionen kronik kronikk kroniker ' +
      'debatt debat meninger kommentarer synspunkt kolumni kolumnit mielipide opinia opinie komentarze komentarz felieton felietony publicystyka ' +
      'nazory komentare komentar glosa velemeny publicisztika opinii editorialist comentarii mnenje mnenja kolumna kolumne misljenja yazarlar yazar ' +
      'kose-yazilari kose-yazisi kose-yazari gorus makale opini kolom gagasan y-kien goc-nhin quan-diem мнение мнения колонка колонки комментарий ' +
      'авторы блоги погляд думка думки колонки мнения γνωμες αποψεις αποψη γνωμη رأي الرأي آراء مقالات كتاب-وآراء مقال דעות דעה טור טורים פרשנות ' +
      '评论 評論 观点 觀點 意見 专栏 專欄 时评 言论 オピニオン 論考 コラム 寄稿 論点 오피니언 칼럼 시론 기고 विचार राय संपादकीय-पृष्ठ स्तंभ ब्लॉग মতামত கருத்து అభిప్రాయం ความคิดเห็น บทความ',
  ],
  [
    'news',
    'news politics politik politica politique politiikka world welt wirtschaft business economy economia sport sports lokales local region regional ' +
      'national international inland ausland panorama crime kriminalitat breaking nachrichten actualites actualite noticias notizie noticia cronaca ' +
      'nyheter nyheder uutiset wiadomosci zpravy hirek stiri vesti haber haberler gundem новости новини أخبار חדשות 新闻 新聞 ニュース 뉴스 समाचार ' +
      'science technology tech culture kultur entertainment lifestyle travel health gesundheit finance money reviews sports-news',
  ],
]

/** Folded word or hyphenated phrase → kind. */
export const kindWords: ReadonlyMap<string, ColumnKind> = new Map(
  entries.toReversed().flatMap(([kind, words]) =>
    foldLetters(words)
      .split(/\s+/)
      .map((word) => [word, kind] as const),
  ),
)

/** schema.org types that state a kind. */
export const kindTypes: ReadonlyMap<string, ColumnKind> = new Map([
  ['opinionnewsarticle', 'column'],
  ['analysisnewsarticle', 'column'],
  ['reportagenewsarticle', 'news'],
  ['backgroundnewsarticle', 'news'],
  ['asknewsarticle', 'interview'],
  ['reviewnewsarticle', 'news'],
  ['podcastepisode', 'podcast'],
  ['comicstory', 'cartoon'],
  ['cartoon', 'cartoon'],
  ['interview', 'interview'],
])
