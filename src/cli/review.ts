// `colonnade review`: what waits for the operator's word: columns of whose writer we are not sure, what readers report, merges whose
// evidence was taken back, and names that are alike.
import {
  dismissColumn,
  keepMerge,
  listDoubtedMerges,
  listReports,
  listReviews,
  listSameNames,
  type Db,
} from '../archive/index.ts'
import { readConfig } from '../config.ts'
import { getColumn } from './find-target.ts'
import { openHouse } from './house.ts'
import { operatorHere } from './operator.ts'
import { print, printJson, printTable } from './out.ts'
import { wholeNumber } from './whole-number.ts'

export type ReviewOptions = {
  readonly sameNames?: boolean
  readonly dismiss?: string
  readonly keep?: string
  readonly json?: boolean
}

const shown = 100

export async function review(options: ReviewOptions): Promise<void> {
  const config = readConfig(process.env)
  const house = await openHouse(config, { beside: true })
  try {
    if (options.dismiss !== undefined) {
      const { columnId: id, publisherId } = await getColumn(house.db, options.dismiss, config)
      await dismissColumn(house.db, { columnId: id, publisherId, now: new Date() })
      return options.json === true ? printJson({ dismissed: id }) : print(`Column ${id} waits no longer.`)
    }
    if (options.keep !== undefined) {
      const merge = wholeNumber('keep', options.keep, 1, Number.MAX_SAFE_INTEGER)
      await keepMerge(house.db, { merge, who: operatorHere(), now: new Date() })
      return options.json === true ? printJson({ kept: merge }) : print(`Act ${merge} stands, whatever a page says.`)
    }
    await (options.sameNames === true ? printSameNames(house.db, options) : printWaiting(house.db, options))
  } finally {
    await house.archive.close()
  }
}

async function printWaiting(db: Db, { json }: ReviewOptions): Promise<void> {
  const [{ items, next }, reports, doubted] = await Promise.all([
    listReviews(db, { limit: shown }),
    listReports(db, { limit: shown }),
    listDoubtedMerges(db, { limit: shown }),
  ])
  if (json === true) return printJson({ reviews: items, more: next !== null, reports, doubted })
  if (items.length === 0) print('Nothing waits for review.')
  for (const { card, byline, evidence } of items) {
    print(`${card.id}  ${card.publisherName}: ${card.title}`)
    print(`    ${card.canonicalUrl}`)
    if (byline !== null) print(`    printed: ${byline}`)
    for (const one of evidence)
      print(`    ${one.source}: ${one.text}${one.selector === '' ? '' : `  (${one.selector})`}`)
  }
  if (next !== null) print(`The latest ${shown} are shown.`)
  if (reports.length > 0) print(`\nReaders report:`)
  for (const { card, name, note } of reports) {
    const credited = card.credits.map((credit) => credit.name).join(', ') || 'nobody'
    print(`${card.id}  ${card.publisherName}: ${card.title}`)
    print(`    credited: ${credited}; the reader says: ${name}${note === null ? '' : ` – ${note}`}`)
  }
  if (items.length + reports.length > 0)
    print('\nTo answer: colonnade correct COLUMN --writer NAME --reason WHY, or colonnade review --dismiss COLUMN.')
  if (doubted.length > 0) print('\nOne person here, on an address that the page has taken back:')
  for (const { merge, name, slug, address, publisherName } of doubted)
    print(`${merge}  ${name} (${slug}): ${publisherName} no longer gives ${address}`)
  if (doubted.length > 0) print('\nTo answer: colonnade review --keep ACT, or colonnade undo ACT.')
}

async function printSameNames(db: Db, { json }: ReviewOptions): Promise<void> {
  const groups = await listSameNames(db, shown)
  if (json === true) return printJson(groups)
  if (groups.length === 0) return print('No two columnists are called alike.')
  printTable(
    ['name', 'columnist', 'columns', 'publishers'],
    groups.flatMap((group) => group.map((one) => [one.name, one.slug, one.columns, one.publishers.join(', ')])),
  )
  print('The same name is no evidence. Where there is some: colonnade merge A B --reason WHY.')
}
