// What a catalogue is. English is the measure: its keys, and the arguments and tags of each of its messages, are what callers
// may use and what every other language has to say.
import type { GetICUArgs } from '@schummar/icu-type-parser'
import type { Child } from 'hono/jsx'
import type { english } from './en.ts'

/** The English catalogue as a language fills it in; what is left out is said in English until it is translated. */
export type Translation = Worded<typeof english>

/** The messages as pages use them: `m.search`, `m.views(3)`, `m.dayTitle({ place, day })`. */
export type Catalogue = Spoken<typeof english>

/** A sentence with arguments. With one argument, its value alone will do; elements and tags make a piece of a page. */
export type Phrase<Values, Tags extends string> = [Tags] extends [never]
  ? PlainPhrase<Values> & ((values: Rich<Values>) => Child)
  : (values: Rich<Values> & Readonly<Record<Tags, (inner: Child) => Child>>) => Child

type Worded<T> = T extends string ? string : { readonly [K in keyof T]?: Worded<T[K]> }

type Spoken<T> = T extends string
  ? [keyof ValuesOf<T> | TagsOf<T>] extends [never]
    ? string
    : Phrase<ValuesOf<T>, TagsOf<T>>
  : { readonly [K in keyof T]: Spoken<T[K]> }

type ValuesOf<T extends string> = GetICUArgs<T, { ICUArgument: string; ICUNumberArgument: number }>

type TagsOf<T extends string> = T extends `${string}</${infer Name}>${infer Rest}` ? Name | TagsOf<Rest> : never

type PlainPhrase<Values> = ((values: Values) => string) &
  ([IsUnion<keyof Values>] extends [true] ? unknown : Single<Values>)

type Single<Values> = (value: Values[keyof Values]) => string

type IsUnion<T, All = T> = [T] extends [never] ? false : T extends All ? ([All] extends [T] ? false : true) : never

/** Words may be elements; numbers that decide a plural, and choices, may not. */
type Rich<Values> = {
  readonly [K in keyof Values]: Values[K] extends string ? (string extends Values[K] ? Child : Values[K]) : Values[K]
}
