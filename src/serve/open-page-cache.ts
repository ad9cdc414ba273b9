// The page cache of a process that hears what changes in the archive, and keeps nothing while it hears nothing.
import { listenForTopics, noticeChange, startHearing, stopHearing, type Db } from '../archive/index.ts'
import type { Log } from '../base/index.ts'
import { createPageCache, type PageCache, type PageCacheOptions } from './http/page-cache.ts'

export type OpenPageCache = { readonly pages: PageCache; close(): Promise<void> }

/**
 * `db` is the pool of `openArchive`; the listener has a connection of its own beside it. The replica of `db` is asked only while
 * changes are heard here, also where `maxBytes` is 0 and no page is kept.
 */
export function openPageCache(
  db: Db,
  { log, ...options }: PageCacheOptions & { readonly log: Pick<Log, 'warn'> },
): OpenPageCache {
  const pages = createPageCache({ ...options, maxBytes: Math.max(1, options.maxBytes) })
  const listening = listenForTopics(db, {
    onTopics(topics) {
      noticeChange(db)
      pages.forget(topics)
    },
    onListening() {
      startHearing(db)
      pages.open()
    },
    onDeaf(cause) {
      stopHearing(db)
      pages.close()
      log.warn({ err: cause }, 'changes of the archive are not heard: pages are not kept until they are')
    },
  })
  return {
    pages,
    async close() {
      await listening.close()
      stopHearing(db)
      pages.close()
    },
  }
}
