// For tests: writers of one name whose own pages at several papers name one address, and what such a page says later.
import { fileAuthorPage, fileColumns, listDueOfAuthors, planAuthorPages, type Db } from '../src/archive/index.ts'
import { contributorOf, draftOf, type Press } from '../src/archive/test-drafts.ts'
import type { ColumnId, Publisher } from '../src/model/index.ts'

const weekMs = 7 * 86_400_000

/** `ids`: of one column at each paper, in their order. The address is `https://social.example/@` and the first name. */
export async function joinByAuthorPages(
  db: Db,
  publishers: readonly Publisher[],
  name: string,
  now: Date,
): Promise<{ ids: ColumnId[]; says: (at: Publisher, links: readonly string[], weeksLater: number) => Promise<void> }> {
  const first = name.split(' ')[0]!.toLowerCase()
  const ids: ColumnId[] = []
  for (const publisher of publishers) {
    const press = { publisher, feed: { id: 1 } } as unknown as Press
    const contributors = [{ ...contributorOf(name), url: new URL(`/authors/${first}`, publisher.home).href }]
    const drafts = [1, 2].map((n) => draftOf(press, n, { feedId: null, canonicalUrl: new URL(`/${first}/${n}`, publisher.home).href as never, addresses: [], contributors })) // prettier-ignore
    const { columns } = await fileColumns(db, drafts, { publisherId: publisher.id, now })
    ids.push(columns[0]!.id)
  }
  await planAuthorPages(db, now)
  const hosts = publishers.map(({ home }) => new URL(home).host)
  const { authorPages } = await listDueOfAuthors(db, hosts, 20, now)
  const says = async (at: Publisher, links: readonly string[], weeksLater: number): Promise<void> => {
    const page = authorPages.find(({ publisherId, name: theirs }) => publisherId === at.id && theirs === name)
    if (page === undefined) throw new Error(`${name} has no page at ${at.name}`)
    const moment = new Date(now.getTime() + weeksLater * weekMs)
    await fileAuthorPage(db, page, {
      outcome: 'fetched',
      problem: null,
      nextAt: null,
      said: { links, isWhole: true, secondLookAt: moment, biography: null, lang: 'en', dir: 'ltr' },
      now: moment,
    })
  }
  for (const publisher of publishers) await says(publisher, [`https://social.example/@${first}`], 0)
  return { ids, says }
}
