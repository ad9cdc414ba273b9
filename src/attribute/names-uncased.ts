// Names in scripts without capitals: Chinese, Japanese, Korean, Arabic, Hebrew, Persian, Indic scripts, Thai.
import { foldLetters } from '../base/index.ts'
import { givenNames } from './data/given-names.ts'
import { cjkSurnames, uncasedCredits, uncasedRoles, uncasedStops } from './data/uncased.ts'
import { agencies, editorialPhrases } from './data/words.ts'
import type { NamedCredit } from './types.ts'

const han = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u
const hangul = /\p{Script=Hangul}/u
const spaced =
  /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Tamil}|\p{Script=Telugu}|\p{Script=Gujarati}|\p{Script=Gurmukhi}|\p{Script=Kannada}|\p{Script=Malayalam}|\p{Script=Sinhala}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}|\p{Script=Georgian}|\p{Script=Ethiopic}/u

/** Null when the credit is not written in such a script, so that the reader of cased scripts takes it. */
export function namesInUncasedScript(text: string, lang: string | null): NamedCredit[] | null {
  if (hangul.test(text)) return koreanNames(text)
  if (han.test(text)) return hanNames(text, lang)
  if (spaced.test(text)) return spacedNames(text)
  return null
}

const koreanRole =
  /(기자|특파원|논설위원|논설위원장|논설실장|칼럼니스트|교수|평론가|위원|편집위원|선임기자|전문기자|대기자|인턴기자|객원기자|리포터|작가|변호사|에디터|앵커|소장|대표|원장|박사|시인|소설가|의원|연구원|연구위원)/

function koreanNames(text: string): NamedCredit[] {
  const found: NamedCredit[] = []
  const cleaned = text
    .replace(/[\w.+-]{1,64}@[\w.-]{1,80}/g, ' | ')
    .replace(/(?<=\p{Script=Hangul})(?=기자|특파원|논설위원|칼럼니스트)/gu, ' ')
    .replace(/\p{N}+[년월일.:\-\s]*/gu, ' ')
  for (const segment of cleaned.split(/[|/·,，、\n;()[\]=ㆍ:•&]+/u)) {
    const words = segment
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '')
    const whole = words.join('')
    if (whole === '') continue
    if (editorialPhrases.has(whole)) found.push({ name: whole, kind: 'editorial-board', known: false })
    else if (/(?:뉴스팀|편집국|편집부|온라인뉴스부|취재팀|보도국)$/u.test(whole))
      found.push({ name: words.join(' '), kind: 'newsroom', known: false })
    else if (agencies.has(whole)) found.push({ name: whole, kind: 'agency', known: false })
    else {
      const names = words.filter(isKoreanName)
      const roled = words.some((word) => koreanRole.test(word))
      // Without a role, a name stands first or last among few words, and has its three syllables.
      const bare =
        words.length <= 4
          ? names.filter((name) => name.length === 3 && (name === words[0] || name === words.at(-1)))
          : []
      const desked = words.every((word) => names.includes(word)) ? names : bare
      if (names.length > 0 && (roled || desked.length > 0))
        for (const name of roled ? names : desked) found.push({ name, kind: 'person', known: true })
      else if (words.length === 1 && /(?:신문|일보|뉴스|방송|미디어|타임즈|경제|닷컴)$/u.test(whole))
        found.push({ name: whole, kind: 'organisation', known: false })
    }
  }
  return unique(found)
}

/** Three syllables, or two or four that begin with a family name; no role, no word of the trade. */
function isKoreanName(word: string): boolean {
  if (!/^\p{Script=Hangul}{2,4}$/u.test(word) || uncasedStops.has(word) || koreanWord.test(word)) return false
  if (word.length === 4 && !cjkSurnames.has(word.slice(0, 2))) return false
  return cjkSurnames.has(word[0] ?? '') || cjkSurnames.has(word.slice(0, 2))
}

const koreanWord =
  /^(?:기자|특파원|논설|선임|전문|인턴|객원|대기자|한겨레|리포터|작가|변호사|에디터|앵커|소장|대표|원장|박사|시인|소설가|의원|위원|교수|워싱턴|도쿄|베이징|파리|런던)|(?:부|팀)$|(?:기자|위원|교수|뉴스|신문|일보|방송|경제|평론가)$/u

