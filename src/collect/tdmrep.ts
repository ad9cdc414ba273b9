// A host's reservation of text and data mining, as /.well-known/tdmrep.json gives it. Pure.
import { z } from 'zod'
import { matchesPattern, normalisePattern, pathOf } from './path-pattern.ts'

export type TdmRule = {
  readonly location: string
  /** Null: unset, because absent or another value than 0 and 1. */
  readonly reservation: 0 | 1 | null
  readonly policy: string | null
}

export type TdmRules = {
  readonly rules: readonly TdmRule[]
  /** What could not be read, in plain words. */
  readonly problems: readonly string[]
}

const ruleSchema = z.looseObject({
  location: z.string().min(1).max(2000),
  'tdm-reservation': z.unknown().optional(),
  'tdm-policy': z.unknown().optional(),
})

const maxRules = 2000

/** Never throws: a page in the file's place, or a rule without location, is a problem and no rule. Source: TDMRep §4.1. */
export function parseTdmRules(text: string): TdmRules {
  const json = parseJson(text)
  if (json === undefined) return { rules: [], problems: ['not JSON'] }
  const list: unknown[] = Array.isArray(json) ? json : [json]
  const problems: string[] = Array.isArray(json) ? [] : ['not a list of rules']
  const rules: TdmRule[] = []
  for (const [index, item] of list.slice(0, maxRules).entries()) {
    const rule = ruleSchema.safeParse(item)
    if (!rule.success) {
      problems.push(`rule ${index + 1} has no location`)
      continue
    }
    const reservation = reservationOf(rule.data['tdm-reservation'])
    if (reservation === null) problems.push(`rule ${index + 1} has no tdm-reservation of 0 or 1`)
    rules.push({ location: rule.data.location, reservation, policy: policyOf(rule.data['tdm-policy']) })
  }
  if (list.length > maxRules) problems.push(`${list.length - maxRules} rules too many`)
  return { rules, problems }
}

/** The first rule in sequence whose location matches, unlike robots.txt, where the longest wins. */
export function findTdmRule(rules: readonly TdmRule[], url: string): TdmRule | undefined {
  const path = pathOf(url)
  return path === null ? undefined : rules.find((rule) => matchesPattern(normalisePattern(rule.location), path))
}

/** 0 and 1, as number or text; every other value leaves it unset. */
export function reservationOf(value: unknown): 0 | 1 | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : ''
  return text === '0' ? 0 : text === '1' ? 1 : null
}

export function policyOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const url = URL.parse(value.trim())
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
