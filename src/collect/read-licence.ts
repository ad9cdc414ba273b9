// A licence file that a publisher points to (RSL): asked for, kept, and put in the place of the pointer.
import type { Directive, VisitOutcome } from '../model/index.ts'
import type { Client, VisitRequest } from './client-types.ts'
import { freshForMs } from './freshness.ts'
import { directivesFromRsl, licensingSource, parseRsl, type RslContent } from './rsl.ts'

/** Plain JSON, kept in the archive. Times are ISO 8601. */
export type LicenceFile = {
  readonly url: string
  /** Null when it could not be read: then the pointer stands for itself, as a licence that we have not taken. */
  readonly contents: readonly RslContent[] | null
  readonly problems: readonly string[]
  readonly readAt: string
  readonly expiresAt: string
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const maxBytes = 256 * 1024

/** The caller has made sure that robots.txt allows it and that the host may be asked now. */
export async function readLicence(
  client: Client,
  url: string,
  previous: LicenceFile | null,
  now: Date,
  options: { readonly mayFollow?: NonNullable<VisitRequest['mayFollow']>; readonly signal?: AbortSignal } = {},
): Promise<LicenceFile> {
  const { mayFollow, signal } = options
  const request: VisitRequest = { url, purpose: 'file', maxBytes, ...(mayFollow === undefined ? {} : { mayFollow }) }
  return licenceFromVisit(await client.visit(request, signal), url, previous, now)
}

/** No file: no terms, for a day. No answer: what was known stays, and is asked again in an hour. */
export function licenceFromVisit(
  outcome: VisitOutcome,
  url: string,
  previous: LicenceFile | null,
  now: Date,
): LicenceFile {
  const until = (ms: number) => ({
    readAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + ms).toISOString(),
  })
  switch (outcome.kind) {
    case 'fetched': {
      const { contents, problems } = parseRsl(new TextDecoder().decode(outcome.body))
      const freshMs = Math.min(Math.max(freshForMs(outcome.headers) ?? dayMs, hourMs), dayMs)
      return { url, contents: contents.length === 0 ? null : contents, problems, ...until(freshMs) }
    }
    case 'missing':
    case 'gone':
    case 'forbidden':
      return { url, contents: null, problems: ['it is not to be had'], ...until(dayMs) }
    default: {
      const waitMs = outcome.kind === 'asked-to-wait' && outcome.until ? outcome.until.getTime() - now.getTime() : 0
      const known = previous ?? { contents: null, problems: ['it could not be read'] }
      return { url, contents: known.contents, problems: known.problems, ...until(Math.max(waitMs, hourMs)) }
    }
  }
}

/** A feed's wishes stay known by their place, since the page, read later, does not repeat them. */
function fromFeed({ place }: Directive): boolean {
  return place.startsWith('feed:')
}

/** Addresses of the licence files that these wishes point to. */
export function licenceUrls(directives: readonly Directive[]): string[] {
  const urls = directives.flatMap(({ source, name, value }) =>
    source === 'rsl' && name === 'license' && value !== null && URL.canParse(value) ? [new URL(value).href] : [],
  )
  return [...new Set(urls)]
}

/**
 * Wishes with every licence file that was read, and every licence written out on the spot (`document`), replaced by what
 * it says of `url`. A pointer to a file that was not read stays.
 */
export function applyLicences(
  directives: readonly Directive[],
  url: string,
  files: ReadonlyMap<string, LicenceFile>,
): Directive[] {
  return directives.flatMap((directive) => {
    if (directive.source !== 'rsl' || directive.value === null) return [directive]
    if (directive.name === 'document')
      return directivesFromRsl(parseRsl(directive.value), url, directive.place, { isEmbedded: true })
    if (directive.name !== 'license' || !URL.canParse(directive.value)) return [directive]
    const file = files.get(new URL(directive.value).href)
    return file === undefined || file.contents === null
      ? [directive]
      : directivesFromRsl({ contents: file.contents }, url, fromFeed(directive) ? `feed: ${file.url}` : file.url)
  })
}

/** What licences written out in a page or entry name as the piece it is a copy of, with where that stands; at most one. */
export function sourcesInLicences(
  directives: readonly Directive[],
  url: string,
): { readonly url: string; readonly place: string }[] {
  for (const { source, name, value, place } of directives) {
    const named =
      source === 'rsl' && name === 'document' && value !== null ? licensingSource(parseRsl(value), url) : null
    if (named !== null) return [{ url: named, place }]
  }
  return []
}
