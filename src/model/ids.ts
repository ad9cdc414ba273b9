// Branded names for the keys and addresses that pass between steps, so that one cannot be handed over for another.

declare const brand: unique symbol
type Branded<T, B extends string> = T & { readonly [brand]: B }

export type PublisherId = Branded<number, 'PublisherId'>
export type FeedId = Branded<number, 'FeedId'>
export type ColumnId = Branded<number, 'ColumnId'>
export type ColumnistId = Branded<number, 'ColumnistId'>

/** An absolute http(s) URL without fragment and tracking parameters: a column's one address. Made by `parse/canonicalUrl`. */
export type CanonicalUrl = Branded<string, 'CanonicalUrl'>

/** A BCP 47 language tag in canonical case, such as `en`, `pt-BR`, `zh-Hant`. */
export type LanguageTag = string

/** An ISO 3166-1 alpha-2 country code in lower case, such as `tr`; `eu` is not one. */
export type CountryCode = string

export type Direction = 'ltr' | 'rtl'
