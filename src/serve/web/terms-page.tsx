// What we show of one publisher's and why, in plain words, from the rules and visits that are on record.
import type { PublisherTerms, RuleSummary } from '../../archive/index.ts'
import type { Publisher } from '../../model/index.ts'
import { publisherPath } from '../http/addresses.ts'
import { Moment } from './card.tsx'
import { exactTime, formatNumber, formatPercent, placeName } from './format.ts'
import { messages as m } from './messages.ts'
import type { View } from './view.ts'

type TermsProps = { view: View; publisher: Publisher; terms: PublisherTerms; days: number }

export function TermsPage({ view, publisher, terms, days }: TermsProps) {
  const agreement = publisher.agreement
  return (
    <>
      <header class="page-head">
        <p class="above">
          <a href={publisherPath(publisher.slug)}>
            <bdi>{publisher.name}</bdi>
          </a>
        </p>
        <h1>{m.termsTitle(publisher.name)}</h1>
      </header>
      <div class="prose">
        <p>
          We show the headline, the writer, a short excerpt and “{m.copyright(publisher.name)}”, and we lead every
          reader to{' '}
          <a href={publisher.home} rel="noopener external">
            {publisher.name}
          </a>{' '}
          for the column itself. How short the excerpt is follows from the rules below; where several speak, the
          strictest wins. Without any, the default for {placeName(publisher.country)} holds.{' '}
          <a href="/about/terms">How this works in general</a>.
        </p>
        {agreement !== null && (
          <>
            <h2>What was agreed</h2>
            <ul>
              {agreement.blocked === true && <li>Nothing of this publisher is listed.</li>}
              {agreement.maxExcerptChars !== undefined && (
                <li>Excerpts have at most {formatNumber(agreement.maxExcerptChars)} characters.</li>
              )}
              {agreement.mayImage === true && <li>Images may be shown.</li>}
              {agreement.mayImage === false && <li>No images are shown.</li>}
              {agreement.note !== undefined && <li dir="auto">{agreement.note}</li>}
            </ul>
          </>
        )}
        <h2>Rules we found</h2>
        <Rules terms={terms} />
        <h2>What we read from them</h2>
        <Feeds terms={terms} view={view} />
        <h2>Our visits</h2>
        <Visits terms={terms} days={days} />
        <h2>To change this</h2>
        <p>
          Say what you wish in robots.txt, in robots meta tags or headers, or write to us:{' '}
          <a href="/about/terms">for publishers</a>. To have something removed, <a href="/removal">ask here</a>.
          {view.contact !== null && (
            <>
              {' '}
              <Contact contact={view.contact} />
            </>
          )}
        </p>
        <p>
          <a href={`/api/v1/publishers/${encodeURIComponent(publisher.slug)}/terms`}>All of this as JSON</a>
        </p>
      </div>
    </>
  )
}

function Feeds({ terms, view }: { terms: PublisherTerms; view: View }) {
  const isKnown = terms.hosts.some((host) => host.robots !== null)
  return (
    <>
      <p>
        {terms.feeds.length === 0
          ? 'No feed is followed.'
          : 'These are visited, and the page of each column they name where robots.txt and the other rules allow it. A page is read in memory and not kept.'}
      </p>
      <ul>
        {terms.feeds.map((feed) => (
          <li>
            <a href={feed.url} rel="noopener external nofollow" dir="ltr">
              {feed.url}
            </a>
            :{' '}
            {feed.goneAt !== null ? (
              'gone, and asked no more'
            ) : feed.visitedAt === null ? (
              'not visited yet'
            ) : (
              <>
                last visited <Moment at={feed.visitedAt} now={view.now} />, about every{' '}
                {intervalInWords(feed.intervalS)}
              </>
            )}
          </li>
        ))}
        {terms.hosts.map((host) => (
          <li>
            <code>{host.host}</code>: {robotsInWords(host.robots)}
            {host.robotsReadAt !== null && (
              <>
                ; last read <time datetime={host.robotsReadAt.toISOString()}>{exactTime(host.robotsReadAt)}</time>
              </>
            )}
            {host.crawlDelayMs !== null &&
              host.crawlDelayMs > 0 &&
              `; it asks for ${formatNumber(host.crawlDelayMs / 1000)} seconds between requests, and gets them`}
          </li>
        ))}
      </ul>
      {isKnown && (
        <p>
          robots.txt is read again when it has expired, at the latest after a day; what it says then holds from then on.
        </p>
      )}
    </>
  )
}

