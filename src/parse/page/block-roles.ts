// What the names of a class or id say about a part of a page: words of many sites' markup, as data.
import { askOnce } from './written-names.ts'

export type BlockRole = 'plain' | 'furniture'

/** Words within class and id names, matched at a word's beginning: `article-related`, `relatedLinks`, `js_related`. */
const furnitureWords =
  'comment disqus respond sidebar related recirc recommend recomend similar promo promot newsletter subscri signup sign-up signin share sharing social sociable follow-us toolbar tool-bar breadcrumb crumb cookie consent gdpr privacy banner advert adslot ad-slot ad-container sponsor outbrain taboola footer foot masthead menu nav widget popup pop-up modal overlay lightbox tooltip caption credit copyright byline by-line author autor autoren bio tags taglist tag-list keyword topics meta postmeta date datum dateline timestamp published pubdate updated rating poll quiz most-read mostread most-popular popular trending more-on more-from moreon read-more readmore read-also read-next readnext also-read inline-related infobox info-box factbox fact-box pullquote pull-quote correction disclaimer audio listen player podcast gallery slideshow slider carousel sr-only visually-hidden visuallyhidden screen-reader screenreader hidden toc table-of-contents tableofcontents jump skip login log-in register piano offer donate donation support-us teaser teasers embed tweet instagram pagination pager prev-next post-navigation next-article footnote source-list endnote reading-time readtime kicker eyebrow dachzeile bookmark print whatsapp telegram notification push alert live-blog-nav summary-box ticker weather stock cta call-to-action appeal membership contribute'.split(
    ' ',
  )
const furniture = new RegExp(`(?:^|[\\s_-]|[a-z](?=[A-Z]))(?:${furnitureWords.join('|')})(?![a-z]{5})`, 'i')
/** Names of the body itself win over furniture's: `article-body--with-sidebar`, `has-comments`. */
const bodyName =
  /(?:article|story|entry|post|page|news|content|main|single)[-_]*(?:body|text|content|inner|copy|main|wrap\w*|container|page|detail)|articlebody|^(?:article|story|entry|post|hentry|content|main)$|(?:^|\s)(?:article|story|entry|post|hentry|content|main)(?:\s|$)/i
const layoutName =
  /(?:^|[\s_-])(?:has|with|no|without|is|can|template|layout|grid|col|row|page|single|wp|elementor|fusion|vc)[-_]/i
const furnitureRoles: ReadonlySet<string> = new Set([
  'navigation',
  'complementary',
  'dialog',
  'alertdialog',
  'banner',
  'contentinfo',
  'search',
  'menu',
  'menubar',
  'toolbar',
  'tooltip',
  'status',
  'alert',
])

/** Judges an element by its class or its id. */
export const roleOf = askOnce((names): BlockRole =>
  isFurniture(names.length > 300 ? names.slice(0, 300) : names) ? 'furniture' : 'plain',
)

/** ARIA landmarks and widgets that hold no piece. */
export function isFurnitureRole(role: string | undefined): boolean {
  return role !== undefined && furnitureRoles.has(role)
}

function isFurniture(names: string): boolean {
  if (names === '' || !furniture.test(names)) return false
  if (bodyName.test(names)) return false
  return names.split(/\s+/).some((name) => furniture.test(name) && !layoutName.test(name))
}
