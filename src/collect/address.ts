// Which addresses a visit may reach: public unicast only. The guard asks here before and after it connects.
import { BlockList, isIPv6 } from 'node:net'

type Family = 'ipv4' | 'ipv6'

/**
 * Ranges that no publisher is reached on. Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890,
 * RFC 8190 and their updates), all rows, those marked globally reachable too: they are anycast services, not papers.
 * Multicast: RFC 5771, RFC 4291. IPv6 outside 2000::/3 is not assigned as unicast to anyone (RFC 4291 §2.4, IANA IPv6
 * Address Space), so only the exceptions inside it are listed, and `::/0` stands for everything else.
 */
const specialRanges: readonly (readonly [range: string, what: string])[] = [
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'private use'],
  ['100.64.0.0/10', 'shared address space'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link local'],
  ['172.16.0.0/12', 'private use'],
  ['192.0.0.0/24', 'IETF protocol assignments'],
  ['192.0.2.0/24', 'documentation'],
  ['192.31.196.0/24', 'AS112'],
  ['192.52.193.0/24', 'AMT'],
  ['192.88.99.0/24', '6to4 relay'],
  ['192.168.0.0/16', 'private use'],
  ['192.175.48.0/24', 'AS112'],
  ['198.18.0.0/15', 'benchmarking'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved and broadcast'],
  ['::1/128', 'loopback'],
  ['2001::/23', 'IETF protocol assignments: Teredo, ORCHID, benchmarking'],
  ['2001:db8::/32', 'documentation'],
  ['2002::/16', '6to4'],
  ['2620:4f:8000::/48', 'AS112'],
  ['3fff::/20', 'documentation'],
]

const special = new BlockList()
for (const [range] of specialRanges) addRange(special, range)
const loopback = blockListOf('127.0.0.0/8', '::1/128')
const publicV6 = blockListOf('2000::/3')
/** RFC 6052 §2.1: the last 32 bits are the IPv4 address that a NAT64 will really ask. */
const nat64 = blockListOf('64:ff9b::/96')

/** Why an address must not be connected to, in plain words; null when it is public. Anything not an address is refused. */
export function whyNotPublic(address: string): string | null {
  const family = familyOf(address)
  if (family === null) return 'not an IP address'
  if (family === 'ipv4') return special.check(address, family) ? nameRange(address, family) : null
  if (publicV6.check(address, family)) return special.check(address, family) ? nameRange(address, family) : null
  if (nat64.check(address, family)) {
    const why = whyNotPublic(lastFourBytes(address))
    return why === null ? null : `NAT64 of ${why}`
  }
  return nameRange(address, family)
}

/** 127.0.0.0/8 and ::1, written plainly. An IPv4 address mapped into IPv6 is neither. */
export function isLoopback(address: string): boolean {
  const family = familyOf(address)
  if (family === null || /^::ffff:/i.test(address)) return false
  return loopback.check(address, family)
}

function familyOf(address: string): Family | null {
  if (address.includes('%')) return null
  if (isIPv6(address)) return 'ipv6'
  return /^\d+\.\d+\.\d+\.\d+$/.test(address) ? 'ipv4' : null
}

function nameRange(address: string, family: Family): string {
  for (const [range, what] of specialRanges) {
    if (family === (range.includes(':') ? 'ipv6' : 'ipv4') && blockListOf(range).check(address, family)) {
      return `${what} (${range})`
    }
  }
  return 'not global unicast (outside 2000::/3)'
}

/** The dotted form of an IPv6 address's last 32 bits; the URL parser brings every spelling into one. */
function lastFourBytes(address: string): string {
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const [high, low] = canonical.endsWith('::') ? ['0', '0'] : canonical.split(/::?/).slice(-2)
  const alone = /::[^:]*$/.test(canonical)
  const bits = ((alone ? 0 : Number.parseInt(high || '0', 16)) << 16) | Number.parseInt(low || '0', 16)
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.')
}

function blockListOf(...ranges: string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) addRange(list, range)
  return list
}

function addRange(list: BlockList, range: string): void {
  const [network = '', prefix] = range.split('/')
  list.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4')
}
