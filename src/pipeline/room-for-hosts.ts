// How many more hosts a collector may begin with or ask now: what bounds it is how many are asked at once, not how many have answered.

export type HostsUnderWay = {
  /** All that were begun and have not ended. */
  readonly begun: number
  /** Those that are asked for their rules, or whose rules are read and that wait for their turn. */
  readonly preparing: number
  /** Those whose feed is here, and is read and filed or waits for that. */
  readonly reading: number
}

/**
 * At most `atOnce` hosts are asked for their rules, as many for what is due, and twice as many are under way. So the next ones
 * answer while the last ones are read: with slow publishers neither we nor they ever wait for all of the others.
 */
export function roomForHosts({ begun, preparing }: HostsUnderWay, atOnce: number): number {
  return Math.max(0, Math.min(atOnce - preparing, 2 * atOnce - begun))
}

/** How many of those whose rules are read may be asked for what is due. */
export function roomToAsk({ begun, preparing, reading }: HostsUnderWay, atOnce: number): number {
  return Math.max(0, atOnce - (begun - preparing - reading))
}
