// Korean credits: "홍길동 기자", "글·사진 김영민 기자".
import { cjkSurnames, uncasedStops } from './data/uncased.ts'
import { agencies, editorialPhrases } from './data/words.ts'
import type { NamedCredit } from './types.ts'

const koreanRole =
  /(기자|특파원|논설위원|논설위원장|논설실장|칼럼니스트|교수|평론가|위원|편집위원|선임기자|전문기자|대기자|인턴기자|객원기자|리포터|작가|변호사|에디터|앵커|소장|대표|원장|박사|시인|소설가|의원|연구원|연구위원)/

/** Family name first, written as one word of two to four syllables; the role mostly follows. */
export function koreanNames(text: string): NamedCredit[] {
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
      // A university before "professor" ends like some names.
      const names = words.filter(
        (word, at) => isKoreanName(word) && !(word.endsWith('대') && scholar.test(words[at + 1] ?? '')),
      )
      const roled = words.some((word) => koreanRole.test(word))
      // Without a role, a name stands first or last among few words, and has its three syllables.
      const bare =
        words.length <= 4
          ? names.filter((name) => name.length === 3 && (name === words[0] || name === words.at(-1)))
          : []
      const desked = words.every((word) => names.includes(word)) ? names : bare
      if (otherHands.has(words[0] ?? '')) continue
      if (names.length > 0 && (roled || desked.length > 0))
        for (const name of roled ? names : desked) found.push({ name, kind: 'person', known: true })
      else if (words.length === 1 && /(?:신문|일보|뉴스|방송|미디어|타임즈|경제|닷컴)$/u.test(whole))
        found.push({ name: whole, kind: 'organisation', known: false })
    }
  }
  return found
}

/** What stands before whoever translated, looked it through, drew or photographed. */
const otherHands: ReadonlySet<string> = new Set(['번역', '옮긴이', '감수', '그림', '일러스트'])

/** Three syllables, or two or four that begin with a family name; no role, no word of the trade. */
function isKoreanName(word: string): boolean {
  if (!/^\p{Script=Hangul}{2,4}$/u.test(word) || uncasedStops.has(word) || koreanWord.test(word)) return false
  if (word.length === 4 && !cjkSurnames.has(word.slice(0, 2))) return false
  return cjkSurnames.has(word[0] ?? '') || cjkSurnames.has(word.slice(0, 2))
}

const scholar = /교수|총장|학장|강사|연구|박사|석좌/

const koreanWord =
  /^(?:기자|기고|칼럼|시론|특파원|논설|선임|전문|인턴|객원|대기자|한겨레|리포터|작가|변호사|에디터|앵커|소장|대표|원장|박사|시인|소설가|의원|위원|교수|워싱턴|도쿄|베이징|파리|런던)|(?:부|팀)$|(?:기자|위원|교수|뉴스|신문|일보|방송|경제|평론가)$/u
