// robots.txt against labelled cases. Where a label contradicts RFC 9309, the RFC decides, and the case is named here.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAllowed, parseRobots } from '../src/collect/index.ts'
import type { EvalRow } from './row.ts'

type Case = { id: string; agent: string; url: string; allowed: boolean; robots?: string; robots_base64?: string }

/** Case ids by their beginning, and why the RFC says the opposite of the label. */
const contradictions: readonly (readonly [id: string, why: string])[] = [
  ['reppy/test_no_leading_user_agent/2', 'rules before any user-agent line belong to no group (§2.2)'],
  ['reppy/test_grouping_unknown_keys/1', 'other records must not end a group (§2.2.4), so both agents share the rule'],
  [
    'robots-parser/should-honor-given-port-number/',
    'the label says that the file is for another port, not what it allows',
  ],
  ['robots-parser/should-default-to-port-443-for-https-if-no-port-given/', 'likewise'],
]

export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  const lines = (await readFile(join(casesDir, 'robots.jsonl'), 'utf8')).split('\n').filter(Boolean)
  const cases = lines.map((line) => JSON.parse(line) as Case)
  const wrong = cases.filter((one) => isAllowed(parseRobots(textOf(one)), one.agent, one.url) !== one.allowed)
  const against = wrong.filter(({ id }) => !contradictions.some(([beginning]) => id.startsWith(beginning)))
  const contradicting = wrong.length - against.length
  return [
    {
      suite: 'robots',
      measure: 'agrees with RFC 9309',
      value: (cases.length - wrong.length) / (cases.length - contradicting),
      bar: 1,
      n: cases.length - contradicting,
      ...(against.length > 0 ? { note: against.map(({ id }) => id).join(', ') } : {}),
    },
    {
      suite: 'robots',
      measure: 'agrees with the labels as they are',
      value: (cases.length - wrong.length) / cases.length,
      bar: null,
      n: cases.length,
      note: contradictions.map(([id, why]) => `${id}: ${why}`).join('; '),
    },
  ]
}

function textOf(one: Case): string {
  return one.robots ?? Buffer.from(one.robots_base64 ?? '', 'base64').toString('utf8')
}
