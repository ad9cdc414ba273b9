// Every language says everything that English says, with the same arguments and tags and the plurals of its own.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { interfaceLanguages, type LanguageCode } from '../src/serve/http/interface-language.ts'
import { english } from '../src/serve/web/messages/en.ts'
import { translations } from '../src/serve/web/messages/translations.ts'
import { everydayCategories, shapeOf, type MessageShape } from './message-shape.ts'

const original = leavesOf(english)
const languages = Object.keys(interfaceLanguages) as LanguageCode[]

for (const code of languages) {
  const { locale } = interfaceLanguages[code]
  const words = leavesOf(translations[code])
  describe(`messages in ${code}`, () => {
    test('say everything', () => {
      assert.deepEqual(
        [...original.keys()].filter((key) => !words.has(key)),
        [],
      )
    })

    test('say nothing that no page asks for', () => {
      assert.deepEqual(
        [...words.keys()].filter((key) => !original.has(key)),
        [],
      )
    })

    test('take the arguments and tags of the English ones', () => {
      const wrong = [...words].flatMap(([key, text]) => {
        const model = original.get(key)
        if (model === undefined) return []
        const [given, asked] = [partsOf(text, locale), partsOf(model, 'en')]
        return given === asked ? [] : [`${key}: ${given} instead of ${asked}`]
      })
      assert.deepEqual(wrong, [])
    })

    test('have every form that the language counts in', () => {
      const needed = everydayCategories(locale)
      const wrong = [...words].flatMap(([key, text]) =>
        pluralsOf(text, locale).flatMap((forms, i) => {
          // What does not vary in English, such as “Filters (3)”, need not vary elsewhere.
          if (pluralsOf(original.get(key) ?? '', 'en')[i]?.includes('one') === false) return []
          return needed.filter((form) => !forms.includes(form)).map((form) => `${key}: ${form}`)
        }),
      )
      assert.deepEqual(wrong, [])
    })

    test('are written with the marks of print, without spaces at their ends, and are not English', () => {
      const wrong = [...words].flatMap(([key, text]) => [
        ...(/["']/.test(text.replaceAll(/<kbd>.*?<\/kbd>/g, '')) ? [`${key}: a typewriter’s quotation mark`] : []),
        ...(text === text.trim() && !text.includes('  ') ? [] : [`${key}: spaces`]),
        ...(/\.\.\./.test(text) ? [`${key}: three dots for an ellipsis`] : []),
        ...(code !== 'en' && text === original.get(key) && text.split(' ').length > 4 ? [`${key}: English`] : []),
      ])
      assert.deepEqual(wrong, [])
    })
  })
}

test('French marks are not parted from their words at the end of a line', () => {
  // A query such as ?q= is no question.
  const parted = / [:;!»]| \?(?!q=)|« /
  const wrong = [...leavesOf(translations.fr)].flatMap(([key, text]) => (parted.test(text) ? [key] : []))
  assert.deepEqual(wrong, [])
})

test('every message is asked for by some page', () => {
  const pages = globSync('src/serve/**/*.{ts,tsx}', { exclude: ['**/messages/*', '**/*.test.*'] })
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const asked = new Set([...pages.matchAll(/(?:\.|\[')([\w-]+)/g)].map((match) => match[1]))
  const unused = Object.keys(english).filter((key) => !asked.has(key))
  assert.deepEqual(unused, [])
})

/** A mistake in a message is told here with its key rather than thrown. */
function partsOf(text: string, locale: string): string {
  if (!/[{<]/.test(text)) return ''
  try {
    return shapeOf(text, locale).parts.join(' ')
  } catch (error) {
    if (error instanceof SyntaxError) return `(${error.message})`
    throw error
  }
}

function pluralsOf(text: string, locale: string): MessageShape['plurals'] {
  return /[{<]/.test(text) ? shapeOf(text, locale).plurals : []
}

/** Messages by their path, such as `kinds.news`. */
function leavesOf(words: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
      if (typeof value === 'string') return [[`${path}${key}`, value] as const]
      return typeof value === 'object' && value !== null ? [...leavesOf(value, `${path}${key}.`)] : []
    }),
  )
}
