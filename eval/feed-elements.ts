// Facts about a feed's elements as they stand, which its entries as we keep them leave out: types and bases of texts, mail
// addresses, schemes, what clouds and text inputs say. Looked up in what `inspect --feed --elements` prints.
import type { FeedElement } from '../src/model/index.ts'

/** What the fact says was found: the text that stands there, null when nothing does; undefined for a path not read here. */
export function elementAt(path: string, elements: readonly FeedElement[], url: string): string | null | undefined {
  for (const [pattern, read] of readers) {
    const found = pattern.exec(path)
    if (found !== null) return read(found, elements, url)
  }
  return undefined
}

type Reader = (found: RegExpExecArray, elements: readonly FeedElement[], url: string) => string | null | undefined

const textNames: Readonly<Record<string, readonly string[]>> = {
  title: ['title', 'dc:title', 'media:title'],
  summary: ['summary', 'description'],
  content: ['content', 'content:encoded', 'fullitem', 'body', 'xhtml:body'],
  subtitle: ['subtitle', 'tagline', 'description'],
  tagline: ['tagline', 'subtitle', 'description'],
  info: ['info', 'description'],
  rights: ['rights', 'copyright', 'dc:rights'],
  copyright: ['copyright', 'rights', 'dc:rights'],
}
const mediaTypes: Readonly<Record<string, string>> = {
  text: 'text/plain',
  plain: 'text/plain',
  html: 'text/html',
  xhtml: 'application/xhtml+xml',
}
/** RSS modules that say in their definition that their text is HTML. */
const htmlByName = new Set(['content:encoded', 'fullitem', 'body'])
const personNames: Readonly<Record<string, readonly string[]>> = {
  author: ['author', 'atom:author', 'dc:creator', 'dc:author', 'managingeditor', 'itunes:author'],
  contributor: ['contributor', 'atom:contributor', 'dc:contributor'],
  publisher: ['itunes:owner', 'webmaster', 'dc:publisher'],
}

const readers: readonly (readonly [RegExp, Reader])[] = [
  [
    /^source\.(.+)$/,
    ([, rest = ''], elements, url) => elementAt(rest, named(elements, ['source'])[0]?.children ?? [], url),
  ],
  [
    /^(title|summary|subtitle|tagline|info|rights|copyright)_detail\.(type|base|language)$|^(content)\[(\d+)\]\.(type|base|language)$/,
    ([, detail, part, content, at = '0', contentPart], elements, url) =>
      ofText(named(elements, textNames[detail ?? content ?? ''] ?? [])[Number(at)], part ?? contentPart ?? '', url),
  ],
  [
    /^(author|contributor|publisher)(?:s\[(\d+)\]|_detail)?\.(email|url|href)$/,
    ([, list = '', at = '0', part = ''], elements) => ofPerson(persons(elements, list)[Number(at)], part),
  ],
  [
    /^tags\[(\d+)\]\.scheme$/,
    ([, at], elements) => {
      const { scheme, domain } = named(elements, ['category', 'media:category'])[Number(at)]?.attributes ?? {}
      return scheme ?? domain ?? null
    },
  ],
  [
    /^cloud\.(\w+)$/,
    ([, name = ''], elements) => named(elements, ['cloud'])[0]?.attributes[name.toLowerCase()] ?? null,
  ],
  [
    /^(textinput|image)\.(title|link|description|name|width|height)$/,
    ([, holder = '', name = ''], elements) =>
      named(named(elements, [holder])[0]?.children ?? [], [name])[0]?.text ?? null,
  ],
  [/^docs$/, (_, elements, url) => address(named(elements, ['docs'])[0], url)],
  [/^wfw_(comment(?:rss)?)$/, ([, name = ''], elements, url) => address(named(elements, [`wfw:${name}`])[0], url)],
  [
    /^generator_detail\.(name|href|url|version)$/,
    ([, part = ''], elements) => {
      const { text, attributes: { uri, url, version } = {} } = named(elements, ['generator'])[0] ?? {}
      return (part === 'name' ? text : part === 'version' ? version : (uri ?? url)) ?? null
    },
  ],
  [
    /^links\[(\d+)\]\.length$/,
    ([, at], elements) => named(elements, ['link', 'atom:link'])[Number(at)]?.attributes['length'] ?? null,
  ],
  [
    /^media_(\w+)\.(content|\w+)$/,
    ([, name = '', part = ''], elements) => {
      const found = deep(elements, `media:${name}`)
      return (part === 'content' ? found?.text : found?.attributes[part]) ?? null
    },
  ],
]

/** A whole person as feedparser gives one. */
export function personAt(
  path: string,
  elements: readonly FeedElement[],
): { name: string | null; email: string | null; href: string | null } | undefined {
  const source = /^source\.(.+)$/.exec(path)
  if (source !== null) return personAt(source[1] ?? '', named(elements, ['source'])[0]?.children ?? [])
  const found = /^(author|contributor)s\[(\d+)\]$/.exec(path)
  if (found === null) return undefined
  const person = persons(elements, found[1] ?? '')[Number(found[2])]
  return { name: ofPerson(person, 'name'), email: ofPerson(person, 'email'), href: ofPerson(person, 'href') }
}

function persons(elements: readonly FeedElement[], list: string): FeedElement[] {
  return named(elements, personNames[list] ?? [])
}

function ofPerson(person: FeedElement | undefined, part: string): string | null {
  if (person === undefined) return null
  const child = (...names: string[]) => named(person.children, names)[0]?.text ?? null
  if (part === 'name') return child('name', 'atom:name', 'itunes:name')
  if (part === 'email')
    return child('email', 'atom:email', 'itunes:email') ?? /[^\s()<>,]+@[^\s()<>,]+/.exec(person.text)?.[0] ?? null
  return child('uri', 'url', 'homepage', 'atom:uri')
}

function ofText(element: FeedElement | undefined, part: string, url: string): string | null {
  if (element === undefined) return null
  if (part === 'base') return element.base ?? url
  if (part === 'language') return element.lang === '' ? null : element.lang
  const said = element.attributes['type']?.toLowerCase()
  if (said === undefined) return htmlByName.has(element.name) ? 'text/html' : 'text/plain'
  return mediaTypes[said] ?? said
}

function address(element: FeedElement | undefined, url: string): string | null {
  return element === undefined ? null : (URL.parse(element.text, element.base ?? url)?.href ?? null)
}

function named(elements: readonly FeedElement[], names: readonly string[]): FeedElement[] {
  return elements.filter(({ name }) => names.includes(name))
}

function deep(elements: readonly FeedElement[], name: string): FeedElement | undefined {
  for (const element of elements) {
    const found = element.name === name ? element : deep(element.children, name)
    if (found !== undefined) return found
  }
  return undefined
}
