// Writes HTML and XML: a template that escapes what it is given, as every paper's own press room should.

/** Markup that is already safe. */
export type Markup = { readonly markup: string }
type Piece = Markup | string | number | null | undefined | false | readonly Piece[]

/** Escapes every value unless it is `Markup`; arrays are joined; null, undefined and false are nothing. */
export function markup(strings: TemplateStringsArray, ...values: Piece[]): Markup {
  return { markup: strings.reduce((text, string, index) => text + toText(values[index - 1]) + string) }
}

export function raw(text: string): Markup {
  return { markup: text }
}

/** JSON for inside a script element. */
export function scriptJson(value: unknown): Markup {
  return raw(JSON.stringify(value).replaceAll('<', '\\u003c'))
}

export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function toText(value: Piece): string {
  if (value === null || value === undefined || value === false) return ''
  if (typeof value === 'string') return escapeMarkup(value)
  if (typeof value === 'number') return String(value)
  if ('markup' in value) return value.markup
  return value.map(toText).join('')
}
