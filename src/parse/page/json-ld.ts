// JSON-LD as pages really carry it: with comments, stray commas, raw line ends, entities. Read once, shared by all readers.

export type JsonLdNode = { readonly [key: string]: unknown }

export type JsonLd = {
  /** Top-level nodes of every block in order, flattened through arrays and `@graph`. */
  readonly nodes: readonly JsonLdNode[]
  /** Every node that declares an `@id` together with anything else, nested ones included. */
  readonly byId: ReadonlyMap<string, JsonLdNode>
  readonly problems: readonly string[]
}

/** Characters of one block. A publisher's real blocks stay far below; articles' full bodies reach some 100,000. */
const maxBlockChars = 600_000
const maxNodes = 20_000
const maxDepth = 24

/** Reads all blocks of a page. Bounded in nodes and depth, safe on cycles, never throws. */
export function readJsonLd(blocks: readonly string[]): JsonLd {
  const nodes: JsonLdNode[] = []
  const byId = new Map<string, JsonLdNode>()
  const problems: string[] = []
  let seen = 0

  function flatten(value: unknown, depth: number): void {
    if (depth > maxDepth || seen > maxNodes) return
    if (Array.isArray(value)) {
      for (const item of value) flatten(item, depth + 1)
    } else if (isNode(value)) {
      seen++
      const graph = value['@graph']
      if (graph !== undefined) flatten(graph, depth + 1)
      if (graph === undefined || value['@type'] !== undefined) nodes.push(value)
      index(value, depth)
    }
  }

  function index(value: unknown, depth: number): void {
    if (depth > maxDepth || ++seen > maxNodes || typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const item of value) if (typeof item === 'object') index(item, depth + 1)
      return
    }
    const id = (value as JsonLdNode)['@id']
    const entries = Object.entries(value)
    if (typeof id === 'string' && !isReference(value as JsonLdNode)) {
      const known = byId.get(id)
      if (known === undefined || Object.keys(known).length < entries.length) byId.set(id, value as JsonLdNode)
    }
    for (const [key, item] of entries) if (typeof item === 'object' && key !== '@graph') index(item, depth + 1)
  }

  for (const block of blocks) {
    if (block.length > maxBlockChars) {
      problems.push(`JSON-LD of ${block.length} characters was not read`)
      continue
    }
    const value = parseTolerantly(block)
    if (value === undefined) {
      if (block.trim() !== '') problems.push('JSON-LD could not be read')
    } else flatten(value, 0)
  }
  return { nodes, byId, problems }
}

/** The nodes meant by a property's value: itself, the items of an array, the node an `@id` points to. Strings are left out. */
export function ldNodes(ld: JsonLd, value: unknown): JsonLdNode[] {
  const found: JsonLdNode[] = []
  for (const item of asArray(value)) {
    if (!isNode(item)) continue
    const id = item['@id']
    found.push(typeof id === 'string' && isReference(item) ? (ld.byId.get(id) ?? item) : item)
  }
  return found
}

/** Type names of a node without their vocabulary: `http://schema.org/NewsArticle` → `NewsArticle`. */
export function ldTypes(node: JsonLdNode): string[] {
  return asArray(node['@type'])
    .filter((type) => typeof type === 'string')
    .map((type) => type.slice(Math.max(type.lastIndexOf('/'), type.lastIndexOf('#'), type.lastIndexOf(':')) + 1).trim())
}

/** The first text of a value: a string, a number, the first of an array, `@value` or `name` of a node. */
export function ldText(value: unknown): string | null {
  for (const item of asArray(value)) {
    if (typeof item === 'string' && item.trim() !== '') return item
    if (typeof item === 'number') return String(item)
    if (isNode(item)) {
      const inner = item['@value'] ?? item['name'] ?? item['@id']
      if (typeof inner === 'string' && inner.trim() !== '') return inner
    }
  }
  return null
}

export function isNode(value: unknown): value is JsonLdNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** At most the first 500 items. */
export function asArray(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.length > 500 ? value.slice(0, 500) : value
  return value === undefined || value === null ? [] : [value]
}

function isReference(node: JsonLdNode): boolean {
  for (const key in node) if (key !== '@id' && key !== '@type') return false
  return true
}

function parseTolerantly(block: string): unknown {
  const direct = parsed(block)
  if (direct !== undefined) return direct
  const bare = block
    .replace(/^\s*(?:\/\/\s*)?(?:<!--|(?:\/\*\s*)?<!\[CDATA\[(?:\s*\*\/)?)/, '')
    .replace(/(?:\/\/\s*)?(?:-->|(?:\/\*\s*)?\]\]>(?:\s*\*\/)?)\s*$/, '')
  const quoted = /^\s*[[{]\s*(?:\{\s*)?&(?:quot|#34|#x22);/i.test(bare)
    ? bare.replace(/&(?:quot|#34|#x22);/gi, '"')
    : bare
  return parsed(mendJson(quoted))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * One pass over broken JSON that leaves out comments, commas before a closing bracket and semicolons, escapes raw control
 * characters and quotation marks inside strings, joins several values into an array and closes what was cut off.
 */
export function mendJson(text: string): string {
  const out: string[] = []
  const open: string[] = []
  let values = 0
  let at = 0
  /** Position in `out` of a comma that may turn out to be stray. */
  let comma = -1
  while (at < text.length) {
    const char = text[at] as string
    if (char === '"') {
      const [piece, next] = mendString(text, at + 1)
      out.push(piece)
      at = next
      comma = -1
    } else if (char === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      const end = text[at + 1] === '/' ? text.indexOf('\n', at) : text.indexOf('*/', at + 2)
      at = end < 0 ? text.length : end + (text[at + 1] === '/' ? 1 : 2)
    } else if (char === '{' || char === '[') {
      if (open.length === 0 && values++ > 0) out.push(',')
      open.push(char === '{' ? '}' : ']')
      out.push(char)
      comma = -1
      at++
    } else if (char === '}' || char === ']') {
      if (comma >= 0) out[comma] = ''
      comma = -1
      if (open.at(-1) === char) {
        open.pop()
        out.push(char)
      }
      at++
    } else if (char === ',') {
      if (comma < 0 && open.length > 0) comma = out.push(char) - 1
      at++
    } else {
      if (char > ' ' && char !== ';' && open.length > 0) {
        out.push(char)
        comma = -1
      }
      at++
    }
  }
  if (comma >= 0) out[comma] = ''
  const whole = out.join('') + open.reverse().join('')
  return values > 1 ? `[${whole}]` : whole
}

const closesString = /[,:}\]]/

function mendString(text: string, start: number): [piece: string, next: number] {
  let piece = '"'
  let from = start
  let at = start
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5c) {
      const next = text[at + 1] ?? ''
      const known =
        next === 'u' ? /^[0-9a-f]{4}$/i.test(text.slice(at + 2, at + 6)) : next !== '' && '"\\/bfnrt'.includes(next)
      if (!known) {
        piece += text.slice(from, at)
        from = at + 1
      }
      at++
    } else if (code === 0x22) {
      let after = at + 1
      while (after < text.length && text.charCodeAt(after) <= 0x20) after++
      if (after >= text.length || closesString.test(text[after] as string))
        return [`${piece}${text.slice(from, at)}"`, at + 1]
      piece += `${text.slice(from, at)}\\"`
      from = at + 1
    } else if (code < 0x20) {
      piece += `${text.slice(from, at)} `
      from = at + 1
    }
  }
  return [`${piece}${text.slice(from)}"`, text.length]
}
