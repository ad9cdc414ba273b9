// Whole invented pages through reading and attribution, one folder a case.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { slugify } from '../base/index.ts'
import { personKinds, type AttributionRule, type ColumnKind, type ContributorKind } from '../model/index.ts'
import { parsePage } from '../parse/index.ts'
import { attribute, checkAttributionRule } from './index.ts'

type Expected = {
  readonly url: string
  readonly persons: readonly string[]
  /** Contributors that are no persons, name and kind. */
  readonly others?: readonly (readonly [string, ContributorKind])[]
  readonly kind?: ColumnKind
  readonly kinds?: Readonly<Record<string, ContributorKind>>
  readonly urls?: Readonly<Record<string, string>>
  readonly slugs?: readonly string[]
  readonly rule?: unknown
}

const folder = new URL('fixtures/', import.meta.url)

for (const name of readdirSync(folder).toSorted()) {
  test(`fixture ${name}`, () => {
    const html = readFileSync(new URL(`${name}/source.html`, folder), 'utf8')
    const expected = JSON.parse(readFileSync(new URL(`${name}/expected.json`, folder), 'utf8')) as Expected
    const rule: AttributionRule | null = expected.rule === undefined ? null : checkAttributionRule(expected.rule)
    const facts = parsePage(html, { url: expected.url, bylineSelectors: rule?.bylineSelectors })
    const url = new URL(expected.url)
    const result = attribute({
      claims: facts.claims,
      title: facts.title,
      dek: facts.dek,
      publisherName: facts.publisher,
      siteHost: url.hostname,
      path: url.pathname,
      kindHints: facts.kindHints,
      section: facts.section,
      lang: facts.lang,
      rule,
    })
    const persons = result.contributors.filter((one) => personKinds.has(one.kind))
    assert.deepEqual(
      persons.map((one) => one.name),
      expected.persons,
      JSON.stringify({ result, claims: facts.claims }, null, 1),
    )
    for (const one of persons) assert.ok(one.evidence.length > 0, `${one.name} comes with evidence`)
    for (const [who, kind] of expected.others ?? [])
      assert.equal(result.contributors.find((one) => one.name === who)?.kind, kind, JSON.stringify(result))
    if (expected.kind !== undefined) assert.equal(result.kind, expected.kind, JSON.stringify(result.kindEvidence))
    for (const [who, kind] of Object.entries(expected.kinds ?? {}))
      assert.equal(result.contributors.find((one) => one.name === who)?.kind, kind)
    for (const [who, address] of Object.entries(expected.urls ?? {}))
      assert.equal(result.contributors.find((one) => one.name === who)?.url, address)
    if (expected.slugs !== undefined)
      assert.deepEqual(
        persons.map((one) => slugify(one.name)),
        expected.slugs,
      )
  })
}
