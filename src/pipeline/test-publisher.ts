// The invented publisher whose feeds and pages the tests of this folder read.
import type { Publisher, PublisherId } from '../model/index.ts'

export const publisher: Publisher = {
  id: 1 as PublisherId,
  slug: 'harbour-herald',
  name: 'Harbour Herald',
  home: 'https://herald.example/',
  country: 'gb',
  languages: ['en'],
  contact: null,
  agreement: null,
  attributionRule: null,
}
