// What a handler says about the answer it gives, for the page cache in front of it: what the page is about, what of the
// reader it has looked at, and what has to be done each time it is given.
import type { Context } from 'hono'
import type { PageTopic } from '../../archive/index.ts'
import { askedOf, type Asked } from './asked.ts'

export type PageNote = {
  /** Cookies that were looked at; the page is the same for everyone who has none of them. */
  readonly consulted: Set<string>
  /** Null: not to be kept. */
  topics: readonly PageTopic[] | null
  /** Done for every reader, whether the page was made for them or kept. */
  eachTime: ((asked: Asked) => void) | null
  /** The page as it was drawn: building a Response of it would copy it three times. */
  text: string | null
  /** The body as it goes out, when it goes straight to the socket. */
  sent: Buffer | null
  /** The route that answered, for measuring. */
  route: string | null
}

/** Where a request holds its note: in a weak map it would outlive the request, until the whole heap is swept. */
const ofRequest = Symbol('note')

export function noteOf(c: Context): PageNote {
  const request = c.req.raw as Request & { [ofRequest]?: PageNote }
  return (request[ofRequest] ??= {
    consulted: new Set(),
    topics: null,
    eachTime: null,
    text: null,
    sent: null,
    route: null,
  })
}

/** Does it now, and again whenever the kept page is given. `work` is kept with the page: it shall hold ids, no columns. */
export function eachTime(c: Context, work: (asked: Asked) => void): void {
  noteOf(c).eachTime = work
  work(askedOf(c))
}
