// How many more hosts a collector may visit now: what bounds it is how many are asked at once, not how many have answered.

export type HostsUnderWay = {
  /** All that are leased. */
  readonly leased: number
  /** Those that are asked for their rules first. */
  readonly preparing: number
  /** Those whose feed is here, and is read and filed or waits for that. */
  readonly reading: number
}

/**
 * At most `atOnce` hosts are asked for their rules, as many for what is due, and twice as many are leased. So the next ones
 * answer while the last ones are read: with slow publishers neither we nor they ever wait for all of the others.
 */
export function roomForHosts({ leased, preparing, reading }: HostsUnderWay, atOnce: number): number {
  const asked = leased - preparing - reading
  return Math.max(0, Math.min(atOnce - preparing, atOnce - asked, 2 * atOnce - leased))
}
