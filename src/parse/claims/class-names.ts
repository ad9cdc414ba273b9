// What class names and ids say: of an author, of a box about one, of a part of the page that credits other people.
// Names repeat by the thousand on one site, so each is judged once and remembered.
import type { Zone } from './zones.ts'

export type NameMark = 'strong' | 'loose' | 'box' | 'card' | 'weak'
export type NameFacts = {
  readonly mark: NameMark | null
  /** The name also speaks of a box about the author. */
  readonly box: boolean
  readonly zone: Zone | null
  /** Judged as a footer unless it is a part of the article. */
  readonly headline: boolean
}

const known = new Map<string, NameFacts>()
const maxKnown = 30_000
const nothing: NameFacts = { mark: null, box: false, zone: null, headline: false }

const knownPairs = new Map<string, Map<string, NameFacts>>()
let pairs = 0

/** The same for a class and an id, joined only when they have not been seen together. */
export function factsOfClassAndId(name: string, id: string): NameFacts {
  if (id === '') return factsOfName(name)
  if (name === '') return factsOfName(id)
  let withName = knownPairs.get(name)
  const remembered = withName?.get(id)
  if (remembered !== undefined) return remembered
  if (++pairs > maxKnown) {
    knownPairs.clear()
    withName = undefined
    pairs = 1
  }
  const facts = factsOfName(`${name} ${id}`)
  if (withName === undefined) knownPairs.set(name, (withName = new Map()))
  withName.set(id, facts)
  return facts
}

/** `name` is an element's class and id as they stand. Case does not matter. */
export function factsOfName(name: string): NameFacts {
  if (name === '' || name.length > 600) return nothing
  const remembered = known.get(name)
  if (remembered !== undefined) return remembered
  const lower = name.toLowerCase()
  const rejected = notAuthorName.test(lower)
  const facts: NameFacts = {
    mark:
      !rejected && strongName.test(lower)
        ? 'strong'
        : !rejected && looseName.test(lower)
          ? 'loose'
          : boxName.test(lower)
            ? 'box'
            : rejected
              ? null
              : /(?:^|\s)(?:p-author|h-card|vcard)(?:\s|$)/.test(lower)
                ? 'card'
                : weakName.test(lower)
                  ? 'weak'
                  : null,
    box: boxName.test(lower),
    zone: zoneOfName(lower),
    headline: /title|headline|titel|heading/.test(lower),
  }
  if (known.size >= maxKnown) known.clear()
  known.set(name, facts)
  return facts
}

/** Class, id, itemprop and the like that speak of an author. */
const strongName =
  /(?:^|[\s_-])(?:by-?lines?|bylines?[a-z]*|author-?names?|(?:article|post|entry|story|content|news|page|blog|single|meta)[_-]*(?:author|autor|byline|writer)s?|author[_-]*(?:link|info|meta|byline|line|title|fullname)|authors?|autor(?:en|in|es|e)?|autoren-?\w*|autor-?(?:name|zeile|info|link)|auteurs?|autore|autori|verfasser|creator|skribent|forfatter|kirjoittaja|yazar(?:-?adi)?|writers?|columnists?|kolumnist|journalists?|reporters?|contributors?|posted-?by|written-?by|by-?author|redakteur|firma|penulis|reporter|dateline-author|credits?-?author|p-author|autorid|szerzo)(?:$|[\s_-])/
const looseName = /auth(?:or|_)|autor|byline|verfass|writer|byName|by-name|redakteur|journalist|columnist/i
const weakName =
  /(?:^|[\s_-])(?:vcard|fn|h-card|p-name|credits?|source|quelle|kuerzel|meta|post-?info|entry-?meta|article-?info|article-?meta|postmetadata|dateline|info|subline|subtitle|signature|signatur|by|details)(?:$|[\s_-])/
const notAuthorName =
  /author(?:iz|is|ity)|(?:image|photo|picture|foto|bild|img|caption|video|media|figure|thumb|avatar|icon|logo)[_-]*(?:credits?|author|autor|source|copyright|byline)?(?:$|[\s_-])|figcaption|author-?(?:image|img|photo|pic|avatar|social|bio|description|desc|email|articles|posts|more)|follow|share|social|tags?(?:$|[\s_-])|comment-author|count|date(?:$|\s)|newsletter|copyright/
const boxName =
  /author-?(?:box|bio|card|profile|info|block|about|description|desc|section|teaser|details|wrap\w*|container)|about-?(?:the-?)?author|autor(?:en)?-?(?:box|info|profil|kasten|beschreibung)|bio(?:graphy)?(?:$|[\s_-])|(?:post|entry|article)-author-(?:box|bio)|saboxplugin|ueber-?(?:den|die)-?autor/

const commentsName =
  /(?:^|[\s_-])(?:comments?|comment-?list|commentlist|commenti|kommentare|comentarios|commentaires|disqus\w*|respond|replies|reply|user-?comments?|leserkommentare|reacties|forum-?posts?|threads?|community|discussions?|diskussion\w*|leserforum|member|trackbacks?|pingbacks?|guestbook)(?:$|[\s_-])/
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

function zoneOfName(name: string): Zone | null {
  if (tagsName.test(name)) return 'tags'
  if (pictureName.test(name)) return 'picture'
  if (embedName.test(name)) return 'embed'
  if (commentsName.test(name) && !notComments.test(name)) return 'comments'
  if (navigationName.test(name)) return 'navigation'
  if (relatedName.test(name)) return 'related'
  return footerName.test(name) && !/article|post|entry|story|content|author/.test(name) ? 'footer' : null
}