function hanNames(text: string, lang: string | null): NamedCredit[] {
  const found: NamedCredit[] = []
  const cleaned = text
    .replace(/[\w.+-]{1,64}@[\w.-]{1,80}/g, '|')
    .replace(/https?:\S+/g, '|')
    .replace(/[\p{N}][\p{N}年月日时時分:：.\-/ ]*/gu, '|')
  let role: NamedCredit['kind'] | 'other' = 'person'
  // A dateline: "…記者王小明台北1日電", "記者王小明/台北報導".
  const dateline = /記者(\p{Script=Han}{3})(?=\p{Script=Han}{2}(?:\||報導|讯|電))/u.exec(cleaned)?.[1]
  if (dateline !== undefined && startsLikeSurname(dateline)) return [{ name: dateline, kind: 'person', known: true }]
  for (const raw of cleaned
    .replace(/(?<=文|写真|取材|撮影|構成)[・･]/gu, '：')
    .split(/[|/／,，、;；\n()（）[\]【】＝=：:◎●■▲＊&＆]+|和(?=\p{Script=Han}{2,4}$)/u)) {
    let segment = raw.trim()
    if (segment === '') continue
    const marked = uncasedRoles.get(segment)
    if (marked !== undefined) {
      role = marked
      continue
    }
    for (const credit of uncasedCredits)
      if (segment.startsWith(credit)) segment = segment.slice(credit.length).trim()
      else if (segment.endsWith(credit)) segment = segment.slice(0, -credit.length).trim()
    segment = segment.replace(/(?:氏|さん|先生|教授|女士)$/u, '').trim()
    if (segment === '') continue
    if (agencies.has(segment)) found.push({ name: segment, kind: 'agency', known: false })
    else if (editorialPhrases.has(segment)) found.push({ name: segment, kind: 'editorial-board', known: false })
    else if (/編集部|编辑部|編輯部|取材班|編集局|新闻部|新聞部|記者団/u.test(segment))
      found.push({ name: segment, kind: 'newsroom', known: false })
    else if (
      /新聞|新闻|通信|通訊|日报|日報|周刊|週刊|杂志|雜誌|テレビ|電視|网$|網$|ニュース|委員会|大学|公司|株式会社|研究所/u.test(
        segment,
      )
    )
      found.push({ name: segment.slice(0, 40), kind: 'organisation', known: false })
    else
      for (const name of hanPersons(segment, lang))
        found.push({ name, kind: role === 'other' ? 'unknown' : role, known: true })
  }
  return unique(found)
}

function hanPersons(segment: string, lang: string | null): string[] {
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
    words.every((word) => /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,4}$/u.test(word)) &&
    startsLikeSurname(words[0] ?? '')
  )
    return [words.join(' ')]
  return words.filter(
    (word) => /^[\p{Script=Han}]{2,5}$/u.test(word) && startsLikeSurname(word) && !uncasedStops.has(word),
  )
}

function startsLikeSurname(word: string): boolean {
  return cjkSurnames.has(word.slice(0, 3)) || cjkSurnames.has(word.slice(0, 2)) || cjkSurnames.has(word.slice(0, 1))
}

function spacedNames(text: string): NamedCredit[] {
  const found: NamedCredit[] = []
  let role: NamedCredit['kind'] | 'other' = 'person'
  for (const raw of text.split(/[|/\\,،、;؛\n()[\]–—•·:&۔]+| - |\p{N}[\p{N}.:/-]*/u)) {
    let segment = raw.trim()
    if (segment === '') continue
    const marked = uncasedRoles.get(segment)
    if (marked !== undefined) {
      role = marked
      continue
    }
    let credited = false
    for (const credit of uncasedCredits) {
      if (segment === credit) {
        segment = ''
        credited = true
      } else if (segment.startsWith(`${credit} `)) {
        segment = segment.slice(credit.length + 1).trim()
        credited = true
      } else if (segment.endsWith(` ${credit}`)) {
        segment = segment.slice(0, -credit.length - 1).trim()
        credited = true
      }
    }
    if (segment === '') continue
    const folded = foldLetters(segment)
    if (agencies.has(folded)) found.push({ name: segment, kind: 'agency', known: false })
    else if (editorialPhrases.has(folded)) found.push({ name: segment, kind: 'editorial-board', known: false })
    else
      for (const words of splitSpaced(segment)) {
        const known = words.some((word, at) => at < 2 && givenNames.has(foldLetters(word)))
        if (words.some((word) => uncasedStops.has(word))) {
          if (words.some((word) => /^(?:ال)?(?:تحرير|محرر|אתר|מערכת|חדשות|תחקיר)/u.test(word)))
            found.push({ name: words.join(' ').slice(0, 60), kind: 'newsroom', known: false })
          continue
        }
        if (words.length < 2 || words.length > (credited || known ? 5 : 4)) continue
        if (words.some((word) => word.length > 18 || !nameWord.test(word))) continue
        found.push({ name: words.join(' '), kind: role === 'other' ? 'unknown' : role, known })
      }
  }
  return unique(found)
}

/** Arabic و and Hebrew ו join two names; both may be written to the next word. */
function splitSpaced(segment: string): string[][] {
  const parts: string[][] = [[]]
  const words = segment.split(/\s+/)
  for (const [at, word] of words.entries()) {
    const current = parts.at(-1) as string[]
    const rest = words.length - at
    if ((word === 'و' || word === 'और' || word === 'এবং' || word === 'และ' || word === 'اور') && current.length >= 2)
      parts.push([])
    else if (current.length >= 2 && rest >= 2 && /^[וو]\p{L}{2,}/u.test(word) && joinsNames(word, current.length, rest))
      parts.push([word.slice(1)])
    else current.push(word)
  }
  return parts.filter((part) => part.length > 0)
}

function unique(found: readonly NamedCredit[]): NamedCredit[] {
  const seen = new Set<string>()
  return found.filter(({ name }) => !seen.has(name) && seen.add(name))
}

/** Letters, marks, and the joiners that Persian and Indic spelling needs. */
const nameWord = /^(?:\p{L}|\p{M}|['’"״׳־.-]|\u200c|\u200d)+$/u

/** The word after "and" is a given name, or whole names stand on both sides. */
function joinsNames(word: string, before: number, rest: number): boolean {
  if (givenNames.has(foldLetters(word.slice(1)))) return true
  return before === 2 && rest === 2 && !givenNames.has(foldLetters(word))
}
