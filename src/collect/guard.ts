// The door every connection to a publisher passes: which schemes, ports and addresses may be reached at all.
import { Resolver } from 'node:dns/promises'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import { rootCertificates } from 'node:tls'
import { callbackify } from 'node:util'
import { buildConnector } from 'undici'
import type { RefusedReason } from '../model/index.ts'
import { isLoopback, whyNotPublic } from './address.ts'
import type { Address, ClientOptions, Limits, Resolve } from './client-types.ts'

/** Our own refusal, travelling as an error through the sockets until it becomes an outcome. */
export class RefusedError extends Error {
  override name = 'RefusedError'
  readonly code = 'COLONNADE_REFUSED'
  readonly reason: RefusedReason
  constructor(reason: RefusedReason, detail: string) {
    super(detail)
    this.reason = reason
  }
}

export type Guard = {
  /** What can be told from the URL alone; the addresses behind a name are checked by `connect`. */
  check(url: URL): RefusedError | null
  /** Resolves the name itself, checks every address, and connects to nothing else: DNS cannot change in between. */
  readonly connect: buildConnector.connector
}

/**
 * If any address of a name is not public the name is refused whole: public names that also answer with private
 * addresses are somebody's attack or somebody's intranet, and neither is a publisher.
 * No proxy variable is read. TLS certificates are verified. HTTP/1.1 only: one exchange at a time on a connection.
 */
export function createGuard(options: ClientOptions, limits: Limits): Guard {
  const allowLoopback = options.allowLoopback ?? false
  const ports = new Set([80, 443, ...(options.allowedPorts ?? [])])
  const resolve = options.resolve ?? resolveByDns()

  function checkAddress(host: string, address: string): RefusedError | null {
    if (allowLoopback && isLoopback(address)) return null
    const why = whyNotPublic(address)
    return why === null
      ? null
      : new RefusedError('address', `${host} is ${address === host ? '' : `${address}, `}${why}`)
  }

  async function resolveChecked(host: string): Promise<readonly Address[]> {
    const addresses = isLocalhostName(host) ? [localhost] : await resolve(host)
    for (const { address } of addresses) {
      const refused = checkAddress(host, address)
      if (refused) throw refused
    }
    return [...addresses].sort((a, b) => a.family - b.family)
  }

  /** By name or literal: with `allowLoopback` the port of a loopback host is free, because the demo takes any. */
  function checkHost(host: string, port: number): RefusedError | null {
    const free = allowLoopback && (isLocalhostName(host) || isLoopback(host))
    if (!free && !ports.has(port)) return new RefusedError('port', `port ${port}`)
    if (isIP(host) !== 0) return checkAddress(host, host)
    if (isLocalhostName(host)) return checkAddress(host, localhost.address)
    return null
  }

  /** What `check` said of each origin: it depends on nothing else, and a host's pages all ask the same. */
  const verdicts = new Map<string, RefusedError | null>()

  function checkUrl(url: URL): RefusedError | null {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return new RefusedError('scheme', url.protocol)
    const known = verdicts.get(url.origin)
    if (known !== undefined) return known
    const verdict = checkHost(bareHost(url.hostname), portOf(url.protocol, url.port))
    if (verdicts.size >= maxVerdicts) verdicts.clear()
    verdicts.set(url.origin, verdict)
    return verdict
  }

  const lookupChecked = callbackify(resolveChecked)
  const lookup: LookupFunction = (host, { all }, callback) => {
    lookupChecked(host, (error, addresses) => {
      const [first] = addresses ?? []
      if (error) callback(error, '')
      else if (!first) callback(new RefusedError('address', `${host} has no address`), '')
      else if (all) callback(null, [...addresses])
      else callback(null, first.address, first.family)
    })
  }
  const connectOnly = buildConnector({
    allowH2: false,
    timeout: limits.firstByteMs,
    lookup,
    autoSelectFamily: true,
    // The default of 250 ms gives up on a server on the other side of the world.
    autoSelectFamilyAttemptTimeout: 2500,
    ...(options.ca === undefined ? {} : { ca: [...rootCertificates, options.ca] }),
  })

  return {
    check: checkUrl,
    connect(target, callback) {
      const host = bareHost(target.hostname)
      const refused = checkHost(host, portOf(target.protocol, target.port))
      if (refused) return callback(refused, null)
      connectOnly(target, (...[error, socket]) => {
        if (error) return callback(error, null)
        const wrong = checkAddress(host, remoteAddress(socket))
        if (!wrong) return callback(null, socket)
        socket.destroy()
        return callback(wrong, null)
      })
    },
  }
}

const maxVerdicts = 1000
const localhost: Address = { address: '127.0.0.1', family: 4 }

/** RFC 6761 §6.3: `localhost` and every name below it is loopback, whatever a resolver says. */
function isLocalhostName(host: string): boolean {
  return /(^|\.)localhost\.?$/i.test(host)
}

function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}

function portOf(protocol: string, port: string): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}

function remoteAddress(socket: Socket): string {
  return socket.remoteAddress ?? ''
}

/**
 * DNS proper rather than the system's lookup: neither the hosts file nor search domains can turn a publisher's name
 * into a machine next door, and dead names do not fill the thread pool that files and compression need.
 */
function resolveByDns(): Resolve {
  const dns = new Resolver({ timeout: 2500, tries: 2 })
  return async (hostname) => {
    const [v4, v6] = await Promise.allSettled([dns.resolve4(hostname), dns.resolve6(hostname)])
    const addresses: Address[] = []
    if (v4.status === 'fulfilled') for (const address of v4.value) addresses.push({ address, family: 4 })
    if (v6.status === 'fulfilled') for (const address of v6.value) addresses.push({ address, family: 6 })
    if (addresses.length === 0 && v4.status === 'rejected') throw v4.reason
    return addresses
  }
}
