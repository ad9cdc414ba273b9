// Filing, third step, pure: who the contributors of a draft are. A name at a publisher is one columnist; the same name at
// another publisher is someone else, unless both are known under the same address: evidence, never likeness.
import { foldName, slugify } from '../base/index.ts'
import { personKinds, type ColumnistId, type Contributor, type ContributorKind } from '../model/index.ts'
import type { FilingPublisher, KnownAddress, KnownAlias } from './filing-known.ts'
import { nameVector } from './search-vector.ts'

/** Someone we know, or someone whom this filing makes: `index` into `made`. */
export type ColumnistRef = { readonly id: ColumnistId } | { readonly index: number }

export type MadeColumnist = {
  /** The slug without a number; the free one is chosen later. */
  readonly slugBase: string
  readonly name: string
  readonly kind: ContributorKind
  readonly sort_name: string
  readonly initial: string
  readonly search: string
  readonly links: readonly string[]
}

export type MadeAlias = {
  readonly folded_name: string
  readonly author_url: string
  readonly kind: ContributorKind
  readonly columnist: ColumnistRef
}

export type Credit = { readonly contributor: Contributor; readonly columnist: ColumnistRef }

/** Longer than any real name: what is longer is a sentence that slipped through. */
const maxName = 160
const maxLinks = 20
/** Characters of an author's address; a longer one is no author's. */
const maxAddress = 600

/** The folded names under which these contributors may be known. */
export function foldedNames(contributors: Iterable<Contributor>): string[] {
  const names = new Set<string>()
  for (const contributor of contributors) if (isCredited(contributor)) names.add(foldName(contributor.name))
  return [...names].sort()
}

/** Every address that a contributor is linked with. */
export function addressesOf(contributors: Iterable<Contributor>): string[] {
  const addresses = new Set<string>()
  for (const contributor of contributors) for (const address of linksOf(contributor)) addresses.add(address)
  return [...addresses].sort()
}

/**
 * Who has become known under an address by a filing: those who learned one, and those who were made with one, since another
 * filing may have made the same person at the same moment. `made`: the ids of `resolver.made`.
 */
export function newlyLinked(
  resolver: Pick<ReturnType<typeof createResolver>, 'links' | 'made'>,
  made: readonly ColumnistId[],
): ColumnistId[] {
  return [...resolver.links.keys(), ...made.filter((_, at) => (resolver.made[at]?.links.length ?? 0) > 0)]
}

