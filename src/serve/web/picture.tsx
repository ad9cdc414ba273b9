// A column's picture: our small copy, with its measures so that nothing jumps, and whose it is.
import type { Picture } from '../../archive/index.ts'
import type { ColumnCard } from '../../model/index.ts'
import { picturePath } from '../http/addresses.ts'
import { messages as m } from './messages.ts'

type PictureFigureProps = {
  picture: Picture
  card: Pick<ColumnCard, 'publisherName' | 'lang' | 'dir'>
  /** The width it is shown in, as the `sizes` attribute says it. */
  sizes: string
  /** `eager` where it stands in the first view; otherwise it is loaded when it comes near. */
  loading: 'eager' | 'lazy'
}

export function PictureFigure({ picture, card, sizes, loading }: PictureFigureProps) {
  const largest = picture.sizes.at(-1)
  if (largest === undefined) return null
  return (
    <figure class="picture">
      <img
        src={picturePath(picture.hash, largest.width)}
        srcset={picture.sizes.map(({ width }) => `${picturePath(picture.hash, width)} ${width}w`).join(', ')}
        sizes={sizes}
        width={largest.width}
        height={largest.height}
        alt={picture.alt ?? m.pictureOf(card.publisherName)}
        {...(picture.alt === null ? {} : { lang: card.lang })}
        loading={loading}
        decoding="async"
      />
      <figcaption dir={m.dir}>
        {m.pictureRights} <bdi>{card.publisherName}</bdi>
      </figcaption>
    </figure>
  )
}
