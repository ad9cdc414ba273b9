// `/about/bot`: how often our bot came, in numbers, for the publishers it came to.
import type { BotDay } from '../../archive/index.ts'
import { formatBytes, formatNumber, formatPercent, shortDate } from './format.ts'
import { messages as m } from './messages.ts'
import { linkTo } from './rich.tsx'

export function BotNumbers({ days }: { days: readonly BotDay[] }) {
  const said = m.aboutTheBot
  if (days.length === 0) return <p>{said.never}</p>
  const total = (of: (day: BotDay) => number) => days.reduce((sum, day) => sum + of(day), 0)
  const feedVisits = total((day) => day.feedVisits)
  return (
    <>
      <p>
        {said.visits({ n: total((day) => day.visits), size: formatBytes(total((day) => day.bytes)) })}{' '}
        {feedVisits > 0 && said.unchanged(formatPercent(total((day) => day.unchanged) / feedVisits))}{' '}
        {said.yours({ link: linkTo('/publishers') })}
      </p>
      <details>
        <summary>{said.byDay}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{said.day}</th>
              <th scope="col">{said.visitsCount}</th>
              <th scope="col">{said.received}</th>
              <th scope="col">{said.feedsUnchanged}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr>
                <th scope="row">
                  <time datetime={day.day}>{shortDate(new Date(day.day))}</time>
                </th>
                <td>{formatNumber(day.visits)}</td>
                <td>{formatBytes(day.bytes)}</td>
                <td>{day.feedVisits === 0 ? '–' : formatPercent(day.unchanged / day.feedVisits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
