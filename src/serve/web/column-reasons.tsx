// What stands behind a column's page, to be unfolded: why we name this writer, why we show this much, and what was changed since.
import type { ColumnDetail, PartedWriters } from '../../archive/index.ts'
import type { ClaimSource, Evidence, Rule } from '../../model/index.ts'
import { columnPath, removalPath, termsPath } from '../http/addresses.ts'
import { Moment } from './card.tsx'
import { Parted } from './corrections-pages.tsx'
import { exactTime, formatNumber, formatPercent, longDate } from './format.ts'
import { ReportForm } from './forms.tsx'
import { LedgerRule, placeOfRule } from './ledger.tsx'
import { messages as m, wordFor } from './messages.ts'
import type { View } from './view.ts'

type WhyThisNameProps = {
  column: ColumnDetail
  /** One of its writers was taken for another of the name for a time. */
  parted: PartedWriters | undefined
}

export function WhyThisName({ column, parted }: WhyThisNameProps) {
  const evidence = column.credits.filter((credit) => credit.evidence.length > 0)
  return (
    <details>
      <summary>{m.whyThisName}</summary>
      {column.correction === null ? (
        <p>{evidence.length > 0 ? m.whyThisNameIntro : m.whyUnsigned}</p>
      ) : (
        <p id={`correction-${column.correction.id}`}>
          {m.whyCorrected(longDate(column.correction.correctedAt))} <q dir="auto">{column.correction.reason}</q>
        </p>
      )}
      {evidence.map((credit) => (
        <div class="evidence">
          <h2>
            <bdi>{credit.name}</bdi> <span class="role">{m.confidence(formatPercent(honest(credit.confidence)))}</span>
          </h2>
          <dl>
            {credit.evidence.map((one: Evidence) => (
              <div>
                <dt class="role">{evidenceSource(one.source)}</dt>
                <dd>
                  <q lang="" dir="auto">
                    {one.text}
                  </q>{' '}
                  {one.selector !== '' && (
                    <code class="place" dir="ltr">
                      {one.selector}
                    </code>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      {parted !== undefined && <Parted parted={parted} />}
      {column.byline !== null && <p>{m.asPrinted({ byline: <q dir="auto">{column.byline}</q> })}</p>}
      <ReportForm column={column} />
    </details>
  )
}

function evidenceSource(source: ClaimSource): string {
  const [family = '', field = ''] = source.split(/:(.*)/s)
  const words = wordFor(m.evidenceSources, family) ?? family
  return field === '' ? words : `${words} (${field})`
}

/** What was weighed is never said to be certain; only what a person has corrected is. */
function honest(confidence: number): number {
  return confidence < 1 ? Math.min(0.99, confidence) : 1
}

export function WhyThisMuch({ column, view }: { column: ColumnDetail; view: View }) {
  return (
    <details>
      <summary>{m.whyThisMuch}</summary>
      <p>{column.rules.length > 0 ? m.whyThisMuchIntro : m.noRules}</p>
      {column.rules.length > 0 && <Ledger rules={column.rules} />}
      <p>
        <a href={termsPath(column.publisherSlug)}>{m.termsLink}</a>
      </p>
      <p>
        {m.yours} <a href={removalPath(`${view.publicUrl}${columnPath(column)}`)}>{m.askRemoval}</a>
      </p>
    </details>
  )
}

function Ledger({ rules }: { rules: readonly Rule[] }) {
  return (
    <ul class="ledger">
      {rules.map((rule) => (
        <LedgerRule rule={rule}>
          {rule.agent !== '*' && <code>{rule.agent}</code>} <bdi class="place">{placeOfRule(rule.place)}</bdi>{' '}
          <time datetime={rule.readAt.toISOString()}>{exactTime(rule.readAt)}</time>
        </LedgerRule>
      ))}
    </ul>
  )
}

export function Revisions({ column, view }: { column: ColumnDetail; view: View }) {
  if (column.revisions.length === 0) return null
  return (
    <details>
      <summary>
        {m.revisions} <span class="count">{formatNumber(column.revisions.length)}</span>
      </summary>
      <ol class="revisions">
        {column.revisions.map((revision) => (
          <li>
            <p>
              {wordFor(m.revisionFields, revision.field) ?? revision.field}
              {'\u00a0· '}
              <Moment at={revision.seenAt} now={view.now} />
            </p>
            <p>
              <span class="role">{m.was}</span> <del dir="auto">{revision.before ?? m.empty}</del>
            </p>
            <p>
              <span class="role">{m.becomes}</span> <ins dir="auto">{revision.after ?? m.empty}</ins>
            </p>
          </li>
        ))}
      </ol>
    </details>
  )
}
