// What we show of one publisher's and why, in plain words, from the rules and visits that are on record.
import type { PublisherTerms, RuleSummary } from '../../archive/index.ts'
import type { Publisher } from '../../model/index.ts'
import { publisherPath } from '../http/addresses.ts'
import { Moment } from './card.tsx'
import { Contact } from './contact.tsx'
import { EnglishHolds } from './english-holds.tsx'
import { exactTime, formatBytes, formatInterval, formatNumber, formatPercent, placeName, shortDate } from './format.ts'
import { LedgerRule } from './ledger.tsx'
import { messages as m, wordFor } from './messages.ts'
import { linkTo } from './rich.tsx'
import type { View } from './view.ts'

type TermsProps = { view: View; publisher: Publisher; terms: PublisherTerms; days: number }

export function TermsPage({ view, publisher, terms, days }: TermsProps) {
  const said = m.publisherTerms
  const home = (
    <a href={publisher.home} rel="noopener external">
      <bdi>{publisher.name}</bdi>
    </a>
  )
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
        <EnglishHolds />
        <p>
          {said.summary({
            rights: m.copyright(publisher.name),
            publisher: home,
            place: placeName(publisher.country),
            link: linkTo('/about/terms'),
          })}
        </p>
        <Agreed publisher={publisher} />
        <h2>{said.rules}</h2>
        <Rules terms={terms} />
        <h2>{said.feeds}</h2>
        <Feeds terms={terms} view={view} />
        <h2>{said.visits}</h2>
        <Visits terms={terms} days={days} />
        <h2>{said.change}</h2>
        <p>
          {said.changeHow({ terms: linkTo('/about/terms'), removal: linkTo('/removal') })}{' '}
          {view.contact !== null && <Contact contact={view.contact} />}
        </p>
        <p>
          <a href={`/api/v1/publishers/${encodeURIComponent(publisher.slug)}/terms`}>{said.json}</a>
        </p>
      </div>
    </>
  )
}

function Agreed({ publisher: { agreement } }: { publisher: Publisher }) {
  if (agreement === null) return null
  const said = m.publisherTerms
  return (
    <>
      <h2>{said.agreed}</h2>
      <ul>
        {agreement.blocked === true && <li>{said.blocked}</li>}
        {agreement.maxExcerptChars !== undefined && <li>{said.maxExcerpt(agreement.maxExcerptChars)}</li>}
        {agreement.mayImage !== undefined && <li>{agreement.mayImage ? said.images : said.noImages}</li>}
        {agreement.note !== undefined && <li dir="auto">{agreement.note}</li>}
      </ul>
    </>
  )
}

function Feeds({ terms, view }: { terms: PublisherTerms; view: View }) {
  const said = m.publisherTerms
  const isKnown = terms.hosts.some((host) => host.robots !== null)
  return (
    <>
      <p>{terms.feeds.length === 0 ? said.noFeed : said.feedsAre}</p>
      <ul>
        {terms.feeds.map((feed) => (
          <li>
            <FeedState feed={feed} now={view.now} />
          </li>
        ))}
        {terms.hosts.map((host) => (
          <li>
            {robotsInWords(host.robots)({ host: <code dir="ltr">{host.host}</code> })}
            {host.robotsReadAt !== null &&
              said.robotsRead({
                when: <time datetime={host.robotsReadAt.toISOString()}>{exactTime(host.robotsReadAt)}</time>,
              })}
            {host.crawlDelayMs !== null && host.crawlDelayMs > 0 && said.crawlDelay(host.crawlDelayMs / 1000)}
          </li>
        ))}
      </ul>
      {isKnown && <p>{said.robotsAgain}</p>}
    </>
  )
}

function FeedState({ feed, now }: { feed: PublisherTerms['feeds'][number]; now: Date }) {
  const said = m.publisherTerms
  const link = (
    <a href={feed.url} rel="noopener external nofollow" dir="ltr">
      {feed.url}
    </a>
  )
  if (feed.goneAt !== null) return <>{said.feedGone({ feed: link })}</>
  if (feed.visitedAt === null) return <>{said.feedNew({ feed: link })}</>
  const when = <Moment at={feed.visitedAt} now={now} />
  return <>{said.feedVisited({ feed: link, when, interval: formatInterval(feed.intervalS) })}</>
}

function Rules({ terms }: { terms: PublisherTerms }) {
  if (terms.rules.length === 0) return <p>{m.noRules}</p>
  const said = m.publisherTerms
  return (
    <>
      <p>{said.rulesOf(terms.columns)}</p>
      <ul class="ledger">
        {terms.rules.map((rule: RuleSummary) => (
          <LedgerRule rule={rule}>
            {said.ruleRead({
              n: rule.columns,
              when: <time datetime={rule.readAt.toISOString()}>{exactTime(rule.readAt)}</time>,
            })}
          </LedgerRule>
        ))}
      </ul>
    </>
  )
}

function Visits({ terms, days }: { terms: PublisherTerms; days: number }) {
  const said = m.publisherTerms
  const total = terms.visits.reduce((sum, one) => sum + one.visits, 0)
  const bytes = terms.visits.reduce((sum, one) => sum + one.bytes, 0)
  const unchanged = terms.visits
    .filter((one) => one.outcome === 'not-modified')
    .reduce((sum, one) => sum + one.visits, 0)
  return (
    <>
      <p>
        {said.visitsAre({ days, n: total, size: formatBytes(bytes) })}{' '}
        {total > 0 && said.unchanged(formatPercent(unchanged / total))}{' '}
        {terms.days.length > 0 && said.perDay(Math.round(total / terms.days.length))}
      </p>
      {terms.visits.length > 0 && (
        <div class="scroll" tabindex={0} role="region" aria-label={said.visits}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{said.askedFor}</th>
                <th scope="col">{said.whatCame}</th>
                <th scope="col">{said.requests}</th>
                <th scope="col">{said.bytes}</th>
              </tr>
            </thead>
            <tbody>
              {terms.visits.map((one) => (
                <tr>
                  <td>{wordFor(said.purposes, one.purpose) ?? one.purpose}</td>
                  <td>{wordFor(said.outcomes, one.outcome) ?? one.outcome}</td>
                  <td class="number">{formatNumber(one.visits)}</td>
                  <td class="number">{formatBytes(one.bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {terms.days.length > 0 && <ByDay days={terms.days} />}
    </>
  )
}

function ByDay({ days }: { days: PublisherTerms['days'] }) {
  const said = m.publisherTerms
  return (
    <details>
      <summary>{said.byDay}</summary>
      <div class="scroll" tabindex={0} role="region" aria-label={said.byDay}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{said.day}</th>
              <th scope="col">{said.requests}</th>
              <th scope="col">{said.bytes}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((one) => (
              <tr>
                <td>
                  <time datetime={one.day}>{shortDate(new Date(one.day))}</time>
                </td>
                <td class="number">{formatNumber(one.visits)}</td>
                <td class="number">{formatBytes(one.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function robotsInWords(state: string | null) {
  const said = m.publisherTerms.robots
  return state === 'rules' || state === 'allow-all' || state === 'disallow-all' ? said[state] : said.unread
}