/** Collects the columnists and aliases that one filing makes, so that a name in ten drafts is made once. */
export function createResolver(
  publisher: FilingPublisher,
  aliases: readonly KnownAlias[],
  shared: readonly KnownAddress[],
): {
  readonly made: readonly MadeColumnist[]
  readonly aliases: readonly MadeAlias[]
  /** Kinds learned for columnists of unknown kind. */
  readonly kinds: ReadonlyMap<ColumnistId, ContributorKind>
  /** Addresses learned for columnists we know. */
  readonly links: ReadonlyMap<ColumnistId, readonly string[]>
  creditsOf(contributors: readonly Contributor[]): Credit[]
} {
  const made: MadeColumnist[] = []
  const newAliases: MadeAlias[] = []
  const kinds = new Map<ColumnistId, ContributorKind>()
  const newLinks = new Map<ColumnistId, string[]>()
  const kindOf = new Map(aliases.map((alias) => [alias.columnist_id, alias.kind]))
  const linksKnown = new Map(aliases.map((alias) => [alias.columnist_id, alias.links]))
  const exact = new Map<string, ColumnistRef>()
  const byName = new Map<string, ColumnistRef>()
  // Sorted by address, so that '' comes first: the name without an address is the best guess for one with a new address.
  for (const alias of aliases) {
    const ref = { id: alias.columnist_id }
    exact.set(key(alias.folded_name, alias.author_url), ref)
    if (!byName.has(alias.folded_name)) byName.set(alias.folded_name, ref)
  }
  const elsewhere = new Map<string, ColumnistRef>()
  for (const { folded_name, address, columnist_id } of shared) {
    const at = key(folded_name, address)
    if (!elsewhere.has(at)) elsewhere.set(at, { id: columnist_id })
  }

  const resolve = (contributor: Contributor): ColumnistRef => {
    const folded = foldName(contributor.name)
    const url = addressOf(contributor)
    const links = linksOf(contributor)
    const known = exact.get(key(folded, url))
    if (known !== undefined) return known
    const ref =
      byName.get(folded) ??
      links.map((link) => elsewhere.get(key(folded, link))).find((found) => found !== undefined) ??
      make(contributor, folded, links)
    newAliases.push({ folded_name: folded, author_url: url, kind: contributor.kind, columnist: ref })
    exact.set(key(folded, url), ref)
    if (!byName.has(folded)) byName.set(folded, ref)
    return ref
  }
  const make = (contributor: Contributor, folded: string, links: readonly string[]): ColumnistRef => {
    const name = contributor.name.trim()
    made.push({
      slugBase: slugBaseOf(name, contributor.kind, publisher),
      name,
      kind: contributor.kind,
      sort_name: folded,
      initial: initialOf(folded),
      search: nameVector([name]),
      links,
    })
    return { index: made.length - 1 }
  }
  const learnLinks = (id: ColumnistId, links: readonly string[]): void => {
    const known = linksKnown.get(id)
    if (known === undefined) return
    const learned = newLinks.get(id) ?? []
    const unknown = links.filter((link) => !known.includes(link) && !learned.includes(link))
    const room = maxLinks - known.length - learned.length
    if (unknown.length > 0 && room > 0) newLinks.set(id, [...learned, ...unknown.slice(0, room)])
  }
  /** Whom one draft makes, another of the same filing may know more of. */
  const learnOfMade = (index: number, { kind }: Contributor, links: readonly string[]): void => {
    const known = made[index]!
    const unknown = links.filter((link) => !known.links.includes(link))
    const kindNow = known.kind === 'unknown' ? kind : known.kind
    if (unknown.length === 0 && kindNow === known.kind) return
    made[index] = {
      ...known,
      kind: kindNow,
      links: [...known.links, ...unknown].slice(0, maxLinks),
    }
  }
  return {
    made,
    aliases: newAliases,
    kinds,
    links: newLinks,
    creditsOf(contributors) {
      const credits: Credit[] = []
      const seen = new Set<string>()
      for (const contributor of contributors) {
        if (!isCredited(contributor)) continue
        const columnist = resolve(contributor)
        if ('id' in columnist && kindOf.get(columnist.id) === 'unknown' && contributor.kind !== 'unknown')
          kinds.set(columnist.id, contributor.kind)
        if ('id' in columnist) learnLinks(columnist.id, linksOf(contributor))
        else learnOfMade(columnist.index, contributor, linksOf(contributor))
        const identity = 'id' in columnist ? `id ${columnist.id}` : `index ${columnist.index}`
        if (seen.has(identity)) continue
        seen.add(identity)
        credits.push({ contributor, columnist })
      }
      return credits
    },
  }
}

/** A placeholder ("Staff") is nobody; a name without a letter is none. */
export function isCredited(contributor: Contributor): boolean {
  return contributor.kind !== 'placeholder' && contributor.name.length <= maxName && foldName(contributor.name) !== ''
}

function linksOf(contributor: Contributor): readonly string[] {
  if (contributor.url === null && contributor.sameAs.length === 0) return noLinks
  const links = contributor.url === null ? contributor.sameAs : [contributor.url, ...contributor.sameAs]
  return [...new Set(links)]
    .filter((link) => link.length <= maxAddress && !link.includes('\0') && link.isWellFormed())
    .filter((link) => isPersonal(link, contributor.name))
    .slice(0, maxLinks)
}

const noLinks: readonly string[] = []

/** The bare door of a site is everyone's, unless the site bears the person's name. */
function isPersonal(link: string, name: string): boolean {
  const url = URL.parse(link)
  if (url === null) return false
  if (url.pathname !== '/' || url.search !== '') return true
  return slugify(name)
    .split('-')
    .some((part) => part.length >= 4 && url.hostname.includes(part))
}

/** The author's own address, '' when there is none. */
function addressOf(contributor: Contributor): string {
  return contributor.url === null ? '' : (linksOf({ ...contributor, sameAs: [] })[0] ?? '')
}

/** Desks and agencies share their names with their like elsewhere, so their slug says whose they are. */
function slugBaseOf(name: string, kind: ContributorKind, publisher: FilingPublisher): string {
  const slug = slugify(name)
  const isPerson = personKinds.has(kind) || kind === 'photographer' || kind === 'illustrator' || kind === 'unknown'
  return isPerson || slug.includes(publisher.slug) ? slug : slugify(`${name} ${publisher.slug}`)
}

/** The letter of the directory: the first of the folded name, in capitals where its script has them; `#` for digits. */
function initialOf(folded: string): string {
  const first = Array.from(folded)[0] ?? '#'
  return /\p{L}/u.test(first) ? first.toUpperCase() : '#'
}

function key(folded: string, address: string): string {
  return `${folded}\n${address}`
}
