// What an element of a feed is called, whatever prefix the publisher chose or forgot to declare.

/** Namespace address → the prefix by which this folder calls it. The empty prefix is RSS of any version. */
const prefixOf: Readonly<Record<string, string>> = {
  'http://purl.org/rss/1.0/': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://channel.netscape.com/rdf/simple/0.9/': '',
  'http://backend.userland.com/rss': '',
  'http://backend.userland.com/rss2': '',
  'http://blogs.law.harvard.edu/tech/rss': '',
  'http://www.rssboard.org/rss-specification': '',
  'http://purl.org/net/rss1.1#': '',
  'http://www.sitemaps.org/schemas/sitemap/0.9': '',
  'http://www.google.com/schemas/sitemap/0.84': '',
  'http://www.google.com/schemas/sitemap/0.9': '',
  'http://www.w3.org/2005/atom': 'atom',
  'http://purl.org/atom/ns#': 'atom',
  'http://example.com/newformat#': 'atom',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/elements/1.0/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://purl.org/rss/1.0/modules/syndication/': 'sy',
  'http://search.yahoo.com/mrss/': 'media',
  'http://search.yahoo.com/mrss': 'media',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://example.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://www.google.com/schemas/play-podcasts/1.0': 'googleplay',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://www.w3.org/1999/xhtml': 'xhtml',
  'http://www.google.com/schemas/sitemap-news/0.9': 'news',
  'http://www.google.com/schemas/sitemap-image/1.1': 'image',
  'http://purl.org/syndication/history/1.0': 'fh',
  'http://web.resource.org/cc/': 'cc',
  'http://creativecommons.org/ns#': 'cc',
  'http://backend.userland.com/creativecommonsrssmodule': 'creativecommons',
  'http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html': 'creativecommons',
  'https://rslstandard.org/rsl': 'rsl',
  'http://prismstandard.org/namespaces/basic/2.0/': 'prism',
  'http://prismstandard.org/namespaces/1.2/basic/': 'prism',
  'http://www.pheedo.com/namespace/pheedo': 'pheedo',
  'http://xmlns.com/foaf/0.1/': 'foaf',
  'http://www.w3.org/xml/1998/namespace': 'xml',
}

/** Prefixes that publishers use without declaring them, or under an address of their own invention. */
const conventional: Readonly<Record<string, string>> = {
  atom: 'atom',
  atom10: 'atom',
  a10: 'atom',
  dc: 'dc',
  dcterms: 'dcterms',
  dct: 'dcterms',
  content: 'content',
  sy: 'sy',
  media: 'media',
  itunes: 'itunes',
  googleplay: 'googleplay',
  feedburner: 'feedburner',
  rdf: 'rdf',
  xhtml: 'xhtml',
  news: 'news',
  image: 'image',
  fh: 'fh',
  cc: 'cc',
  creativecommons: 'creativecommons',
  rsl: 'rsl',
  prism: 'prism',
  foaf: 'foaf',
  xml: 'xml',
  rss: '',
  rss1: '',
}

/** The namespaces in force at one place of the document, with the names already worked out there. */
export type Scope = {
  readonly addresses: ReadonlyMap<string, string>
  /** True in a document whose root is Atom's: then Atom's own elements carry no prefix. */
  readonly atom: boolean
  readonly resolved: Map<string, string>
}

export function rootScope(atom: boolean): Scope {
  return { addresses: new Map(), atom, resolved: new Map() }
}

/** The scope inside an element with these `xmlns` attributes (prefix, address). */
export function innerScope(scope: Scope, declared: readonly (readonly [string, string])[]): Scope {
  if (declared.every(([prefix, address]) => scope.addresses.get(prefix) === address)) return scope
  const addresses = new Map(scope.addresses)
  for (const [prefix, address] of declared) addresses.set(prefix, address)
  return { addresses, atom: scope.atom, resolved: new Map() }
}

/** `pubdate`, `dc:creator`, `atom:link` …: lower case, our own prefix, none for the document's own format. */
export function resolveName(raw: string, scope: Scope): string {
  const known = scope.resolved.get(raw)
  if (known !== undefined) return known
  const name = workOut(raw, scope)
  // A document that invents names without end must not fill the memory with them.
  if (scope.resolved.size < 1000) scope.resolved.set(raw, name)
  return name
}

function workOut(raw: string, scope: Scope): string {
  const lower = raw.toLowerCase()
  const colon = lower.indexOf(':')
  const prefix = colon < 0 ? '' : lower.slice(0, colon)
  const local = lower.slice(colon + 1)
  const address = scope.addresses.get(prefix)
  const named = address === undefined ? undefined : prefixOf[address.toLowerCase()]
  const ours = named ?? (prefix === '' ? '' : (conventional[prefix] ?? prefix))
  return ours === '' || (ours === 'atom' && scope.atom) ? local : `${ours}:${local}`
}

/** True when the prefix of `raw` is declared nowhere, which XML does not allow. */
export function isUndeclared(raw: string, scope: Scope): boolean {
  const colon = raw.indexOf(':')
  if (colon <= 0) return false
  const prefix = raw.slice(0, colon).toLowerCase()
  return prefix !== 'xml' && prefix !== 'xmlns' && !scope.addresses.has(prefix)
}
