// Writers in a list: monogram, name, how much there is of theirs.
import type { ColumnistSummary } from '../../archive/index.ts'
import type { ColumnistId } from '../../model/index.ts'
import { columnistPath } from '../http/addresses.ts'
import { messages as m } from './messages.ts'
import { Monogram } from './monogram.tsx'

/** Where each of those writes who share their name with another of the list. */
export type PapersOf = ReadonlyMap<ColumnistId, string>

export function People({ people, papers }: { people: readonly ColumnistSummary[]; papers?: PapersOf }) {
  return (
    <ul class="people wide">
      {people.map((one) => (
        <li>
          <a href={columnistPath(one.slug)}>
            <Monogram name={one.name} kind={one.kind} />
            <span>
              <bdi class="name">{one.name}</bdi>
              <span class="role">
                {one.kind !== 'person' && `${m.contributorKinds[one.kind]} · `}
                {m.columnsCounted(one.columns)}
                {papers?.has(one.id) && (
                  <>
                    {' · '}
                    <bdi>{papers.get(one.id)}</bdi>
                  </>
                )}
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
