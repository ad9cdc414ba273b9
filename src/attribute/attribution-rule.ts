// A publisher's declared way of crediting, from the catalogue: checked when it is read, obeyed before anything else.
import { compile } from 'css-select'
import { z } from 'zod'
import { BadRequest } from '../base/index.ts'
import { writerKinds, type AttributionRule, type Claim } from '../model/index.ts'
import type { AttributeInput } from './types.ts'

const selector = z
  .string()
  .min(1)
  .max(200)
  .refine(
    (text) => {
      try {
        compile(text)
        return true
      } catch {
        return false
      }
    },
    { message: 'is no CSS selector that we understand' },
  )

const shape = z.strictObject({
  bylineSelectors: z.array(selector).max(20).optional(),
  neverNames: z.array(z.string().min(1).max(120)).max(500).optional(),
  sections: z
    .array(
      z.strictObject({
        path: z.string().regex(/^\//, 'must begin with /').max(200),
        contributor: z.string().min(1).max(120),
        kind: z.enum(writerKinds),
      }),
    )
    .max(200)
    .optional(),
})

/** The rule as a value of ours, or one sentence (thrown as `BadRequest`) that says what is wrong with it. */
export function checkAttributionRule(value: unknown): AttributionRule {
  const result = shape.safeParse(value)
  if (result.success) {
    const { bylineSelectors, neverNames, sections } = result.data
    return {
      ...(bylineSelectors === undefined ? {} : { bylineSelectors }),
      ...(neverNames === undefined ? {} : { neverNames }),
      ...(sections === undefined ? {} : { sections }),
    }
  }
  const issue = result.error.issues[0]
  const where = issue?.path.join('.') ?? ''
  throw new BadRequest(
    `The attribution rule is not valid${where === '' ? '' : ` at ${where}`}: ${issue?.message ?? ''}`,
  )
}

/** The section of the rule that the page lies in, as a claim; the longest path wins. */
export function ruleClaims({ rule, path }: AttributeInput): Claim[] {
  const below = (section: string): boolean =>
    path !== undefined &&
    path !== null &&
    (path === section || path.startsWith(section.endsWith('/') ? section : `${section}/`))
  const best = (rule?.sections ?? [])
    .filter((section) => below(section.path))
    .toSorted((a, b) => b.path.length - a.path.length)[0]
  if (best === undefined) return []
  return [
    {
      source: 'rule',
      text: best.contributor,
      place: `section ${best.path}`,
      url: null,
      statedType:
        best.kind === 'person' || best.kind === 'guest' || best.kind === 'cartoonist' ? 'person' : 'organisation',
      sameAs: [],
      role: best.kind,
    },
  ]
}
