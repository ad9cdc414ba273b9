// The shape of the starter catalogue: facts about publishers, where each was found, and nothing that was not checked
// being called so. First stop of the journey: what we follow before anything is asked of anyone.
import { compile } from 'css-select'
import { z } from 'zod'
import { columnKinds } from '../model/index.ts'
import { isCountryCode, isLanguageTag } from './codes.ts'

const line = z.string().trim().min(1, 'must not be empty').max(300)

const webAddress = z
  .string()
  .refine(isWebAddress, 'must be an absolute http or https address without a fragment or password')

const languageTag = z.string().refine(isLanguageTag, 'must be a BCP 47 language tag in canonical case, such as "pt-BR"')

const countryCode = z.string().refine(isCountryCode, 'must be an ISO 3166-1 alpha-2 country code in lower case')

const slug = z
  .string()
  .regex(
    /^[\p{Ll}\p{Lo}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*$/u,
    'must be lower-case words joined by single hyphens',
  )

const selector = z.string().refine(isSelector, 'must be a CSS selector')

const columnKind = z.enum(columnKinds)

const contributorKind = z.enum([
  'person',
  'guest',
  'cartoonist',
  'editorial-board',
  'agency',
  'newsroom',
  'organisation',
  'photographer',
  'illustrator',
  'placeholder',
  'unknown',
])

/**
 * A publisher's declared way of crediting. `neverNames` are compared folded; `sections` paths begin with `/` and credit
 * everything below them. The model's AttributionRule, as strict about typing errors as data deserves.
 */
const attributionRuleSchema = z.strictObject({
  bylineSelectors: z.array(selector).min(1).readonly().exactOptional(),
  neverNames: z.array(line).min(1).readonly().exactOptional(),
  sections: z
    .array(
      z.strictObject({
        path: z.string().regex(/^\/[^\s?#]*$/, 'must be a path beginning with "/"'),
        contributor: line,
        kind: contributorKind,
      }),
    )
    .min(1)
    .readonly()
    .exactOptional(),
})

/** What the catalogue may say of an agreement; the operator's own word is kept in the archive, not here. */
const agreementSchema = z.strictObject({
  blocked: z.boolean().exactOptional(),
  maxExcerptChars: z.int().min(0).max(5000).exactOptional(),
  mayImage: z.boolean().exactOptional(),
  note: line.exactOptional(),
})

const catalogueFeedSchema = z.strictObject({
  url: webAddress,
  title: line,
  /** The section of the paper it covers, as the paper calls it; null when it covers all. */
  section: line.nullable(),
  /** `column` when everything in it is opinion; null for a general feed, whose entries are judged one by one. */
  kind: columnKind.nullable(),
  lang: languageTag,
  /** Only when it is not a feed that tells its own format: a section or author page, a sitemap. */
  format: z.enum(['rss', 'atom', 'rdf', 'json', 'sitemap', 'page']).exactOptional(),
  /** The one columnist whose pieces it holds, if it is an author's own feed. */
  columnist: line.exactOptional(),
  /** Where the address was read: a public repository and path, or a page of the publisher. */
  source: line,
  /** True only after somebody fetched it and saw columns in it. */
  checked: z.boolean(),
})

export const cataloguePublisherSchema = z.strictObject({
  slug,
  /** In the publisher's own script. */
  name: line,
  /** Other names it is looked for by, such as the Latin spelling. */
  alsoKnownAs: z.array(line).min(1).readonly().exactOptional(),
  country: countryCode,
  languages: z.array(languageTag).min(1).readonly(),
  home: webAddress,
  contact: z.union([webAddress, z.email()]).exactOptional(),
  agreement: agreementSchema.exactOptional(),
  attributionRule: attributionRuleSchema.exactOptional(),
  /** Why a feed lives under another domain than the home page, when one does. */
  feedHostNote: line.exactOptional(),
  feeds: z.array(catalogueFeedSchema).min(1, 'must list at least one feed').readonly(),
})

export const catalogueFileSchema = z.strictObject({ publishers: z.array(z.unknown()) })

export const editionSchema = z.strictObject({
  /** A country code, or `world` for all of them. */
  id: z.union([z.literal('world'), countryCode]),
  name: line,
  /** What its publishers write in, most used first; empty for `world`. */
  languages: z.array(languageTag).readonly(),
})

export type CatalogueFeed = Readonly<z.infer<typeof catalogueFeedSchema>>
export type CataloguePublisher = Readonly<z.infer<typeof cataloguePublisherSchema>>
export type Edition = Readonly<z.infer<typeof editionSchema>>

function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return (
    url !== null &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    !text.includes('#') &&
    !/\s/.test(text)
  )
}

function isSelector(text: string): boolean {
  try {
    compile(text)
    return true
  } catch {
    return false
  }
}
