// One column, as in the seed: headline, writers, two counters, when, an excerpt, whose it is, and the way to the original.
import type { ColumnDetail, Neighbours, PartedWriters, Picture, Publication } from '../../archive/index.ts'
import type { ColumnCard, Topic } from '../../model/index.ts'
import { columnistPath, columnPath, goPath, topicPath } from '../http/addresses.ts'
import { Kicker, Moment } from './card.tsx'
import { Revisions, WhyThisMuch, WhyThisName } from './column-reasons.tsx'
import { Family } from './copies.tsx'
import { Face, portraitOf } from './face.tsx'
import { exactTime, formatNumber, relativeTime, shortDate } from './format.ts'
import { LikeButton, ListenButton, SaveButton, ShareLink } from './forms.tsx'
import { listedHeadline } from './headline.ts'
import { messages as m } from './messages.ts'
import { PictureFigure } from './picture.tsx'
import { ReadButton } from './read-button.tsx'
import type { View } from './view.ts'

/** Characters. Longer headlines are set smaller, so that they do not push everything else off the first screen. */
const longHeadline = 110

type ColumnPageProps = {
  view: View
  column: ColumnDetail
  neighbours: Neighbours
  liked: boolean
  picture: Picture | undefined
  /** Of the same piece, this column among them; empty when there is no copy. */
  family: readonly Publication[]
  /** Others' columns on its first topic, from about its days. */
  onSubject: readonly ColumnCard[]
  /** One of its writers was taken for another of the name for a time. */
  parted: PartedWriters | undefined
}

export function ColumnPage(props: ColumnPageProps) {
  const { view, column, neighbours, liked, picture, family, onSubject, parted } = props
  const saved = view.reader.saved.some((one) => one.id === column.id && one.publisherId === column.publisherId)
  const excerpt = column.fullExcerpt ?? column.excerpt
  const when = <When at={column.publishedAt} now={view.now} />
  return (
    <article class="piece" dir={column.dir} data-piece={`${column.publisherId}-${column.id}`}>
      <header>
        <Kicker card={column} />
        <h1
          class={column.title.length > longHeadline ? 'headline long' : 'headline'}
          lang={column.lang}
          dir={column.dir}
        >
          {column.title}
        </h1>
        <WritersLine column={column} />
        <p class="dateline">
          <span dir={m.dir}>{column.publishedKnown ? when : m.firstSeen({ when })}</span>
        </p>
      </header>
      {picture !== undefined && (
        <PictureFigure picture={picture} card={column} sizes="(min-width: 48rem) 40rem, 100vw" loading="eager" />
      )}
      {excerpt === null ? (
        <p class="no-excerpt" dir={m.dir}>
          {column.rules.some((rule) => rule.decisive) ? m.noExcerpt : m.noExcerptUnknown}
        </p>
      ) : (
        <p class="standfirst" lang={column.lang} dir={column.dir}>
          {excerpt}
        </p>
      )}
      <p class="rights">{m.copyright({ publisher: <bdi>{column.publisherName}</bdi> })}</p>
      <p class="onward">
        <a class="button" href={goPath(column)} rel="noopener external" dir={m.dir} data-original={column.canonicalUrl}>
          <span>{m.continueOn({ publisher: <bdi>{column.publisherName}</bdi> })}</span>
          <span class="arrow" aria-hidden="true" />
        </a>
        <span class="access" dir={m.dir}>
          {m.accessLong[column.access]} {isWholeTextKnown(column) && m.wordsThere(column.words)}
        </span>
      </p>
      <Family column={column} family={family} now={view.now} />
      <div class="acts" dir={m.dir}>
        <dl class="counters">
          <div>
            <dt>{m.viewsHere}</dt>
            <dd>{formatNumber(column.views)}</dd>
          </div>
          <div>
            <dt>{m.opensThere}</dt>
            <dd>{formatNumber(column.opens)}</dd>
          </div>
        </dl>
        <div class="act-group">
          <LikeButton card={column} liked={liked} likes={column.likes} />
          <SaveButton card={column} saved={saved} />
          <ReadButton view={view} card={column} />
          <ShareLink card={column} />
          <ListenButton lang={column.lang} />
        </div>
      </div>
      <section class="reasons" aria-label={m.reasons} dir={m.dir}>
        <WhyThisName column={column} parted={parted} />
        <WhyThisMuch column={column} view={view} />
        <Revisions column={column} view={view} />
      </section>
      <NextAndPrevious neighbours={neighbours} writer={column.credits[0]?.name ?? ''} />
      <OnSubject cards={onSubject} topic={column.topics[0]} view={view} />
    </article>
  )
}

