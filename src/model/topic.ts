// What columns are about, as sections of papers are named everywhere: few enough to be found in every language.

/** In the order in which pages list them. A topic's name is its address: `/topic/economy`. */
export const topics = [
  'politics',
  'world',
  'economy',
  'society',
  'law',
  'security',
  'education',
  'health',
  'science',
  'technology',
  'environment',
  'culture',
  'books',
  'media',
  'history',
  'religion',
  'sport',
  'travel',
  'food',
] as const

export type Topic = (typeof topics)[number]
