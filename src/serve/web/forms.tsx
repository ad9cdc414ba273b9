// Buttons that keep something for the reader. Plain forms: they work without scripts, and `http` checks where they come from.
import type { ColumnCard, ColumnistId, CountryCode, PublisherId } from '../../model/index.ts'
import { columnPath } from '../http/addresses.ts'
import { messages as m } from './messages.ts'
import type { Reader } from '../http/reader.ts'

/** Characters; percent-encoded in any script they stay within what a form may send. */
export const maxReportName = 120
export const maxReportNote = 400

type FollowProps = {
  what: 'columnist' | 'publisher'
  id: ColumnistId | PublisherId
  name: string
  reader: Reader
  back: string
}

export function FollowButton({ what, id, name, reader, back }: FollowProps) {
  const list: readonly number[] = what === 'columnist' ? reader.columnists : reader.publishers
  const follows = list.includes(id)
  return (
    <form class="act" method="post" action="/follow">
      <input type="hidden" name={what} value={id} />
      <input type="hidden" name="do" value={follows ? 'unfollow' : 'follow'} />
      <input type="hidden" name="back" value={back} />
      <button
        type="submit"
        class={follows ? 'on' : 'primary'}
        aria-label={follows ? m.unfollowName(name) : m.followName(name)}
      >
        {follows ? m.following : m.follow}
      </button>
      {follows && (
        <p>
          <a href="/following">{m.favoritesLink}</a>
        </p>
      )}
    </form>
  )
}

type PieceProps = {
  card: Pick<ColumnCard, 'id' | 'publisherId' | 'publisherSlug' | 'title' | 'credits'>
  back?: string
}

export function SaveButton({ card, saved, back }: PieceProps & { saved: boolean }) {
  return (
    <form class="act" method="post" action="/save">
      <PieceFields card={card} back={back} act={saved ? 'unsave' : 'save'} />
      <button type="submit" class={saved ? 'on' : ''} {...(saved ? { 'aria-label': m.unsave } : {})}>
        {saved ? m.saved : m.save}
      </button>
    </form>
  )
}

export function LikeButton({ card, liked, likes, back }: PieceProps & { liked: boolean; likes: number }) {
  return (
    <form class="act" method="post" action="/like">
      <PieceFields card={card} back={back} act={liked ? 'unlike' : 'like'} />
      <button type="submit" class={liked ? 'on' : ''} {...(liked ? { 'aria-label': m.unlike } : {})}>
        {liked ? m.liked : m.like} {likes > 0 && <span class="count">{likes}</span>}
      </button>
    </form>
  )
}

/** The column's own address: a link, which a script turns into the device's way of sharing. */
export function ShareLink({ card }: { card: PieceProps['card'] }) {
  return (
    <a class="share" href={columnPath(card)} data-share data-copied={m.shareCopied}>
      {m.share}
    </a>
  )
}

/** Reads aloud what the page shows, in the piece's language. Only a script can do that, and it shows the button where it can. */
export function ListenButton({ lang }: { lang: string }) {
  return (
    <button type="button" hidden data-listen={lang} data-stop={m.listenStop}>
      {m.listen}
    </button>
  )
}

/** Says whose name should stand here. It waits for the operator and changes nothing by itself. */
export function ReportForm({ column }: { column: Pick<ColumnCard, 'id' | 'publisherId'> }) {
  return (
    <form class="report" method="post" action="/report">
      <h2>{m.reportTitle}</h2>
      <p>
        {m.reportAbout} <a href="/about/corrections">{m.aboutCorrections}</a>
      </p>
      <input type="hidden" name="publisher" value={column.publisherId} />
      <input type="hidden" name="column" value={column.id} />
      <label>
        {m.reportName}
        <input type="text" name="name" required maxlength={maxReportName} dir="auto" autocomplete="off" />
      </label>
      <label>
        {m.reportNote}
        <input type="text" name="note" maxlength={maxReportNote} dir="auto" autocomplete="off" />
      </label>
      <div>
        <button type="submit">{m.reportSend}</button>
      </div>
    </form>
  )
}

/** Makes this edition the one that `/` opens. Only then is it remembered. */
export function EditionButton({ edition, reader }: { edition: CountryCode; reader: Reader }) {
  const chosen = reader.edition === edition
  return (
    <form class="act quiet" method="post" action="/edition">
      <input type="hidden" name="edition" value={chosen ? '' : edition} />
      <input type="hidden" name="back" value={`/${edition}`} />
      {chosen && <span class="chosen">{m.isFrontPage}</span>}
      <button type="submit">{chosen ? m.forgetFrontPage : m.makeFrontPage}</button>
    </form>
  )
}

function PieceFields({ card, act, back }: { card: PieceProps['card']; act: string; back: string | undefined }) {
  return (
    <>
      <input type="hidden" name="publisher" value={card.publisherId} />
      <input type="hidden" name="column" value={card.id} />
      <input type="hidden" name="do" value={act} />
      <input type="hidden" name="back" value={back ?? columnPath(card)} />
    </>
  )
}
