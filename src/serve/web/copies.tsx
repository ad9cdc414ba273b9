// A piece and its copies: where else it was published, and how we know.
import type { Publication } from '../../archive/index.ts'
import type { ColumnCard } from '../../model/index.ts'
import { columnPath } from '../http/addresses.ts'
import { Moment } from './card.tsx'
import { listedHeadline } from './headline.ts'
import { messages as m, wordFor } from './messages.ts'

type FamilyProps = { column: Pick<ColumnCard, 'id'>; family: readonly Publication[]; now: Date }

/** On a column's page: the other publications of the same piece, the original first. */
export function Family({ column, family, now }: FamilyProps) {
  const others = family.filter(({ card }) => card.id !== column.id)
  if (others.length === 0) return null
  return (
    <section class="family" aria-labelledby="family-title" dir={m.dir}>
      <h2 id="family-title" class="section-title">
        {m.alsoPublished}
      </h2>
      <ul>
        {others.map(({ card, evidence }) => (
          <li>
            <a class="headline" href={columnPath(card)} lang={card.lang} dir={card.dir}>
              {listedHeadline(card.title)}
            </a>
            <p class="role">
              {evidence === null ? (
                m.originalAt({ publisher: <bdi>{card.publisherName}</bdi> })
              ) : (
                <bdi>{card.publisherName}</bdi>
              )}{' '}
              · <Moment at={card.publishedAt} now={now} />
              {m.access[card.access] !== '' && <> · {m.access[card.access]}</>}
            </p>
          </li>
        ))}
      </ul>
      <p class="role">{howWeKnow(column, family)}</p>
    </section>
  )
}

/** Of this column if it is a copy, else of its first copy. */
function howWeKnow(column: Pick<ColumnCard, 'id'>, family: readonly Publication[]): string {
  const own = family.find(({ card }) => card.id === column.id)?.evidence
  const evidence = own ?? family.find((one) => one.evidence !== null)?.evidence ?? ''
  return wordFor(m.copyEvidence, evidence) ?? ''
}
