// Switches that a page's own scripts read to know whether it is behind a wall: keys of data islands and data attributes.

const maxChars = 1_500_000
const maxLooks = 1_500
const maxKeys = 200
/** A truth that stands more often than this is told of each piece in a list. */
const maxOfPage = 4

/** Parts of keys, and how a value follows a key: `"isPaid":"true"`, `data-premium="1"`, `\"access\":\"subscribers\"`. */
const core =
  /paywall|premium|\bpaid|[_-]paid|[a-z]Paid|metered|[-_"'\s]meter|locked|restrict|ubscriber|nly_?subscri|members?_?only|ccess|tier|content_?code|isibility|udience|payant|bezahl|[-_"'\s]free|[a-z]Free/gi
const pair = /^([\w-]{0,30})(?:\\{0,3}["']?\s?[:=]|\\{0,3}["']\s?,)\s?\\{0,3}["']?([\w-]{1,16})(?![\w-])/
const wordsBefore = /[\w-]{0,30}$/

const onWord =
  /^(?:true|yes|1|paid|metered|premium|locked|hard|subscribers?(?:[-_]only)?|members?(?:[-_]only)?|abo|plus|always[-_]paid|only[-_]paid|restricted|closed|payant|exclusive)$/
const offWord = /^(?:false|no|0|free|open|public|none|everyone|frei|gratis|unlocked|off)$/
/** A key that ends so counts grades, not truths. */
const grade = /_(?:level|type|status|state)$/
const bareTruth = /^(?:true|yes|1|false|no|0|off|none)$/

const owner =
  '(?:data_)?(?:[a-z0-9]{1,8}_)?(?:is_?|has_?)?(?:page_?|article_?|content_?|story_?|post_?)?(?:is_?|always_?)?'
const thing = '(?:_?(?:content|article|page|story|post|state|status|level|type|tag))?'
const strongKey = new RegExp(
  `^${owner}(?:paid|paywall(?:ed)?|locked|metered|meter|restricted|subscribers?_?only|only_?subscri[a-z]{2,8}|members?_?only|payant|bezahl[a-z]*|premium)${thing}$`,
)
const accessKey =
  /^(?:data_)?(?:[a-z0-9]{1,8}_)?(?:page_?|content_?|article_?|story_?|post_?)?(?:access(?:_?(?:level|type|tier|model|policy))?|tier|content_?code|visibility|audience)$/
const freeKey = /^(?:data_)?(?:[a-z0-9]{1,8}_)?(?:is_?)?free(?:_?(?:article|content|access|page|to_?read))?$/

/** What the reader is or may do, not what the piece is. */
const ofReader = /user|enable|disable|login|logged|subscriber_?(?:type|status)|has_?access|account|cookie|can_?/

type Seen = { on: number; off: number; readonly weight: number; readonly isAccess: boolean }

/** Between -1.5 (plainly free) and 1.5 (plainly paid); 0 when the page says nothing, or both. */
export function wallSwitches(html: string): number {
  const keys = new Map<string, Seen>()
  const text = html.length > maxChars ? html.slice(0, maxChars) : html
  let looks = 0
  core.lastIndex = 0
  for (let match = core.exec(text); match !== null && ++looks <= maxLooks; match = core.exec(text)) {
    const start = match.index + match[0].search(/\w/)
    const before = wordsBefore.exec(text.slice(Math.max(0, start - 30), start))?.[0] ?? ''
    const found = pair.exec(text.slice(start, start + 90))
    if (found !== null && keys.size < maxKeys) note(keys, before + (found[1] as string), found[2] as string)
  }
  let score = 0
  for (const { on, off, weight, isAccess } of keys.values()) {
    if (on > 0 && off > 0) continue
    score += (on > 0 ? weight : -weight) * (!isAccess && on + off > maxOfPage ? 0.5 : 1)
  }
  return Math.max(-1.5, Math.min(1.5, score))
}

function note(keys: Map<string, Seen>, name: string, written: string): void {
  const key = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase()
  const value = written.toLowerCase()
  const isOn = onWord.test(value)
  if ((!isOn && !offWord.test(value)) || ofReader.test(key)) return
  const isFree = freeKey.test(key)
  const weight = strongKey.test(key) || isFree || accessKey.test(key) ? 1 : 0
  const isAccess = accessKey.test(key)
  if (weight === 0 || (bareTruth.test(value) ? isAccess || (grade.test(key) && /^\d$/.test(value)) : isFree)) return
  const seen = keys.get(key) ?? { on: 0, off: 0, weight: isFree && !isOn ? 0.5 : weight, isAccess }
  if (isOn === isFree) seen.off++
  else seen.on++
  keys.set(key, seen)
}
