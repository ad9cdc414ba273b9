// What can be odd about a paper or a column: each trait is a label in the data, does what it says, and is tested to occur.

/** Traits of a whole paper, in `paper.json`. */
export const paperTraits = [
  'rss-2.0',
  'rss-1.0',
  'atom',
  'json-feed',
  'news-sitemap-only',
  'websub-absent',
  'windows-1254',
  'iso-8859-9',
  'feed-without-authors',
  'author-pages-without-feed',
  'author-same-as',
  'author-rel-me',
  'house-in-meta-author',
  'tracking-links',
  'relative-links',
  'robots-disallows-a-section',
  'robots-missing',
  'tdm-reservation',
  'bylines-in-capitals',
  'bylines-last-name-first',
  'pictures',
] as const

/** Traits of one column, in the `traits:` line of `columns.md`. */
export const columnTraits = [
  'two-writers',
  'three-writers',
  'editorial',
  'cartoon',
  'agency',
  'letter',
  'interview',
  'podcast',
  'guest',
  'placeholder-author',
  'syndicated-original',
  'copy-names-original',
  'copy-claims-itself',
  'writer-of-two-papers',
  'same-name-other-person',
  'paywalled',
  'partly-paid',
  'nosnippet',
  'max-snippet',
  'noindex',
  'data-nosnippet',
  'x-robots-tag',
  'disallowed-section',
  'headline-changes',
  'withdrawn-later',
  'date-in-2099',
  'date-missing',
  'long-headline',
  'emoji-headline',
  'duplicate-guid',
  'right-to-left-guest',
] as const

export type PaperTrait = (typeof paperTraits)[number]
export type ColumnTrait = (typeof columnTraits)[number]