/** In words while that is fresh, and to the minute. */
function When({ at, now }: { at: Date; now: Date }) {
  const words = relativeTime(at, now)
  if (words === shortDate(at)) return <time datetime={at.toISOString()}>{exactTime(at)}</time>
  return (
    <>
      <time datetime={at.toISOString()}>{words}</time>
      <span class="exact">{exactTime(at)}</span>
    </>
  )
}

/** Behind a paywall we read a part, and nobody asks how many words a drawing has. */
function isWholeTextKnown(column: ColumnDetail): column is ColumnDetail & { words: number } {
  const isText = column.kind !== 'cartoon' && column.kind !== 'podcast'
  return column.words !== null && isText && column.access !== 'paid' && column.access !== 'partly'
}

function WritersLine({ column }: { column: ColumnDetail }) {
  if (column.credits.length === 0) return <p class="byline unsigned">{m.unsigned}</p>
  return (
    <ul class="byline">
      {column.credits.map((credit) => (
        <li>
          <a href={columnistPath(credit.slug)}>
            <Face name={credit.name} kind={credit.kind} portrait={portraitOf(credit, column.publisherName)} large />
            <span>
              <bdi class="name">{credit.name}</bdi>
              <span class="role" dir={m.dir}>
                {m.contributorKinds[credit.kind]}
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function NextAndPrevious({ neighbours, writer }: { neighbours: Neighbours; writer: string }) {
  const { previous, next } = neighbours
  if (previous === null && next === null) return null
  return (
    <nav class="neighbours" aria-label={m.moreBy}>
      {previous !== null && (
        <a href={columnPath(previous)} rel="prev">
          <span class="role" dir={m.dir}>
            {m.previousColumn} <bdi>{writer}</bdi>
          </span>
          <span class="headline" lang={previous.lang} dir={previous.dir}>
            {listedHeadline(previous.title)}
          </span>
        </a>
      )}
      {next !== null && (
        <a href={columnPath(next)} rel="next">
          <span class="role" dir={m.dir}>
            {m.nextColumn} <bdi>{writer}</bdi>
          </span>
          <span class="headline" lang={next.lang} dir={next.dir}>
            {listedHeadline(next.title)}
          </span>
        </a>
      )}
    </nav>
  )
}

/** What others say about the same thing; the topic's own page has all of them. */
function OnSubject({ cards, topic, view }: { cards: readonly ColumnCard[]; topic: Topic | undefined; view: View }) {
  if (topic === undefined) return null
  return (
    <section class="on-subject" aria-labelledby="on-subject" dir={m.dir}>
      <h2 id="on-subject" class="section-title">
        {cards.length === 0 ? m.topic : m.onSubject}
      </h2>
      {cards.length > 0 && (
        <ol>
          {cards.map((card) => (
            <li>
              <a class="headline" href={columnPath(card)} lang={card.lang} dir={card.dir}>
                {listedHeadline(card.title)}
              </a>
              <p class="role">
                {card.credits[0] !== undefined && (
                  <>
                    <bdi>{card.credits[0].name}</bdi>
                    {'\u00a0· '}
                  </>
                )}
                <bdi>{card.publisherName}</bdi>
                {'\u00a0· '}
                <Moment at={card.publishedAt} now={view.now} />
              </p>
            </li>
          ))}
        </ol>
      )}
      <p>
        <a class="onwards" href={topicPath(topic)}>
          {m.topicTitle(m.topics[topic])}
        </a>
      </p>
    </section>
  )
}
