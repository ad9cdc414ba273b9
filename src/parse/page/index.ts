// One page's HTML becomes what it says of itself: address, headline, dates, access, body, wishes. Nothing is decided here.
import type { PageFacts } from '../../model/index.ts'
import { readClaims } from '../claims/read-claims.ts'
import { languageTag } from '../language.ts'
import { declaredAccess } from './access.ts'
import { readBody } from './body.ts'
import { readCanonical } from './canonical.ts'
import { readDates } from './dates.ts'
import { readDek, siteSlogans } from './dek.ts'
import { readDirectives } from './directives.ts'
import { readImage, readImageAlt } from './image.ts'
import { ldText } from './json-ld.ts'
import { readKindHints } from './kinds.ts'
import { readFeeds, readLinks } from './links.ts'
import { readLabels } from './labels.ts'
import { mainNodes } from './main-node.ts'
import { readDom } from './build-dom.ts'
import type { PageDom } from './page-dom.ts'
import { crumbTrail, readPublisher, readSection, siteNames } from './publisher.ts'
import { visibleAccess } from './seen-access.ts'
import { readSelectors } from './selectors.ts'
import { metaText } from './text.ts'
import { findHeadline, readTitle } from './title.ts'
import { countWords } from './words.ts'

export { readDom } from './build-dom.ts'
export type { PageDom } from './page-dom.ts'

export type PageOptions = {
  /** Where the page was fetched. */
  readonly url: string
  /** Response headers by lower-case name; only content-language is read here. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined
  /** Characters of HTML read, 1.5 million unless told. */
  readonly maxChars?: number | undefined
  /** Judges access by what can be seen instead of what is declared. */
  readonly maskDeclaredAccess?: boolean | undefined
  /** Also collects the page's links: for author and section pages that serve as sources. */
  readonly links?: boolean | undefined
  /** A publisher's declared byline: CSS selectors whose text is the credit, best first. */
  readonly bylineSelectors?: readonly string[] | undefined
  /** No date later than a day after this is believed. */
  readonly now?: Date | undefined
}

/** Facts of one page in one bounded reading; never throws. What could not be read stands in `problems`. */
export function parsePage(html: string, options: PageOptions): PageFacts {
  const { url, maxChars, bylineSelectors = [] } = options
  const attributes = bylineSelectors.some((selector) => /[[:]/.test(selector)) ? 'all' : 'asked'
  const readAll = () => readDom(html, url, { maxChars, attributes: 'all' })
  return pageFacts(readDom(html, url, { maxChars, attributes, takesOver: true }), options, readAll)
}

/** The same for a tree that is there already; `readAll` makes one with all attributes, if the page's own selectors need them. */
function pageFacts(dom: PageDom, options: PageOptions, readAll: () => PageDom): PageFacts {
  const problems = [...dom.problems]
  const nodes = mainNodes(dom)
  const canonical = readCanonical(dom)
  if (canonical.problem !== null) problems.push(canonical.problem)
  const title = readTitle(dom, nodes, siteNames(dom, nodes))
  const crumbs = crumbTrail(dom)
  const section = readSection(dom, nodes, title, crumbs)
  const lang = readLanguage(dom, ldText(nodes.article?.['inLanguage']), options.headers?.['content-language'])
  const headline = findHeadline(dom, title)
  const declared = declaredAccess(dom, nodes)
  const paid = readSelectors(declared.paidSelectors)
  if (paid.testsAttributes && !dom.hasAllAttributes) return pageFacts(readAll(), options, readAll)
  for (const selector of paid.unreadable) problems.push(`the selector of a paid part, ${selector}, could not be read`)
  const body = readBody(dom, { paid, title, headline, opening: ldText(nodes.article?.['articleBody']) })
  const dates = readDates(dom, nodes, { lang, now: options.now, headline: headline ?? body.container })
  const words = countWords(body.paragraphs)
  const image = readImage(dom, nodes)
  const masked = options.maskDeclaredAccess === true
  const shown = masked && paid.size > 0 ? readBody(dom, { paid: readSelectors([]), title, headline }) : body
  const access =
    masked || declared.access === 'unknown'
      ? visibleAccess(dom, nodes, {
          maskDeclared: masked,
          words: shown === body ? words : countWords(shown.paragraphs),
          body: shown,
          headline,
        })
      : declared.access
  return {
    url: options.url,
    canonicalUrl: canonical.url,
    canonicalElsewhere: canonical.elsewhere,
    title,
    dek: readDek(dom, nodes, title, siteSlogans(dom)),
    publisher: readPublisher(dom, nodes),
    section,
    labels: readLabels(dom, nodes, crumbs),
    kindHints: readKindHints(dom, nodes, section, crumbs),
    publishedAt: dates.publishedAt,
    publishedOn: dates.publishedOn,
    publishedOffsetMinutes: dates.publishedOffsetMinutes,
    modifiedAt: dates.modifiedAt,
    modifiedOffsetMinutes: dates.modifiedOffsetMinutes,
    lang,
    image,
    imageAlt: readImageAlt(dom, nodes, image),
    access,
    paidSelectors: declared.paidSelectors,
    paragraphs: paid.unreadable.length > 0 || declared.wholePaid ? [] : body.paragraphs,
    words: words === 0 ? null : words,
    claims: readClaims(dom, { nodes, title, headline, bylineSelectors: options.bylineSelectors ?? [] }),
    directives: readDirectives(dom),
    feeds: readFeeds(dom),
    links: options.links === true ? readLinks(dom) : [],
    problems,
  }
}

function readLanguage(dom: PageDom, inLanguage: string | null, header: string | undefined): string | null {
  for (const declared of [
    dom.lang,
    inLanguage,
    metaText(dom, 'content-language', 'language', 'dc.language', 'dcterms.language', 'og:locale', 'inlanguage'),
    header,
  ]) {
    const tag = languageTag(declared)
    if (tag !== null) return tag
  }
  return null
}
