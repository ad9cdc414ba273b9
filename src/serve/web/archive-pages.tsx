// The archive of an edition: a calendar with the columns of each day counted, and the page of one day.
import type { ColumnCard, CountryCode } from '../../model/index.ts'
import { archivePath, dayPath } from '../http/addresses.ts'
import { firstWeekday, formatNumber, isoDay, longDate, monthAndYear, placeName, weekdayName } from './format.ts'
import { Nothing, Pager, River, Tabs } from './lists.tsx'
import { messages as m } from './messages.ts'
import type { View } from './view.ts'

type CalendarProps = {
  edition: CountryCode
  year: number
  /** Years that have columns, latest first. */
  years: readonly number[]
  /** Columns by day, `2026-11-22`. */
  days: ReadonlyMap<string, number>
}

export function CalendarPage({ edition, year, years, days }: CalendarProps) {
  const busiest = Math.max(1, ...days.values())
  const months = [...new Set([...days.keys()].map((day) => Number(day.slice(5, 7))))].sort((a, b) => b - a)
  return (
    <>
      <header class="page-head">
        <h1>{m.archiveTitle(placeName(edition))}</h1>
        <p>{m.archiveAbout}</p>
      </header>
      <div class="tools">
        <Tabs edition={edition} active="archive" />
      </div>
      {years.length === 0 && <Nothing>{m.archiveEmpty}</Nothing>}
      {years.length > 0 && (
        <nav class="chips" aria-label={m.years}>
          {years.slice(0, yearsShown).map((one) => (
            <Year edition={edition} year={one} isShown={one === year} />
          ))}
          {years.length > yearsShown && (
            <details {...(years.indexOf(year) < yearsShown ? {} : { open: true })}>
              <summary>{m.earlierYears}</summary>
              <div class="chips">
                {years.slice(yearsShown).map((one) => (
                  <Year edition={edition} year={one} isShown={one === year} />
                ))}
              </div>
            </details>
          )}
        </nav>
      )}
      <div class="calendar">
        {months.map((month) => (
          <Month edition={edition} year={year} month={month} days={days} busiest={busiest} />
        ))}
      </div>
    </>
  )
}

/** Years that fit on a line or two. */
const yearsShown = 12

function Year({ edition, year, isShown }: { edition: CountryCode; year: number; isShown: boolean }) {
  return (
    <a href={archivePath(edition, String(year))} {...(isShown ? { 'aria-current': 'page' } : {})}>
      {year}
    </a>
  )
}

type MonthProps = {
  edition: CountryCode
  year: number
  month: number
  days: ReadonlyMap<string, number>
  busiest: number
}

function Month({ edition, year, month, days, busiest }: MonthProps) {
  const first = new Date(Date.UTC(year, month - 1, 1))
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const weekStart = firstWeekday(edition)
  const weekdays = Array.from({ length: 7 }, (_, i) => ((weekStart - 1 + i) % 7) + 1)
  const before = ((first.getUTCDay() || 7) - weekStart + 7) % 7
  const cells = [...Array<number>(before).fill(0), ...Array.from({ length }, (_, i) => i + 1)]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => cells.slice(i * 7, i * 7 + 7))
  return (
    <table class="month">
      <caption>{monthAndYear(first)}</caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th scope="col" abbr={weekdayName(day).long}>
              {weekdayName(day).short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr>
            {Array.from({ length: 7 }, (_, i) => (
              <Day edition={edition} first={first} day={week[i] ?? 0} days={days} busiest={busiest} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type DayProps = { edition: CountryCode; first: Date; day: number; days: ReadonlyMap<string, number>; busiest: number }

function Day({ edition, first, day, days, busiest }: DayProps) {
  if (day === 0) return <td />
  const date = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), day))
  const columns = days.get(isoDay(date)) ?? 0
  if (columns === 0) return <td class="level-0">{day}</td>
  const level = Math.ceil((4 * columns) / busiest)
  return (
    <td class={`level-${level}`}>
      <a href={dayPath(edition, isoDay(date))}>
        <span class="day">{day}</span>
        <span class="visually-hidden">
          {' '}
          {monthAndYear(first)}: {m.columnsCounted(columns)}
        </span>
        <span class="count" aria-hidden="true">
          {formatNumber(columns)}
        </span>
      </a>
    </td>
  )
}

type DayPageProps = {
  view: View
  edition: CountryCode
  date: Date
  cards: readonly ColumnCard[]
  older: string | null
  paged: boolean
  /** False before the first column. */
  hasPrevious: boolean
  /** False for tomorrow. */
  hasNext: boolean
}

export function DayPage({ view, edition, date, cards, older, paged, hasPrevious, hasNext }: DayPageProps) {
  const neighbour = (days: number): string => dayPath(edition, isoDay(new Date(date.getTime() + days * 86_400_000)))
  return (
    <>
      <header class="page-head">
        <p class="above">
          <a href={archivePath(edition, String(date.getUTCFullYear()))}>{m.archiveTitle(placeName(edition))}</a>
        </p>
        <h1>{longDate(date)}</h1>
      </header>
      <nav class="chips" aria-label={m.archive}>
        {hasPrevious && (
          <a href={neighbour(-1)} rel="prev">
            {m.previousDay}
          </a>
        )}
        {hasNext && (
          <a href={neighbour(1)} rel="next">
            {m.nextDay}
          </a>
        )}
      </nav>
      {cards.length === 0 ? <Nothing>{m.emptyDay}</Nothing> : <River cards={cards} view={view} level={2} />}
      <Pager address={dayPath(edition, isoDay(date))} older={older} paged={paged} />
    </>
  )
}
