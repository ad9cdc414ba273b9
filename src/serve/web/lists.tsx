// What pages of columns share: tabs of an edition, pages older and newer, and a sentence when there is nothing.
import type { Child } from 'hono/jsx'
import type { ColumnCard, CountryCode } from '../../model/index.ts'
import { withQuery } from '../http/query.ts'
import { archivePath, editionPath, favoritesPath } from '../http/addresses.ts'
import { Card } from './card.tsx'
import { messages as m } from './messages.ts'
import { linkTo } from './rich.tsx'
import { isRead, type View } from './view.ts'

/** The seed's three tabs. */
export function Tabs({ edition, active }: { edition: CountryCode; active: 'current' | 'favorites' | 'archive' }) {
  const tabs = [
    ['current', editionPath(edition), m.current],
    ['favorites', favoritesPath(edition), m.favorites],
    ['archive', archivePath(edition), m.archive],
  ] as const
  return (
    <nav class="tabs" aria-label={m.sections}>
      {tabs.map(([key, href, text]) => (
        <a href={href} {...(key === active ? { 'aria-current': 'page' } : {})}>
          {text}
        </a>
      ))}
    </nav>
  )
}

type RiverProps = {
  cards: readonly ColumnCard[]
  view: View
  level?: 2 | 3
  without?: 'writer' | 'publisher'
  /** Marks the words of a search. */
  mark?: (text: string) => Child
}

/** Newest first, one below the other. */
export function River({ cards, view, level = 3, without, mark }: RiverProps) {
  return (
    <>
      {view.look.hidePaid && <p class="paid-hidden">{m.paidHidden({ settings: linkTo('/settings') })}</p>}
      <ol class="river" data-more={m.live.more(cards.length)}>
        {cards.map((card) => (
          <li>
            <Card
              card={card}
              now={view.now}
              level={level}
              read={isRead(view, card)}
              {...(without === undefined ? {} : { without })}
              {...(mark === undefined ? {} : { mark })}
            />
          </li>
        ))}
      </ol>
    </>
  )
}

type PagerProps = {
  address: string
  older: string | null
  /** This is not the list's first page. */
  paged: boolean
  /** Nothing was found in what has been looked at. */
  further?: boolean
}

/** Links to the neighbouring pages of a list. */
export function Pager({ address, older, paged, further = false }: PagerProps) {
  if (older === null && !paged) return null
  return (
    <nav class="pager" aria-label={m.pages}>
      {paged && (
        <a href={address} rel="first">
          {m.backToNewest}
        </a>
      )}
      {older !== null && (
        <a class="older" href={withQuery(address, { after: older })} rel="next">
          {further ? m.keepLooking : m.olderColumns} <span aria-hidden="true">↓</span>
        </a>
      )}
    </nav>
  )
}

export function Nothing({ children }: { children?: Child }) {
  return <p class="nothing">{children}</p>
}
