// How long a server asks us to stay away, and the dates of HTTP.

const dayMs = 86_400_000

/** No wish binds us for longer; a server that means for ever answers 410. */
const longestWaitMs = 30 * dayMs

/**
 * Seconds or an HTTP-date; never before `now`, never later than 30 days on. Null when absent or neither.
 * Source: RFC 9110 §10.2.3.
 */
export function retryAfter(value: string | null | undefined, now: Date): Date | null {
  if (value == null) return null
  const text = value.trim()
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : (httpDate(text)?.getTime() ?? Number.NaN) - now.getTime()
  if (Number.isNaN(waitMs)) return null
  return new Date(now.getTime() + Math.min(Math.max(waitMs, 0), longestWaitMs))
}

const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
const rfc850 = /^[A-Z][a-z]+day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/

/** One of the three forms of RFC 9110 §5.6.7, else null. */
export function httpDate(text: string): Date | null {
  const zoned = imfFixdate.test(text) || rfc850.test(text) ? text : asctime.test(text) ? `${text} GMT` : null
  const time = zoned === null ? Number.NaN : Date.parse(zoned)
  return Number.isNaN(time) ? null : new Date(time)
}
