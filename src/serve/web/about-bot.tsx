// `/about/bot`: how often our bot came, in numbers, for the publishers it came to.
import type { BotDay } from '../../archive/index.ts'

export function BotNumbers({ days }: { days: readonly BotDay[] }) {
  if (days.length === 0) return <p>It has not visited anyone in the last thirty days.</p>
  const total = (of: (day: BotDay) => number) => days.reduce((sum, day) => sum + of(day), 0)
  const feedVisits = total((day) => day.feedVisits)
  return (
    <>
      <p>
        In the last thirty days it made {number(total((day) => day.visits))} visits to all publishers together and
        received {size(total((day) => day.bytes))}.{' '}
        {feedVisits > 0 && (
          <>
            Of its visits to feeds{' '}
            {share(
              total((day) => day.unchanged),
              feedVisits,
            )}{' '}
            found nothing changed (304) and cost no body.
          </>
        )}{' '}
        What it asked of you alone is on <a href="/publishers">your page</a>, under its terms.
      </p>
      <details>
        <summary>Day by day</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Visits</th>
              <th scope="col">Received</th>
              <th scope="col">Feeds unchanged</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr>
                <th scope="row">
                  <time datetime={day.day}>{day.day}</time>
                </th>
                <td>{number(day.visits)}</td>
                <td>{size(day.bytes)}</td>
                <td>{day.feedVisits === 0 ? '–' : share(day.unchanged, day.feedVisits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}

function number(value: number): string {
  return value.toLocaleString('en')
}

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`
}

function size(bytes: number): string {
  if (bytes < 1e6) return `${number(Math.round(bytes / 1e3))} kB`
  return bytes < 1e9 ? `${number(Math.round(bytes / 1e6))} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
