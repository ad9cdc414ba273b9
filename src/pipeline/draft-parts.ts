// Small decisions that drafts from feeds and from pages share.
import type { Publisher } from '../model/index.ts'
import { isPlainUrl } from '../parse/index.ts'

/** Milliseconds; a clock a little ahead of ours is no reason to doubt a date. */
const clockSlackMs = 24 * 3600_000

/** A date as a publisher states it: the near future becomes now, a far future or the time before 1800 is no date. */
export function clampDate(date: Date | null, now: Date): Date | null {
  if (date === null || Number.isNaN(date.getTime())) return null
  const ahead = date.getTime() - now.getTime()
  if (ahead > clockSlackMs || date.getUTCFullYear() < 1800) return null
  return ahead > 0 ? now : date
}

const maxTitleChars = 500

/** A headline on one line; beyond 500 characters it ends with "…". */
export function cleanTitle(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim()
  if (line.length <= maxTitleChars) return line
  const cut = line.slice(0, maxTitleChars)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), maxTitleChars - 80)).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** With its port. */
export function hostOf(url: string): string | null {
  return isPlainUrl(url) ? (plainHost.exec(url)?.[1] ?? null) : (URL.parse(url)?.host ?? null)
}

export function pathOf(url: string): string | null {
  return isPlainUrl(url) ? (plainPath.exec(url)?.[1] ?? null) : (URL.parse(url)?.pathname ?? null)
}

const plainHost = /^https?:\/\/([^/?]+)/
const plainPath = /^https?:\/\/[^/?]+([^?]*)/

/** Whether the publisher has asked us to leave this address alone. A prefix ends where a part of the path does. */
export function isBlocked({ blockedPrefixes = [] }: Pick<Publisher, 'blockedPrefixes'>, url: string): boolean {
  return blockedPrefixes.some(
    (prefix) => url === prefix || url.startsWith(`${prefix}/`) || url.startsWith(`${prefix}?`),
  )
}
