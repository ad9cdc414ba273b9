// Headings under which a page speaks of people: of its writer, or of readers who comment.

const phrases = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s*\n\s*/))

/** Lower case. "Zur Person" is not among them, since below interviews it is about whoever answered. */
const boxLabels = phrases(`
  über den autor
  über die autorin
  über unseren autor
  über unsere autorin
  zum autor
  zur autorin
  der autor
  die autorin
  unser autor
  unsere autorin
  unser gastautor
  unsere gastautorin
  about the author
  about the writer
  about the contributor
  about this author
  the author
  the writer
  sobre el autor
  sobre la autora
  sobre o autor
  sobre a autora
  el autor
  la autora
  o autor
  a autora
  à propos de l'auteur
  à propos de l'auteure
  à propos de l'autrice
  l'auteur
  l'auteure
  l'autrice
  l'autore
  sull'autore
  sull'autrice
  over de auteur
  de auteur
  om författaren
  om skribenten
  om forfatteren
  o autorze
  o autorce
  o autorovi
  o autorce
  despre autor
  о авторе
  об авторе
  про автора
  за автора
  o autoru
  yazar hakkında
  a szerzőről
  kirjoittaja
  著者プロフィール
  著者紹介
  筆者紹介
  作者简介
  作者簡介
`)
const maxBoxLabel = 32
/** A quick look, since most lines are none. */
const likeBoxLabel = /ut|writ|förf|forf|skrib|irjoit|zerz|者|вт|azar/i

/** The heading of a box about the writer; their name begins the next line. */
export function isBoxLabel(text: string): boolean {
  if (text.length > maxBoxLabel || !likeBoxLabel.test(text)) return false
  return boxLabels.has(
    text
      .replace(/\s?[:：]$/, '')
      .replaceAll('’', "'")
      .toLowerCase(),
  )
}

const commentWords: ReadonlySet<string> = new Set(
  (
    'comment comments response responses replies kommentar kommentare leserkommentare antworten commentaire commentaires réponses comentario comentarios ' +
    'comentário comentários commenti reacties kommentarer kommentit komentarze komentáře komentari yorum yorumlar комментарии комментариев комментария ' +
    'коментарі коментари σχόλια תגובות التعليقات コメント 评论 評論 댓글'
  ).split(' '),
)

/** "2 comments", "Kommentare (3)": what follows are readers. */
export function isCommentsHeading(text: string): boolean {
  if (text.length >= 28) return false
  const word = letters.exec(text)?.[0] ?? ''
  return commentWords.has(word.toLowerCase()) && !/\p{L}/u.test(text.replace(word, ''))
}

const letters = /\p{L}[\p{L}\p{M}]*/u

const leadingName =
  /^(?:(?:Dr|Prof)\.? ){0,2}(\p{Lu}[\p{L}\p{M}'’.-]+(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|van|von|de|der|den|da|di|del|la|al|bin)){1,3})(?=[\s,.(]|$)/u

/** The name with which a biography begins. */
export function nameAtStart(text: string): string | null {
  return leadingName.exec(text.slice(0, 90))?.[1] ?? null
}
