// Chinese and Japanese credits: "文/王小波", "編集委員 原真人", "作者：约翰·史密斯".
import { cjkSurnames, rareSurnames, uncasedCredits, uncasedRoles, uncasedStops } from './data/uncased.ts'
import { agencies, editorialPhrases } from './data/words.ts'
import type { NamedCredit } from './types.ts'

/** Family name first; Japanese ones may be written with a space. Names transcribed from elsewhere have a dot in the middle. */
export function hanNames(text: string, lang: string | null): NamedCredit[] {
  const found: NamedCredit[] = []
  const cleaned = text
    .replace(/[\w.+-]{1,64}@[\w.-]{1,80}/g, '|')
    .replace(/https?:\S+/g, '|')
    .replace(/[\p{N}][\p{N}年月日时時分:：.\-/ ]*/gu, '|')
    // "約瑟夫·奈（Joseph Nye）": the same name in its own letters.
    .replace(
      /(?<=[\p{Script=Han}\p{Script=Katakana}ー])[（(][\p{Script=Latin}][\p{Script=Latin} .'’-]{2,60}[）)]/gu,
      '|',
    )
    // "与良正男・専門編集委員": a dot between a name and a role, not within a name.
    .replace(
      /[・･](?=(?:専門|編集|論説|客員|特別|解説|主任|名誉|元)\p{Script=Han})|(?<=委員長?|記者|編集長|主筆|教授|作家)[・･]/gu,
      '|',
    )
    // "来源：港报 作者：秦海": each label begins a part of its own.
    .replace(
      /[\s\u3000]+(?=(?:作者|记者|記者|文|撰文|编辑|編輯|責任編輯|责任编辑|来源|來源|摄影|攝影|图|圖|写真|翻译|翻譯|校对)\s?[：:/／]|(?:译者|譯者)\s)/gu,
      '|',
    )
  let role: NamedCredit['kind'] | 'other' = 'person'
  /** A credit word stands before the names, so that they need no family name that we know. */
  let introduced = false
  // A dateline: "…記者王小明台北1日電", "記者王小明/台北報導".
  const dateline = /記者(\p{Script=Han}{3})(?=\p{Script=Han}{2}(?:\||報導|讯|電))/u.exec(cleaned)?.[1]
  if (dateline !== undefined && startsLikeSurname(dateline)) return [{ name: dateline, kind: 'person', known: true }]
  for (const raw of cleaned
    .replace(/(?<=文|写真|取材|撮影|構成|聞き手|執筆|寄稿|絵)[・･]/gu, '：')
    .split(/[|｜/／,，、;；\n()（）[\]【】＝=：:◎●■▲＊&＆]+|和(?=\p{Script=Han}{2,4}$)/u)) {
    let segment = raw.trim()
    if (segment === '') continue
    const marked = uncasedRoles.get(segment)
    if (marked !== undefined) {
      role = marked
      introduced = marked === 'person'
      continue
    }
    const whole = segment
    for (const credit of uncasedCredits)
      if (segment.startsWith(credit)) segment = segment.slice(credit.length).trim()
      else if (credit.length > 1 && segment.endsWith(credit)) segment = segment.slice(0, -credit.length).trim()
    segment = segment.replace(leadingRole, '').trim()
    const credited = introduced || segment !== whole
    segment = segment.replace(/(?:氏|さん|先生|教授|女士)$/u, '').trim()
    if (segment === '') continue
    if (agencies.has(segment)) found.push({ name: segment, kind: 'agency', known: false })
    else if (editorialPhrases.has(segment)) found.push({ name: segment, kind: 'editorial-board', known: false })
    else if (/編集部|编辑部|編輯部|取材班|編集局|新闻部|新聞部|記者団/u.test(segment))
      found.push({ name: segment, kind: 'newsroom', known: false })
    else {
      const words = segment.split(/\s+/)
      // "秦晖 清华大学教授": a name, and then where the writer works.
      const named = words.length > 1 && !house.test(words[0] ?? '') && words.slice(1).some((word) => house.test(word))
      const persons =
        named || !house.test(segment) ? hanPersons(named ? (words[0] ?? '') : segment, lang, credited) : []
      for (const name of persons) found.push({ name, kind: role === 'other' ? 'unknown' : role, known: true })
      if (persons.length === 0 && house.test(segment))
        found.push({ name: segment.slice(0, 40), kind: 'organisation', known: false })
    }
  }
  return found
}

/** What somebody is, before the name and a space: "編集委員 三宅 雪江". */
const leadingRole =
  /^(?:(?:客員|特別|専門|上級|上席|元|前|本報|本报|特約|特约)?(?:論説委員長?|編集委員|論説主幹|主筆|コラムニスト|評論家|評論員|评论员|專欄作家|专栏作家|撰稿人|主笔|作家|詩人|医師|弁護士|解説委員))\s+(?=\p{L})/u

const house =
  /新聞|新闻|通信|通訊|日报|日報|周刊|週刊|杂志|雜誌|テレビ|電視|网$|網$|ニュース|委員会|大学|大學|公司|株式会社|研究所|学院|學院/u

function hanPersons(segment: string, lang: string | null, credited: boolean): string[] {
  // A name in Latin letters inside a credit of these scripts.
  const latin = /^[\p{Lu}][\p{L}'’.-]+(?: [\p{Lu}][\p{L}'’.-]*){1,3}$/u.exec(segment)
  if (latin !== null) return [segment]
  // Transcribed foreign names: 约翰·史密斯, ジョン・スミス.
  if (
    /^[\p{Script=Han}\p{Script=Katakana}ー]{1,8}(?:[·・‧•][\p{Script=Han}\p{Script=Katakana}ー]{1,8}){1,3}$/u.test(
      segment,
    )
  )
    return [segment]
  const words = segment.split(/\s+/)
  const chinese = lang !== null && /^zh/i.test(lang)
  if (
    words.length === 2 &&
    !chinese &&
    words.every((word) => /^[\p{Script=Han}々\p{Script=Hiragana}\p{Script=Katakana}]{1,4}$/u.test(word)) &&
    startsLikeSurname(words.join(''))
  )
    return [words.join(' ')]
  const japanese = lang !== null && /^ja/i.test(lang)
  return words.filter(
    (word) =>
      !uncasedStops.has(word) &&
      ((/^[\p{Script=Han}]{2,5}$/u.test(word) &&
        (startsLikeSurname(word) || (chinese && isRareName(word, credited, words)))) ||
        (japanese && (credited ? introducedName : mixedName).test(word) && (credited || startsLikeSurname(word)))),
  )
}

/** "阿部サダヲ": the given name in kana. */
const mixedName = /^[\p{Script=Han}々]{2,3}(?:\p{Script=Hiragana}{2,4}|[\p{Script=Katakana}ー]{2,4})$/u
const introducedName =
  /^[\p{Script=Han}々]{1,3}(?:[\p{Script=Han}々]{2,3}|\p{Script=Hiragana}{2,4}|[\p{Script=Katakana}ー]{2,4})$/u

function isRareName(word: string, credited: boolean, words: readonly string[]): boolean {
  return rareSurnames.has(word[0] ?? '') && (credited ? word.length < 4 : word.length === 3 && words.length === 1)
}

/** A family name and something behind it: alone it is a place as often. */
function startsLikeSurname(word: string): boolean {
  return [3, 2, 1].some((length) => word.length > length && cjkSurnames.has(word.slice(0, length)))
}
