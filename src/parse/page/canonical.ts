// Which address the page calls its own, and whether that can be believed.
import { getDomain } from 'tldts'
import type { CanonicalUrl } from '../../model/index.ts'
import { canonicalUrl } from '../canonical-url.ts'
import { metaText } from './text.ts'
import type { PageDom } from './page-dom.ts'

export type Canonical = {
  /** The declared address when it is plausible. */
  readonly url: CanonicalUrl | null
  /** A declared address at another publisher: evidence of syndication, never our link's address. */
  readonly elsewhere: CanonicalUrl | null
  readonly problem: string | null
}

/**
 * rel=canonical (RFC 6596), else og:url, of the same registrable domain and of a piece rather than a home or section page.
 * A page of several addresses may name a shorter one; a home page or a parent folder of the page's address is refused.
 */
export function readCanonical(dom: PageDom): Canonical {
  const declared = [dom.links.find((link) => /(?:^|\s)canonical(?:\s|$)/.test(link.rel))?.href, metaText(dom, 'og:url')]
  let elsewhere = sourceElsewhere(dom)
  let problem: string | null = null
  for (const href of declared) {
    if (href === undefined || href === null) continue
    const url = canonicalUrl(href, dom.baseUrl)
    if (url === null) problem ??= 'the canonical address is none we could visit'
    else if (url === dom.url) return { url, elsewhere, problem }
    else if (isOther(url, dom.url)) elsewhere ??= url
    else if (isJunk(url, dom.url)) problem ??= `the canonical address ${url} is not this piece's`
    else return { url, elsewhere, problem }
  }
  return {
    url: null,
    elsewhere,
    problem: problem ?? (elsewhere === null ? null : `the canonical address is at another publisher, ${elsewhere}`),
  }
}

/** Where a copy says that it was published first, beside a canonical address of its own. Source: Google News source tags, 2010. */
function sourceElsewhere(dom: PageDom): CanonicalUrl | null {
  const named = metaText(dom, 'syndication-source') ?? metaText(dom, 'original-source')
  const url = named === null ? null : canonicalUrl(named, dom.baseUrl)
  return url !== null && isOther(url, dom.url) ? url : null
}

function isOther(url: string, page: string): boolean {
  const own = hostOf(page)
  const other = hostOf(url)
  return own !== other && (getDomain(own) ?? own) !== (getDomain(other) ?? other)
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? ''
}

function isJunk(url: string, page: string): boolean {
  const address = URL.parse(url)
  const path = trimmed(address?.pathname ?? '/')
  const search = address?.search ?? ''
  const own = trimmed(URL.parse(page)?.pathname ?? '/')
  if (path === own) return false
  if (path === '' || /^\/(?:index|home|default)(?:\.\w+)?$/i.test(path)) return search === ''
  return (
    own.startsWith(`${path}/`) &&
    !/\d/.test(path.split('/').at(-1) ?? '') &&
    path.split('/').length <= 3 &&
    !/^\/(?:amp|print)?$/.test(own.slice(path.length))
  )
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '')
}
