// Writers in a list: portrait or monogram, name, how much there is of theirs.
import type { ColumnistSummary, Portrait } from '../../archive/index.ts'
import type { ColumnistId } from '../../model/index.ts'
import { columnistPath } from '../http/addresses.ts'
import { messages as m } from './messages.ts'
import { Face, type PortraitsOf } from './face.tsx'

/** Where each of those writes who share their name with another of the list. */
export type PapersOf = ReadonlyMap<ColumnistId, string>

type PeopleProps = { people: readonly ColumnistSummary[]; papers?: PapersOf; portraits?: PortraitsOf }

export function People({ people, papers, portraits }: PeopleProps) {
  return (
    <ul class="people wide">
      {people.map((one) => (
        <li>
          <a href={columnistPath(one.slug)}>
            <Face name={one.name} kind={one.kind} portrait={portraits?.get(one.id)} />
            <span>
              <bdi class="name">{one.name}</bdi>
              <span class="role">
                {one.kind !== 'person' && `${m.contributorKinds[one.kind]}\u00a0· `}
                {m.columnsCounted(one.columns)}
                {papers?.has(one.id) && (
                  <>
                    {'\u00a0· '}
                    <bdi>{papers.get(one.id)}</bdi>
                  </>
                )}
                <PortraitRights portrait={portraits?.get(one.id)} />
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Whose picture it is, where it is not plain from what stands beside it. */
function PortraitRights({ portrait }: { portrait: Portrait | undefined }) {
  if (portrait === undefined) return null
  return (
    <>
      {'\u00a0· '}
      {m.pictureRights} <bdi>{portrait.publisherName}</bdi>
    </>
  )
}
