// What class names and ids say: of an author, of a box about one, of a part of the page that credits other people.
import { askOnce, type WrittenName } from '../page/written-names.ts'
import type { Zone } from './zones.ts'

export type NameMark = 'strong' | 'loose' | 'box' | 'card' | 'weak'
export type NameFacts = {
  readonly mark: NameMark | null
  /** The name also speaks of a box about the author. */
  readonly box: boolean
  readonly zone: Zone | null
}

/** Characters of a class and an id; nobody names things at more length. */
const maxChars = 600

const plain: NameFacts = { mark: null, box: false, zone: null }

/** What a class and an id say together, as if they were one text. Case does not matter. */
export function factsOfNames(ofClass: WrittenName | undefined, ofId: WrittenName | undefined): NameFacts {
  if (ofClass === undefined) return ofId === undefined ? plain : factsOfName(ofId)
  return ofId === undefined ? factsOfName(ofClass) : factsOfPair(ofClass, ofId)
}

function factsOfPair(one: WrittenName, other: WrittenName): NameFacts {
  if (one.text.length + other.text.length >= maxChars) return plain
  const says = (question: (name: WrittenName) => boolean) => question(one) || question(other)
  return factsOf(marksIn(one) | marksIn(other), zonesIn(one) | zonesIn(other), says)
}

/** What the value of another attribute says that is put as classes are. */
export function markOfText(text: string): NameMark | null {
  if (text === '' || text.length > maxChars) return null
  const lower = text.toLowerCase()
  return markOf(bitsOf(lower, markPatterns), () => notAuthorName.test(lower))
}

/** Whether a class or an id speaks of a headline. */
export const isHeadlineName = askOnce((name) => /title|headline|titel|heading/i.test(name))

/** Class, id, itemprop and the like that speak of an author. */
const strongName =
  /(?:^|[\s_-])(?:by-?lines?|bylines?[a-z]*|author-?names?|(?:article|post|entry|story|content|news|page|blog|single|meta)[_-]*(?:author|autor|byline|writer)s?|author[_-]*(?:link|info|meta|byline|line|title|fullname)|authors?|autor(?:en|in|es|e)?|autoren-?\w*|autor-?(?:name|zeile|info|link)|auteurs?|autore|autori|verfasser|creator|skribent|forfatter|kirjoittaja|yazar(?:-?adi)?|writers?|columnists?|kolumnist|journalists?|reporters?|contributors?|posted-?by|written-?by|by-?author|redakteur|firma|penulis|reporter|dateline-author|credits?-?author|p-author|autorid|szerzo)(?:$|[\s_-])/
const looseName = /auth(?:or|_)|autor|byline|verfass|writer|byname|by-name|redakteur|journalist|columnist/
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
  /(?:^|[\s_-])(?:related|recommend\w*|recirc\w*|read-?more|more-(?:from|on|stories|news|articles|posts|in)|mehr-?(?:zum|artikel|von|aus|news|beitraege)|also|most-?(?:read|popular|viewed|shared|recent)|meistgelesen\w*|meist-?gelesene?\w*|popular|trending|top-?stories|latest|newest|neueste|aktuelle-?\w*|weitere\w*|further-?\w*|similar|aehnliche\w*|passend\w*|teasers?|teaser-?\w+|promo|promos|sidebar\w*|side-?bar|widget-?area|widget_\w+|aside|rail|right-?col\w*|outbrain|taboola|plista|newsletter|upnext|up-next|next-?post|prev-?post|previous-?post|post-navigation|nav-(?:previous|next)|carousel|slider|river|newsticker|ticker|verwandte\w*|summary-?items?(?:__\w+)?|(?:story|article|news|post|podcast|episode|content|blog|entry|item|preview)-?cards?(?:__\w+)?|empfehlung\w*|relacionad\w+|correlat\w+|mas-?leid\w+|lo-?mas|plus-?lus|articles?-?list|post-?list|story-?list|card-?list|feed-?list|list-?posts|posts-?grid|cross-?link\w*|linkbox|infobox|siehe-?auch|(?:diger|other|otros|otras|autres|andere|altri|outros|inne|drugi)[-_](?:yazarlar|authors?|writers|columnists|autores|auteurs|autoren|autori|columnistas|articles|posts|stories|haberler|artikel))(?:$|[\s_-])/
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
const cardName = /(?:^|\s)(?:p-author|h-card|vcard)(?:\s|$)/
const articleName = /article|post|entry|story|content|author/

/** A bit for each pattern, in order. No pattern reaches over the space between two names. */
const markPatterns = [strongName, looseName, boxName, cardName, weakName]
const markBit = { strong: 1, loose: 2, box: 4, card: 8, weak: 16 } as const
const zonePatterns = [tagsName, pictureName, embedName, commentsName, navigationName, relatedName, footerName]
const zoneBit = { tags: 1, picture: 2, embed: 4, comments: 8, navigation: 16, related: 32, footer: 64 } as const

/** Most names match none of them, and one look costs less than seven. */
const anyMark = anyOf(markPatterns)
const anyZone = anyOf(zonePatterns)

const factsOfName = askOnce((text, name): NameFacts =>
  text.length > maxChars ? plain : factsOf(marksIn(name), zonesIn(name), (question) => question(name)),
)
const marksIn = askOnce((name) => bitsIfAny(name, anyMark, markPatterns))
const zonesIn = askOnce((name) => bitsIfAny(name, anyZone, zonePatterns))
const isNoAuthor = askOnce((name) => notAuthorName.test(name.toLowerCase()))
const isNoComments = askOnce((name) => notComments.test(name.toLowerCase()))
const isOfArticle = askOnce((name) => articleName.test(name.toLowerCase()))

function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'))
}

function bitsIfAny(name: string, any: RegExp, patterns: readonly RegExp[]): number {
  const lower = name.toLowerCase()
  return any.test(lower) ? bitsOf(lower, patterns) : 0
}

function bitsOf(lower: string, patterns: readonly RegExp[]): number {
  let bits = 0
  for (const [at, pattern] of patterns.entries()) if (pattern.test(lower)) bits |= 1 << at
  return bits
}

type Says = (question: (name: WrittenName) => boolean) => boolean

function factsOf(marks: number, zones: number, says: Says): NameFacts {
  if (marks === 0 && zones === 0) return plain
  return {
    mark: markOf(marks, () => says(isNoAuthor)),
    box: (marks & markBit.box) !== 0,
    zone: zones === 0 ? null : zoneOf(zones, says),
  }
}

function markOf(bits: number, isRejected: () => boolean): NameMark | null {
  if (bits === 0) return null
  const isAuthor = !isRejected()
  if (isAuthor && (bits & markBit.strong) !== 0) return 'strong'
  if (isAuthor && (bits & markBit.loose) !== 0) return 'loose'
  if ((bits & markBit.box) !== 0) return 'box'
  if (isAuthor && (bits & markBit.card) !== 0) return 'card'
  return isAuthor && (bits & markBit.weak) !== 0 ? 'weak' : null
}

function zoneOf(bits: number, says: Says): Zone | null {
  if ((bits & zoneBit.tags) !== 0) return 'tags'
  if ((bits & zoneBit.picture) !== 0) return 'picture'
  if ((bits & zoneBit.embed) !== 0) return 'embed'
  if ((bits & zoneBit.comments) !== 0 && !says(isNoComments)) return 'comments'
  if ((bits & zoneBit.navigation) !== 0) return 'navigation'
  if ((bits & zoneBit.related) !== 0) return 'related'
  return (bits & zoneBit.footer) !== 0 && !says(isOfArticle) ? 'footer' : null
}
