// Exact times in the reader's own time zone.

const exact = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'full', timeStyle: 'short' })

export function showOwnTimes(within: ParentNode): void {
  for (const time of within.querySelectorAll<HTMLTimeElement>('time[title]')) {
    const at = new Date(time.dateTime)
    if (!Number.isNaN(at.getTime())) time.title = exact.format(at)
  }
}
