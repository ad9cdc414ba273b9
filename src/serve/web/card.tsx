// A column in a list, and the small pieces it shares with the column's own page.
import type { Child } from 'hono/jsx'
import type { Picture } from '../../archive/index.ts'
import type { ColumnCard } from '../../model/index.ts'
import { columnistPath, columnPath, publisherPath } from '../http/addresses.ts'
import { betweenItems, exactTime, relativeTime } from './format.ts'
import { messages as m } from './messages.ts'
import { drawnCard } from './drawn.ts'
import { listedHeadline } from './headline.ts'
import { FreeElsewhere } from './free-elsewhere.tsx'
import { Face, portraitOf } from './face.tsx'
import { PictureFigure } from './picture.tsx'

type CardProps = {
  card: ColumnCard
  now: Date
  /** Level of the heading, so that a page's outline has no gaps. */
  level?: 2 | 3
  /** `lead` is the first of a front page, `second` its neighbours, `river` the rest. */
  rank?: 'lead' | 'second' | 'river'
  /** On a writer's own page their name is not repeated on each card. */
  without?: 'writer' | 'publisher'
  /** Shown by the leading card alone: a list is read faster without. */
  picture?: Picture
  /** The reader has marked it. */
  read?: boolean
  /** Marks the words of a search in headline and excerpt. */
  mark?: (text: string) => Child
}

export function Card(props: CardProps) {
  const { card, now, level = 3, rank = 'river', without = '', picture, read = false, mark } = props
  if (picture !== undefined || mark !== undefined) return <DrawnCard {...props} />
  const manner = `${rank} ${level} ${without} ${read}`
  return drawnCard(card, manner, relativeTime(card.publishedAt, now), () => <DrawnCard {...props} />)
}

function DrawnCard(props: CardProps) {
  const { card, now, level = 3, rank = 'river', without, picture, read = false, mark = asIs } = props
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <article
      class={`card ${rank}${picture === undefined ? '' : ' pictured'}${read ? ' read' : ''}`}
      dir={card.dir}
      data-piece={`${card.publisherId}-${card.id}`}
    >
      {picture !== undefined && (
        <PictureFigure picture={picture} card={card} sizes="(min-width: 48rem) 20rem, 100vw" loading="lazy" />
      )}
      <Kicker card={card} withPublisher={without !== 'publisher'} />
      <Heading class="headline" lang={card.lang} dir={card.dir}>
        <a href={columnPath(card)}>{mark(listedHeadline(card.title))}</a>
      </Heading>
      {card.excerpt !== null && (
        <p class="excerpt" lang={card.lang} dir={card.dir}>
          {mark(card.excerpt)}
        </p>
      )}
      <FreeElsewhere copy={card.freeAt} />
      <p class="meta">
        {without !== 'writer' && <Writers card={card} />}
        <span class="facts">
          <Published card={card} now={now} />
          {card.views > 0 && (
            <span class="count" dir={m.dir}>
              {m.views(card.views)}
            </span>
          )}
          {card.opens > 0 && (
            <span class="count" dir={m.dir}>
              {m.opens(card.opens)}
            </span>
          )}
          {card.likes > 0 && (
            <span class="count" dir={m.dir}>
              {m.likes(card.likes)}
            </span>
          )}
        </span>
      </p>
    </article>
  )
}

const asIs = (text: string): Child => text

/** Publisher, section, and what sets this piece apart: another kind than a column, a subscription. */
export function Kicker({ card, withPublisher = true }: { card: ColumnCard; withPublisher?: boolean }) {
  const kind = card.kind === 'column' || card.kind === 'unknown' ? null : m.kinds[card.kind]
  const access = card.access === 'paid' || card.access === 'partly' ? m.access[card.access] : null
  if (!withPublisher && kind === null && access === null && card.section === null) return null
  return (
    <p class="kicker">
      {withPublisher && (
        <a class="publisher" href={publisherPath(card.publisherSlug)}>
          <bdi>{card.publisherName}</bdi>
        </a>
      )}
      {card.section !== null && (
        <span class="section">
          <bdi>{card.section}</bdi>
        </span>
      )}
      {kind !== null && (
        <span class="flag" dir={m.dir}>
          {kind}
        </span>
      )}
      {access !== null && (
        <span class="flag paid" dir={m.dir}>
          {access}
        </span>
      )}
    </p>
  )
}

/** Names of everyone a piece is by, each a link to their page; “Unsigned” when there is nobody. */
function Writers({ card: { credits, publisherName } }: { card: Pick<ColumnCard, 'credits' | 'publisherName'> }) {
  const [first] = credits
  if (first === undefined) return <span class="writers unsigned">{m.unsigned}</span>
  const between = betweenItems(credits.length)
  return (
    <span class="writers">
      <Face name={first.name} kind={first.kind} portrait={portraitOf(first, publisherName)} />
      {credits.map((credit, i) => (
        <>
          {i > 0 && <span class="between">{between[i - 1]}</span>}
          <a class="writer" href={columnistPath(credit.slug)}>
            <bdi>{credit.name}</bdi>
          </a>
        </>
      ))}
    </span>
  )
}

/** When, in words, with the exact time in the element. */
function Published({ card, now }: { card: Pick<ColumnCard, 'publishedAt' | 'publishedKnown'>; now: Date }) {
  const moment = <Moment at={card.publishedAt} now={now} />
  return (
    <span class="when" dir={m.dir}>
      {card.publishedKnown ? moment : m.firstSeen({ when: moment })}
    </span>
  )
}

export function Moment({ at, now }: { at: Date; now: Date }) {
  return (
    <time datetime={at.toISOString()} title={exactTime(at)}>
      {relativeTime(at, now)}
    </time>
  )
}
