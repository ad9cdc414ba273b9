// The first thing that sees a request: a kept page is given here, before Hono and all that belongs to it is begun.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Hono } from 'hono'
import type { Answer } from './http/measure.ts'
import type { PageCache } from './http/page-cache.ts'

/** True when the request is answered. */
export type Door = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean

const doors = new WeakMap<Hono, Door>()

export function doorOf(app: Hono): Door {
  return doors.get(app) ?? (() => false)
}

/** For whoever serves the app. `onAnswer` is told of what is given here as it is of everything else. */
export function openDoor(app: Hono, { door }: Pick<PageCache, 'door'>, onAnswer?: (answer: Answer) => void): void {
  doors.set(app, (incoming, outgoing) => {
    const startedAt = onAnswer === undefined ? 0 : performance.now()
    const given = door(incoming, outgoing)
    if (given === null) return false
    onAnswer?.({
      route: given.route ?? '*',
      method: 'GET',
      status: given.status,
      seconds: (performance.now() - startedAt) / 1000,
    })
    return true
  })
}
