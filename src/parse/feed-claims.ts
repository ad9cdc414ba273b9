// Who a feed credits: every credit field of an entry or of the feed itself becomes a claim, as printed.
import type { Claim, ClaimSource } from '../model/index.ts'
import { absoluteUrl } from './canonical-url.ts'
import { lineOf } from './feed-text.ts'
import { child, childrenNamed, type XmlNode } from './feed-xml.ts'
import { looseLine } from './plain-text.ts'

/** Characters of a credit, as `Claim` promises. */
const maxText = 600
/** Credits kept of one entry. */
const maxClaims = 30

/** Credits of one item, best fields first; an empty list when it names nobody. */
export function claimsOf(item: XmlNode, base: string): Claim[] {
  const claims: Claim[] = []
  for (const node of item.children) {
    const claim = claimOf(node, base)
    if (claim !== null) addClaim(claims, claim)
    if (node.name === 'media:content' || node.name === 'media:group') {
      for (const credit of childrenNamed(node, 'media:credit')) addClaim(claims, mediaCredit(credit))
    }
    if (node.name === 'source') for (const claim of sourceClaims(node, base)) addClaim(claims, claim)
  }
  return claims
}

/** Credits of the whole feed, which an entry without its own falls back on; `managingEditor` edits and says so in its role. */
export function feedClaims(head: XmlNode, base: string): Claim[] {
  const claims: Claim[] = []
  for (const node of head.children) {
    if (node.name === 'source' || node.name.startsWith('media:')) continue
    const claim = claimOf(node, base)
    if (claim !== null) addClaim(claims, claim)
  }
  return claims
}

/** The feed's own credits, said of one entry. Contributors of the whole feed did not write each entry. */
export function inherited(claims: readonly Claim[]): Claim[] {
  return claims
    .filter(({ role }) => role === null)
    .map((claim) => ({ ...claim, source: 'feed:channel-author', place: `channel > ${claim.place}` }))
}

function claimOf(node: XmlNode, base: string): Claim | null {
  switch (node.name) {
    case 'author':
      return node.children.length > 0 ? person(node, 'feed:atom:author', null, base) : mailbox(node, 'feed:author')
    case 'contributor':
      return person(node, 'feed:atom:contributor', 'contributor', base)
    case 'atom:author':
      return person(node, 'feed:atom:author', null, base)
    case 'atom:contributor':
      return person(node, 'feed:atom:contributor', 'contributor', base)
    case 'dc:creator':
    case 'dc:author':
    case 'dcterms:creator':
      return named(node, 'feed:dc:creator', null, base)
    case 'dc:contributor':
      return named(node, 'feed:dc:contributor', 'contributor', base)
    case 'itunes:author':
    case 'googleplay:author':
      return named(node, 'feed:itunes:author', null, base)
    case 'managingeditor':
      return named(node, 'feed:managingEditor', 'managing editor', base)
    case 'itunes:owner':
      return person(node, 'feed:itunes:owner', 'owner', base)
    case 'dc:publisher':
      return organisation(named(node, 'feed:dc:publisher', 'publisher', base))
    case 'media:credit':
      return mediaCredit(node)
    default:
      return null
  }
}

/** Atom person construct, with the name alone in a text as some write it. */
function person(node: XmlNode, source: ClaimSource, role: string | null, base: string): Claim | null {
  const part = (name: string) => child(node, name) ?? child(node, `atom:${name}`) ?? child(node, `itunes:${name}`)
  const { name, url } = splitMailbox(looseLine(part('name')?.text ?? node.text))
  const address = part('uri') ?? part('url') ?? part('homepage')
  const link = address === undefined ? url : absoluteUrl(address.text, address.base ?? base)
  // An address alone still says whose page is meant; it stands as printed.
  return createClaim({ source, text: name === '' ? (link ?? '') : name, place: node.name, url: link, role })
}

/** RSS 2.0 `author`: "mail (Name)", "Name <mail>", or against its specification just a name. */
function mailbox(node: XmlNode, source: ClaimSource): Claim | null {
  const { name, url } = splitMailbox(looseLine(node.text.replace(angleMail, '($1)')))
  return createClaim({ source, text: name, place: node.name, url, role: null })
}

const angleMail = /<\s*([^\s<>@]+@[^\s<>]+)\s*>/g
const mail = /(?:mailto:)?[^\s<>()@,;"]{1,64}@[^\s<>()@,;"]{1,255}/g

/** The name beside an e-mail address. The address itself is no name and is nobody's business: it is left out. */
function splitMailbox(text: string): { name: string; url: string | null } {
  if (/^https?:\/\/\S+$/.test(text)) return { name: '', url: text }
  if (!text.includes('@')) return { name: unwrap(text), url: null }
  // A handle such as "@name" has nothing before the sign and stays.
  return {
    name: unwrap(
      text
        .replace(mail, ' ')
        .replace(/\(\s*\)/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
    url: null,
  }
}

/** "(Name)" → "Name". */
function unwrap(text: string): string {
  return (/^\(([^()]*)\)$/.exec(text)?.[1] ?? text).replace(/^["'\s,;-]+|["'\s,;-]+$/g, '')
}

function named(node: XmlNode, source: ClaimSource, role: string | null, base: string): Claim | null {
  const raw = node.text.replace(angleMail, '($1)')
  const { name, url } = splitMailbox(looseLine(raw))
  const href = raw.includes('<') ? /<a\s[^<>]{0,300}?href\s*=\s*["']([^"'<>]+)/i.exec(raw)?.[1] : undefined
  const link = href === undefined ? null : absoluteUrl(href, node.base ?? base)
  return createClaim({ source, text: name, place: node.name, url: link ?? url, role })
}

function mediaCredit(node: XmlNode): Claim | null {
  const role = looseLine(node.attributes.role ?? '').toLowerCase()
  return createClaim({
    source: 'feed:media:credit',
    text: looseLine(node.text),
    place: 'media:credit',
    url: null,
    role,
  })
}

/** Where a copied item came from: the other feed's title (an organisation) and the authors it names. */
function sourceClaims(node: XmlNode, base: string): Claim[] {
  const title = lineOf(child(node, 'title') ?? node)
  const publication = createClaim({ source: 'feed:source', text: title, place: 'source', url: null, role: 'source' })
  const authors = childrenNamed(node, 'author').map((author) => person(author, 'feed:source:author', 'source', base))
  return [organisation(publication), ...authors].filter((claim) => claim !== null)
}

export function organisation(claim: Claim | null): Claim | null {
  return claim === null ? null : { ...claim, statedType: 'organisation' }
}

type Raw = { source: ClaimSource; text: string; place: string; url: string | null; role: string | null }

/** Null when no name is left. */
export function createClaim({ source, text, place, url, role }: Raw): Claim | null {
  const name = text.length > maxText ? text.slice(0, maxText) : text
  if (name === '') return null
  return { source, text: name, place, url, statedType: null, sameAs: [], role: role === '' ? null : role }
}

export function addClaim(claims: Claim[], claim: Claim | null): void {
  if (claim === null || claims.length >= maxClaims) return
  if (!claims.some(({ source, text, role }) => source === claim.source && text === claim.text && role === claim.role)) {
    claims.push(claim)
  }
}
