// The page of a column that may not be shown any more.
import type { Tombstone } from '../../archive/index.ts'
import { publisherPath } from '../http/addresses.ts'
import { longDate } from './format.ts'
import { messages as m, wordFor } from './messages.ts'

/** What stays of a column that was taken down: that there was one, since when it is gone, and why. */
export function TombstonePage({ tombstone }: { tombstone: Tombstone }) {
  return (
    <div class="problem">
      <p class="status">410</p>
      <h1>{m.problems[410]}</h1>
      <p>
        <time datetime={tombstone.takenAt.toISOString()}>{m.tombstone(longDate(tombstone.takenAt))}</time>
      </p>
      <p>{wordFor(m.tombstoneReasons, tombstone.reason) ?? m.tombstoneOther}</p>
      <p>{m.tombstoneKept}</p>
      <p>
        <a href={publisherPath(tombstone.publisherSlug)}>
          <bdi>{tombstone.publisherName}</bdi>
        </a>
      </p>
    </div>
  )
}
