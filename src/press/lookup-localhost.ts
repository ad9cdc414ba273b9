// Names under .localhost are loopback by definition, but not every system's resolver knows it.
import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'

/**
 * A `lookup` for sockets that answers 127.0.0.1 for `localhost` and every name below it and asks the system for the
 * rest. Source: RFC 6761 §6.3.
 */
export const lookupLocalhost: LookupFunction = (hostname, options, callback) => {
  if (!/(^|\.)localhost\.?$/i.test(hostname)) return lookup(hostname, options, callback)
  if (options.all) return callback(null, [{ address: '127.0.0.1', family: 4 }])
  return callback(null, '127.0.0.1', 4)
}
