// What a message asks of its callers and of its language: for the tests that hold every translation against English.
import { IntlMessageFormat } from 'intl-messageformat'

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** Numbers of the parser's kinds of elements, whose names exist for its types alone. */
const kinds = { literal: 0, argument: 1, number: 2, select: 5, plural: 6, pound: 7, tag: 8 } as const

export type MessageShape = {
  /** `{name}`, `{n, number}` and so on, `{n, plural}`, `{x, select a b}`, `<tag>`; each once, sorted. */
  readonly parts: readonly string[]
  /** Of each plural: its categories and exact numbers, `one`, `other`, `=0`. */
  readonly plurals: readonly (readonly string[])[]
}

/** Throws SyntaxError when the text is no ICU message. */
export function shapeOf(text: string, locale: string): MessageShape {
  const parts = new Set<string>()
  const plurals: string[][] = []
  const look = (elements: readonly Element[]): void => {
    for (const element of elements) {
      switch (element.type as number) {
        case kinds.argument:
          parts.add(`{${named(element)}}`)
          break
        case kinds.number:
          parts.add(`{${named(element)}, number}`)
          break
        case kinds.select:
          parts.add(`{${named(element)}, select ${Object.keys(optionsOf(element)).toSorted().join(' ')}}`)
          break
        case kinds.plural:
          parts.add(`{${named(element)}, number}`)
          plurals.push(Object.keys(optionsOf(element)))
          break
        case kinds.tag:
          parts.add(`<${named(element)}>`)
          look((element as unknown as { children: Element[] }).children)
          break
      }
      for (const option of Object.values(optionsOf(element))) look(option.value)
    }
  }
  look(new IntlMessageFormat(text, locale).getAst())
  return { parts: [...parts].toSorted(), plurals }
}

/** The plural categories that whole numbers of everyday size take in a language. Source: CLDR, by Intl. */
export function everydayCategories(locale: string): string[] {
  const rules = new Intl.PluralRules(locale)
  return [...new Set(Array.from({ length: 1200 }, (_, n) => rules.select(n)))].toSorted()
}

function named(element: Element): string {
  return 'value' in element && typeof element.value === 'string' ? element.value : ''
}

function optionsOf(element: Element): Record<string, { value: Element[] }> {
  return 'options' in element && element.options !== null && typeof element.options === 'object' ? element.options : {}
}
