// How papers of the world name their opinion pages, in addresses and in titles. Words of languages, never of sites.
import { foldLetters } from '../base/index.ts'

/** A word counts when it stands alone between separators; a hyphen joins the words of one name. */
const words = `
opinion opinions op-ed oped opeds opinionista comment commentary commentaries columns column columnist columnists
viewpoint viewpoints views perspective perspectives editorial editorials leaders ideas voices blogs
thoughts analysis-opinion debate letters
opiniones columna columnas columnista columnistas tribuna tribunas editoriales articulistas firmas
opiniao opinioes opinio coluna colunas colunista colunistas colunas-e-blogs artigos
tribune tribunes chronique chroniques chroniqueurs debats edito editos editoriaux idees points-de-vue billets
meinung meinungen kommentar kolumne kolumnen leitartikel gastkommentar gastbeitrag
opinione opinioni commento commenti editoriali rubriche firme
opinie opinies columnisten standpunt standpunten
debatt ledare ledarsidan kronikor kronika kronikk kronikker leder ledere debat klummer klumme synspunkt meninger kommentarer
mielipide mielipiteet kolumni kolumnit paakirjoitus paakirjoitukset skodanir skodun
arvamus viedokli viedoklis nuomones nuomone komentarai
opinie-i-komentarze felieton felietony publicystyka komentarze komentar komentare komentari nazory nazor glosy kolumne kolumna kolumnisti misljenja misljenje mnenja mnenje stavovi stav
velemeny publicisztika editoriale opinii blog bloguri
kose-yazilari kose-yazisi yazarlar yazar kose yorum yorumlar gorus gorusler
opini kolom tajuk pendapat y-kien goc-nhin quan-diem pananaw
maoni mtazamo ra-ayi
мнение мнения мнений колонка колонки колумнисты колумнист комментарии комментарий авторы блоги публицистика
думка думки думку погляд погляди коментарі блог колонки-блоги пазіцыя меркаванні меркаванне
коментар коментари анализи колумни ставови мишљење мишљења став мислење
γνωμη γνωμες αποψη αποψεις αρθρα αρθρογραφια στηλες αναλυσεις
רעיונות דעות דעה מאמרים טורים
رأي الرأي اراء آراء مقالات مقال كتاب-الرأي اعمده اعمدة الأعمدة يادداشت یادداشت دیدگاه سرمقاله کالم ادارتی اداریه بلاگ بلاگز
विचार संपादकीय नजरिया अभिमत ब्लॉग मत-विमत মতামত কলাম সম্পাদকীয় உரை கட்டுரை தலையங்கம் కాలమ్ సంపాదకీయం അഭിപ്രായം ലേഖനം ಅಭಿಪ್ರಾಯ ಅಂಕಣ
ความคิดเห็น บทความ คอลัมน์ მოსაზრება ბლოგი կարծիք
社説 コラム オピニオン 論説 論壇 时评 評論 评论 社论 社評 社论评论 专栏 專欄 专栏评论 观点 觀點 言論 名家 投書
오피니언 칼럼 사설 사설칼럼 논설
`
  .trim()
  .split(/\s+/)

const known = new Set(words.map(foldLetters))

/** Names of several words, hyphened in the list above. */
const phrases = [...known].filter((word) => word.includes('-')).map((word) => ` ${word.replaceAll('-', ' ')} `)

/** Scripts that put no space between words: there a word counts wherever it stands. */
const unspaced = [...known].filter((word) => /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(word))

/** True when a title or a section's name says that it holds opinion. */
export function speaksOfOpinion(text: string): boolean {
  const folded = foldLetters(text)
  if (unspaced.some((word) => folded.includes(word))) return true
  const parts = folded.split(/[^\p{L}\p{M}\p{N}]+/u)
  if (parts.some((part) => known.has(part))) return true
  const line = ` ${parts.join(' ')} `
  return phrases.some((phrase) => line.includes(phrase))
}

/** True when the path or query of an address says so; the host does not count, for a paper may be called "Opinion". */
export function addressSpeaksOfOpinion(url: URL): boolean {
  return speaksOfOpinion(
    `${decode(url.pathname)} ${decode(url.search)}`.replace(/\.(?:xml|rss|rdf|atom|json|html?|aspx?|php|cms)\b/gi, ' '),
  )
}

const authorSteps = new Set(
  `author authors autor autores autore autori auteur auteurs autoren author-profile columnist columnists columnista
  columnistas colunista colunistas profile profil profiles contributor contributors writer writers by people person staff
  journalist journalists yazar yazarlar yazi kose-yazari skribent forfatter kirjoittaja kirjailija autorius szerzo
  opinion-writer blogger blogs blog avtor avtory автор авторы كاتب كتاب auteurs-et-autrices firma firmas`
    .trim()
    .split(/\s+/)
    .map(foldLetters),
)

/** True when the address looks like one writer's page: `/author/x`, `/@x`, `/profile/x`, and the like in other languages. */
export function looksLikeAuthorPage(url: URL): boolean {
  const steps = url.pathname
    .split('/')
    .filter(Boolean)
    .map((step) => foldLetters(decode(step)))
  const at = steps.findIndex((step) => authorSteps.has(step))
  if (at >= 0 && at < steps.length - 1 && steps.length - at <= 4) return true
  return /^@[^@]+$/.test(steps[0] ?? '') || /(?:^|[?&])author=/.test(url.search)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
