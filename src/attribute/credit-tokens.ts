// A credit is cut into words and breaks, the form in which the reader of credits takes it.
import { foldLetters } from '../base/index.ts'
import { isPlainWords } from './clean-credit.ts'
import { connectors, honorifics, roleWords } from './data/words.ts'
import { bare, isInitial } from './name-shape.ts'

export type Token =
  | { readonly type: 'word'; readonly text: string; readonly folded: string; readonly upper: boolean }
  | { readonly type: 'soft'; readonly possessive?: boolean }
  | { readonly type: 'hard'; readonly digits?: boolean; readonly slash?: boolean }
  | { readonly type: 'colon' }
  | { readonly type: 'prose' }

export type WordToken = Extract<Token, { type: 'word' }>

const tokenPattern =
  /(?<mail>[\w.+-]{1,64}@[\w-]{1,60}\.[\w.-]{1,60})|(?<handle>@ ?[\w.]{1,40})|(?<url>(?:https?:\/\/|www\.)\S{1,200})|(?<word>(?:(?:(?<= )['’‘](?=[tns](?:-|‐| )))?[\p{L}\p{M}](?:[\p{L}\p{M}\u200c\u200d]|['’‘ʼ*:](?=\p{L})|[-‐‑](?=\p{L})|\.(?=\p{L}))*\.?))|(?<digits>[\p{N}][\p{N}.:/-]*(?:st|nd|rd|th|h)?)|(?<line>\n)|(?<colon>[:：՝])|(?<open>[([{（])|(?<close>[)\]}）])|(?<prose>[?!]+|\.{2,}|…)|(?<join>[&+])|(?<soft>[,;،、])|(?<hard>[|/\\·•–—―‒>»*#~]| [-‐] |[-‐]{2,})/gu

export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  if (isPlainWords(text)) {
    for (const word of text.split(' ')) pushWord(word, tokens)
    return tokens
  }
  let depth = 0
  /** Inside brackets that stand within a name. */
  let within = false
  for (const match of text.matchAll(tokenPattern)) {
    const groups = match.groups ?? {}
    if (groups['open'] !== undefined) {
      const before = tokens.length
      depth = depth === 0 ? opens(text, match.index, tokens) : depth + 1
      within = depth === 1 && tokens.length === before
    } else if (groups['close'] !== undefined) {
      if (depth > 0) depth--
      if (!within) tokens.push({ type: 'soft' })
    } else if (depth > 0) continue
    else if (groups['word'] !== undefined) pushWord(groups['word'], tokens)
    else if (groups['line'] !== undefined || groups['hard'] !== undefined)
      tokens.push({ type: 'hard', slash: match[0] === '/' })
    else if (groups['soft'] !== undefined) tokens.push({ type: 'soft' })
    else if (groups['join'] !== undefined) tokens.push({ type: 'word', text: match[0], folded: match[0], upper: false })
    else if (groups['colon'] !== undefined) tokens.push({ type: 'colon' })
    else if (groups['prose'] !== undefined) tokens.push({ type: 'prose' })
    else tokens.push({ type: 'hard', digits: groups['digits'] !== undefined })
  }
  return tokens
}

/** Brackets are passed over, unless they hold more of the credit: "(avec Damien Leloup)", "(Fotos)". */
function opens(text: string, at: number, tokens: Token[]): number {
  const inner = foldLetters(text.slice(at + 1, at + 30))
  const first = /^[\s]*([\p{L}]+)/u.exec(inner)?.[1] ?? ''
  if (connectors.has(first) && first.length > 1) {
    tokens.push({ type: 'soft' })
    return 0
  }
  const role = roleWords.get(first)
  if (role !== undefined && role !== 'other') return 0
  const close = text.indexOf(')', at)
  const content = close < 0 ? '' : text.slice(at + 1, close)
  // "(R.J.)" and a nickname stand inside a name and do not end it.
  if (!(
    close > 0 &&
    /^(?:[\p{Lu}.]{1,6}|[“"'’‘]?\p{Lu}\p{Ll}{1,9}[”"'’‘]?)$/u.test(content) &&
    /^\) \p{Lu}/u.test(text.slice(close, close + 3))
  ))
    tokens.push({ type: 'soft' })
  return 1
}

function pushWord(text: string, tokens: Token[]): void {
  let word = text
  let ends = false
  // A full stop ends the word unless it is an initial or an abbreviation in front of a name.
  if (
    word.endsWith('.') &&
    !isInitial(word) &&
    !honorifics.has(bare(foldLetters(word))) &&
    !/^(?:Jr|Sr|St|Wm|Chr|Th)\.$/i.test(word)
  ) {
    word = word.slice(0, -1)
    ends = true
  }
  const possessive = word.length > 3 && /[’']s$/iu.test(word)
  if (possessive) word = word.slice(0, -2)
  const folded = foldLetters(word).replace(/[’‘ʼ]/g, "'")
  tokens.push({
    type: 'word',
    text: word,
    folded: bare(folded),
    upper: /^\p{Lu}|^(?:[dlDL]|al|el)[’'‘-]\p{Lu}|^\p{Lo}|^(?:mc|de|le|la|van)\p{Lu}/u.test(word),
  })
  if (possessive) tokens.push({ type: 'soft', possessive: true })
  else if (ends) tokens.push({ type: 'soft' })
}
