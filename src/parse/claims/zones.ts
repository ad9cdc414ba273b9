// Which part of the page an element stands in: what people other than the piece's maker are credited in.
import type { Element } from 'domhandler'

export type Zone = 'comments' | 'related' | 'navigation' | 'footer' | 'embed' | 'picture' | 'tags'

const commentsName =
  /(?:^|[\s_-])(?:comments?|comment-?list|commentlist|commenti|kommentare|comentarios|commentaires|disqus\w*|respond|replies|reply|user-?comments?|leserkommentare|reacties|forum-?posts?|trackbacks?|pingbacks?|guestbook)(?:$|[\s_-])/
const notComments =
  /comments?-?(?:open|closed|count|link|off|icon|toggle|number)|kommentar(?!e)|no-comments|hide-comments/
const relatedName =
  /(?:^|[\s_-])(?:related|recommend\w*|recirc\w*|read-?more|more-(?:from|on|stories|news|articles|posts|in)|mehr-?(?:zum|artikel|von|aus|news|beitraege)|also|most-?(?:read|popular|viewed|shared|recent)|meistgelesen\w*|meist-?gelesene?\w*|popular|trending|top-?stories|latest|newest|neueste|aktuelle-?\w*|weitere\w*|further-?\w*|similar|aehnliche\w*|passend\w*|teasers?|teaser-?\w+|promo|promos|sidebar\w*|side-?bar|widget-?area|widget_\w+|aside|rail|right-?col\w*|outbrain|taboola|plista|newsletter|upnext|up-next|next-?post|prev-?post|previous-?post|post-navigation|nav-(?:previous|next)|carousel|slider|river|newsticker|ticker|verwandte\w*|summary-?items?(?:__\w+)?|(?:story|article|news|post|podcast|episode|content|blog|entry|item|preview)-?cards?(?:__\w+)?|empfehlung\w*|relacionad\w+|correlat\w+|mas-?leid\w+|lo-?mas|plus-?lus|articles?-?list|post-?list|story-?list|card-?list|feed-?list|list-?posts|posts-?grid|cross-?link\w*|linkbox|infobox|siehe-?auch)(?:$|[\s_-])/
const navigationName =
  /(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|topbar|masthead-nav|mega-?menu|site-?header|page-?header-nav|cookie\w*|consent\w*|modal|popup|overlay|login)(?:$|[\s_-])/
const footerName =
  /(?:^|[\s_-])(?:footer|site-?footer|page-?footer|global-?footer|colophon|copyright|impressum|imprint|legal)(?:$|[\s_-])/

const pictureName =
  /(?:^|[\s_-])(?:wp-caption|image-?caption|photo-?caption|bildunterschrift|bildautor\w*|bildnachweis|bildquelle|foto-?credits?|photo-?credits?|image-?credits?|picture|slideshow|bildergalerie|lightbox|pswp\S*|media-?caption|legende|legend|epigrafe|didascalia|bildtext|byline-?photo|photographers?|fotograf\w*|image-author|photo-author)(?:$|[\s_-])/
const tagsName =
  /(?:^|[\s_-])(?:tags?|article-?tags|tag-?(?:list|cloud|links?)|tagcloud|topics?|topic-?list|keywords?|themen|schlagworte?|schlagwoerter|hashtags?|etiquetas|categories|category-?list|rubriken)(?:$|[\s_-])|(?:tags?|topics|keywords)(?:$|\s)/
const embedName =
  /(?:^|[\s_-])(?:twitter-tweet|tweet|fb-post|instagram-media|tiktok-embed|embed|embedded|external-?link\w*|oembed|storify|quote|blockquote|pullquote|zitat|testimonial)(?:$|[\s_-])|externallinkembed/

/** The zone that an element opens, or null. `name` is its class and id in lower case. */
export function zoneOf(element: Element, name: string): Zone | null {
  const tag = element.name
  if (tag === 'nav') return 'navigation'
  if (tag === 'figure' || tag === 'figcaption' || tag === 'picture') return 'picture'
  if (tag === 'blockquote') return 'embed'
  if (tag === 'aside') return 'related'
  const itemtype = element.attribs['itemtype']
  if (itemtype !== undefined && /Comment|UserComments/.test(itemtype)) return 'comments'
  if (element.attribs['itemprop'] === 'comment' || element.attribs['itemprop'] === 'publisher') return 'comments'
  if (name === '') return tag === 'footer' && !insideArticle(element) ? 'footer' : null
  if (tagsName.test(name)) return 'tags'
  if (pictureName.test(name)) return 'picture'
  if (embedName.test(name)) return 'embed'
  if (commentsName.test(name) && !notComments.test(name)) return 'comments'
  if (navigationName.test(name)) return 'navigation'
  if (relatedName.test(name)) return 'related'
  if (
    (tag === 'footer' && !insideArticle(element)) ||
    (footerName.test(name) && !/article|post|entry|story|content|author/.test(name))
  )
    return 'footer'
  return null
}

function insideArticle(element: Element): boolean {
  let node = element.parent
  for (let up = 0; up < 6 && node !== null; up++, node = node.parent)
    if ('name' in node && (node.name === 'article' || node.name === 'main')) return true
  return false
}