function intervalInWords(seconds: number): string {
  const hours = seconds / 3600
  if (hours < 1.5) return `${formatNumber(Math.max(1, Math.round(seconds / 60)))} minutes`
  return hours < 48 ? `${formatNumber(Math.round(hours))} hours` : `${formatNumber(Math.round(hours / 24))} days`
}

function Rules({ terms }: { terms: PublisherTerms }) {
  if (terms.rules.length === 0) return <p>{m.noRules}</p>
  return (
    <>
      <p>In the newest {m.columnsCounted(terms.columns)}; those in bold decided how much is shown.</p>
      <ul class="ledger">
        {terms.rules.map((rule: RuleSummary) => (
          <li class={rule.decisive ? 'decisive' : ''}>
            <span class="effect">{rule.effect}</span>
            <span class="source">
              <code>
                {rule.source}: {rule.name}
                {rule.value !== null && ` ${rule.value}`}
              </code>{' '}
              {m.columnsCounted(rule.columns)}, last read{' '}
              <time datetime={rule.readAt.toISOString()}>{exactTime(rule.readAt)}</time>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Visits({ terms, days }: { terms: PublisherTerms; days: number }) {
  const total = terms.visits.reduce((sum, one) => sum + one.visits, 0)
  const bytes = terms.visits.reduce((sum, one) => sum + one.bytes, 0)
  const unchanged = terms.visits
    .filter((one) => one.outcome === 'not-modified')
    .reduce((sum, one) => sum + one.visits, 0)
  return (
    <>
      <p>
        In the last {days} days: {formatNumber(total)} requests, {formatBytes(bytes)}
        {total > 0 && `, ${formatPercent(unchanged / total)} answered with “not modified” (304)`}
        {terms.days.length > 0 && `; ${formatNumber(Math.round(total / terms.days.length))} on a day with visits`}.
      </p>
      {terms.visits.length > 0 && (
        <div class="scroll" tabindex={0} role="region" aria-label="Our visits">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Asked for</th>
                <th scope="col">What came</th>
                <th scope="col">Requests</th>
                <th scope="col">Bytes</th>
              </tr>
            </thead>
            <tbody>
              {terms.visits.map((one) => (
                <tr>
                  <td>{one.purpose}</td>
                  <td>{one.outcome}</td>
                  <td class="number">{formatNumber(one.visits)}</td>
                  <td class="number">{formatBytes(one.bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {terms.days.length > 0 && (
        <details>
          <summary>By day</summary>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Requests</th>
                <th scope="col">Bytes</th>
              </tr>
            </thead>
            <tbody>
              {terms.days.map((one) => (
                <tr>
                  <td>{one.day}</td>
                  <td class="number">{formatNumber(one.visits)}</td>
                  <td class="number">{formatBytes(one.bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  )
}

export function Contact({ contact }: { contact: string }) {
  const isAddress = /^[^\s@]+@[^\s@]+$/.test(contact)
  const isPage = /^https?:\/\//.test(contact)
  if (!isAddress && !isPage) return <>{contact}</>
  return <a href={isAddress ? `mailto:${contact}` : contact}>{contact}</a>
}

function robotsInWords(state: string | null): string {
  switch (state) {
    case 'rules':
      return 'robots.txt is read and obeyed'
    case 'allow-all':
      return 'has no robots.txt'
    case 'disallow-all':
      return 'robots.txt cannot be read, so nothing is asked for until it can'
    default:
      return 'robots.txt has not been read yet'
  }
}

/** `812 B`, `14 kB`, `3.2 MB`. */
function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${formatNumber(bytes)} B`
  if (bytes < 1_000_000) return `${formatNumber(Math.round(bytes / 1000))} kB`
  return `${formatNumber(Math.round(bytes / 100_000) / 10)} MB`
}
