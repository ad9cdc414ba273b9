// The Link header field, which names hubs, licences and feeds before a body is read.

export type Link = { readonly href: string; readonly rels: readonly string[]; readonly type: string | null }

const linkValue = /<([^<>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g
const parameter = /;\s*([^\s=;,"]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g

/** Links with absolute http(s) addresses, relations in lower case; what cannot be read is left out. Source: RFC 8288 §3. */
export function linksFromHeader(value: string | null | undefined, base: string): Link[] {
  const links: Link[] = []
  for (const [, target = '', parameters = ''] of (value ?? '').slice(0, 16_384).matchAll(linkValue)) {
    const url = URL.parse(target.trim(), base)
    if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) continue
    const given = new Map<string, string>()
    for (const [, name = '', quoted, plain] of parameters.matchAll(parameter)) {
      const key = name.toLowerCase()
      // Only the first occurrence counts (RFC 8288 §3.3, §3.4.1).
      if (!given.has(key)) given.set(key, quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '')
    }
    const rels = (given.get('rel') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
    links.push({ href: url.href, rels, type: given.get('type')?.toLowerCase() ?? null })
  }
  return links
}
