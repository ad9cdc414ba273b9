// A writer's face: our small copy of the portrait on their own page at a publisher where we may keep one, else their monogram.
import type { Portrait } from '../../archive/index.ts'
import type { ColumnistId, Credit } from '../../model/index.ts'
import { picturePath } from '../http/addresses.ts'
import { messages as m } from './messages.ts'
import { Monogram } from './monogram.tsx'

/** Which of a list's writers have one. */
export type PortraitsOf = ReadonlyMap<ColumnistId, Portrait>

type FaceProps = { name: string; kind?: Credit['kind']; large?: boolean; portrait?: Portrait | undefined }

/** Pixels: a list's copy is sharp on any screen, a page's head takes the larger one. */
const widths = { list: 96, head: 192 } as const

/** Says nothing that the name beside it does not say, so it has no text of its own but whose it is. */
export function Face({ portrait, large = false, ...of }: FaceProps) {
  if (portrait === undefined) return <Monogram {...of} large={large} />
  const width = large ? widths.head : widths.list
  return (
    <img
      class={`monogram portrait${large ? ' large' : ''}`}
      src={picturePath(portrait.hash, width)}
      width={width}
      height={width}
      alt=""
      title={`${m.pictureRights} ${portrait.publisherName}`}
      loading="lazy"
      decoding="async"
    />
  )
}

/** A credit's portrait, which is the piece's publisher's own. */
export function portraitOf(credit: Credit, publisherName: string): Portrait | undefined {
  return credit.portrait === undefined ? undefined : { hash: credit.portrait, publisherName }
}
