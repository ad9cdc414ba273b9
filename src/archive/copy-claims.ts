// Copies: originals that pages and feeds name by their addresses, which are looked up whichever of the two was filed first.
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { keysTable, type ColumnKey } from './column-keys.ts'
import { agree } from './copy-evidence.ts'
import { distinct, readPieces, readSketches } from './copy-pieces.ts'
import { containment } from './likeness.ts'
import type { Db } from './schema.ts'

/** A column names an address as its original's; what stands there was not found yet. */
type Claim = ColumnKey & { readonly url: string }
type Named = { readonly claim: Claim; readonly original: ColumnKey }

/** Completes what these columns name and what others name them by, where the two agree. Answers with the copies. */
export async function completeClaims(
  db: Db,
  keys: readonly ColumnKey[],
  addresses: readonly Address[] = [],
): Promise<ColumnKey[]> {
  const found = [...(await findOriginals(db, await listClaims(db, keys))), ...(await listClaimsOf(db, addresses))]
  if (found.length === 0) return []
  const columns = distinct(found.flatMap(({ claim, original }) => [claim, original]))
  const pieces = await readPieces(db, columns)
  const sketches = await readSketches(db, columns)
  const completed = new Map<string, Named>()
  for (const { claim, original } of found) {
    const [one, other] = [pieces.get(claim.id), pieces.get(original.id)]
    if (one === undefined || other === undefined) continue
    const [text, otherText] = [sketches.get(claim.id), sketches.get(original.id)]
    const shared = text === undefined || otherText === undefined ? null : containment(text, otherText)
    const edge = `${claim.id} ${claim.url}`
    if (!completed.has(edge) && agree(one, other, shared)) completed.set(edge, { claim, original })
  }
  return writeOriginals(db, [...completed.values()])
}

/** An address at which a column is known. */
export type Address = ColumnKey & { readonly address: string }

/** All addresses of columns. */
export async function listAddresses(
  db: Db,
  columns: readonly (ColumnKey & { readonly canonicalUrl: string })[],
): Promise<Address[]> {
  const { rows } = await sql<Address>`
    select a.publisher_id as "publisherId", a.column_id as id, a.address from ${keysTable(columns)}
    join addresses a on a.publisher_id = k.publisher_id and a.column_id = k.id and a.address like 'http%'`.execute(db)
  return [...columns.map(({ publisherId, id, canonicalUrl }) => ({ publisherId, id, address: canonicalUrl })), ...rows]
}

async function listClaims(db: Db, keys: readonly ColumnKey[]): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    select s.publisher_id as "publisherId", s.column_id as id, s.original_url as url from ${keysTable(keys)}
    join syndications s on s.publisher_id = k.publisher_id and s.column_id = k.id
    where s.of_column_id is null and s.undone_at is null
    order by s.publisher_id, s.column_id, s.original_url`.execute(db)
  return rows
}

/** What other publishers' columns name by these addresses. */
async function listClaimsOf(db: Db, addresses: readonly Address[]): Promise<Named[]> {
  if (addresses.length === 0) return []
  const known = addresses.flatMap(({ publisherId, id, address }) =>
    variantsOf(address).map((url) => ({ publisherId, id, url })),
  )
  const { rows } = await sql<Claim & { ofPublisher: PublisherId; ofId: ColumnId }>`
    select s.publisher_id as "publisherId", s.column_id as id, s.original_url as url,
      k.publisher_id as "ofPublisher", k.id as "ofId"
    from unnest(${known.map(({ publisherId }) => publisherId)}::bigint[], ${known.map(({ id }) => id)}::bigint[],
      ${known.map(({ url }) => url)}::text[]) as k(publisher_id, id, url)
    join syndications s on md5(s.original_url) = md5(k.url) and s.original_url = k.url
    where s.of_column_id is null and s.undone_at is null and s.publisher_id <> k.publisher_id
    order by s.publisher_id, s.column_id, s.original_url, k.publisher_id, k.id`.execute(db)
  return rows.map(({ ofPublisher, ofId, ...claim }) => ({ claim, original: { publisherId: ofPublisher, id: ofId } }))
}

/** What stands at the addresses that are named, among the columns of publishers at the addresses' hosts. */
async function findOriginals(db: Db, claims: readonly Claim[]): Promise<Named[]> {
  const asked = claims.flatMap((claim) => {
    const host = URL.parse(claim.url)?.host
    if (host === undefined) return []
    return [{ claim, hosts: [host, host.startsWith('www.') ? host.slice(4) : `www.${host}`] }]
  })
  if (asked.length === 0) return []
  const houses = await listHouses(db, [...new Set(asked.flatMap(({ hosts }) => hosts))])
  const sought = asked.flatMap(({ claim, hosts }) =>
    [...new Set(hosts.flatMap((host) => houses.get(host) ?? []))]
      .filter((publisherId) => publisherId !== claim.publisherId)
      .flatMap((publisherId) => variantsOf(claim.url).map((url) => ({ claim, publisherId, url }))),
  )
  if (sought.length === 0) return []
  const { rows } = await sql<ColumnKey & { number: number }>`
    with sought as (
      select * from unnest(${sought.map((_, number) => number)}::integer[], ${sought.map((one) => one.publisherId)}::bigint[],
        ${sought.map((one) => one.url)}::text[]) as x(number, publisher_id, url)
    )
    select c.publisher_id as "publisherId", c.id, x.number from sought x
    join columns c on c.publisher_id = x.publisher_id and c.canonical_url = x.url
    union all
    select a.publisher_id, a.column_id, x.number from sought x
    join addresses a on a.publisher_id = x.publisher_id and a.address = x.url`.execute(db)
  return rows
    .toSorted((a, b) => a.number - b.number)
    .map(({ publisherId, id, number }) => ({ claim: sought[number]!.claim, original: { publisherId, id } }))
}

/** The publishers at each of the hosts: of their feeds, or of their home. */
async function listHouses(db: Db, hosts: readonly string[]): Promise<Map<string, PublisherId[]>> {
  const { rows } = await sql<{ host: string; publisherId: PublisherId }>`
    select host, publisher_id as "publisherId" from feeds where host = any(${hosts}::text[])
    union select split_part(home, '/', 3), id from publishers where split_part(home, '/', 3) = any(${hosts}::text[])
    order by 1, 2`.execute(db)
  const houses = new Map<string, PublisherId[]>()
  for (const { host, publisherId } of rows) houses.set(host, [...(houses.get(host) ?? []), publisherId])
  return houses
}

async function writeOriginals(db: Db, named: readonly Named[]): Promise<ColumnKey[]> {
  if (named.length === 0) return []
  const { rows } = await sql<ColumnKey>`
    update syndications s set of_publisher_id = x.of_publisher_id, of_column_id = x.of_column_id
    from unnest(${named.map(({ claim }) => claim.publisherId)}::bigint[], ${named.map(({ claim }) => claim.id)}::bigint[],
      ${named.map(({ claim }) => claim.url)}::text[], ${named.map(({ original }) => original.publisherId)}::bigint[],
      ${named.map(({ original }) => original.id)}::bigint[])
      as x(publisher_id, column_id, original_url, of_publisher_id, of_column_id)
    where s.publisher_id = x.publisher_id and s.column_id = x.column_id and s.original_url = x.original_url
      and s.undone_at is null and s.of_column_id is null
    returning s.publisher_id as "publisherId", s.column_id as id`.execute(db)
  return rows
}

/** One address by either scheme. */
function variantsOf(url: string): string[] {
  return [url, url.startsWith('https:') ? url.replace('https:', 'http:') : url.replace('http:', 'https:')]
}
