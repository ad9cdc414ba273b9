// A publisher's picture becomes small copies of our own: WebP of one or two widths, without anything but its pixels. The
// library is loaded with the first picture, so that only a process that collects ever carries it.
import { portraitWidths, type ImageFile, type PortraitFiles } from '../archive/index.ts'

/** Why it is no picture to show, in plain words. */
export type Refused = { readonly kind: 'refused'; readonly why: string }

export type Shrunk = { readonly kind: 'shrunk'; readonly files: readonly ImageFile[] } | Refused

export type ShrunkPortrait = { readonly kind: 'shrunk'; readonly files: PortraitFiles } | Refused

/** CSS pixels: a thumbnail, and the width of a column of text. */
const widths = [320, 640] as const
const maxHeight = 800

/** Below this it is a logo, a portrait of its writer or a counting pixel; more oblong than this, a banner. */
const least = { width: 200, height: 112 }
const mostOblong = 3.5
/** More oblong than this, a square of it is no portrait. */
const mostOblongFace = 2.2

/** A camera's picture has some 24 million; what claims more is meant to fill our memory. */
const maxPixels = 40_000_000
const seconds = 8
const quality = 68

/** One at a time in a process: pictures are never urgent, and unpacked ones are large. */
let last: Promise<unknown> = Promise.resolve()

/** `maxWidth`: CSS pixels that the publisher's rules allow. Never rejects for what the bytes hold. */
export function shrinkPicture(body: Uint8Array, maxWidth: number): Promise<Shrunk> {
  return inTurn(body, () => shrink(body, maxWidth))
}

/** The same for a face: a square of it, where the rules allow one. */
export function shrinkPortrait(body: Uint8Array, maxWidth: number): Promise<ShrunkPortrait> {
  return inTurn(body, () => shrinkFace(body, maxWidth))
}

function inTurn<T>(body: Uint8Array, work: () => Promise<T | Refused>): Promise<T | Refused> {
  const format = formatOf(body)
  if (format === null) return Promise.resolve(refused('it is not a picture of a kind we show'))
  const turn = last.then(work)
  last = turn.catch(() => undefined) // whoever waits for this one is told; the next one does not care
  return turn
}

const options = { limitInputPixels: maxPixels, failOn: 'error', animated: false } as const

type Size = { readonly width: number; readonly height: number }

/** What nobody should see, and else how large it is. */
async function measure(body: Uint8Array, sharp: Sharp, smallest: Size, oblong: number): Promise<Size | Refused> {
  const { pages = 1, autoOrient } = await sharp(body, options).metadata()
  if (pages > 1 || isAnimatedPng(body)) return refused('it moves')
  const { width, height } = autoOrient
  if (width < smallest.width || height < smallest.height) return refused(`it is too small: ${width} × ${height}`)
  if (width * height > maxPixels) return refused(`it is too large: ${width} × ${height}`)
  if (width / height > oblong || height / width > oblong) return refused(`it is too oblong: ${width} × ${height}`)
  return { width, height }
}

async function shrinkFace(body: Uint8Array, maxWidth: number): Promise<ShrunkPortrait> {
  const sharp = await loadSharp()
  const { small, large } = portraitWidths
  if (maxWidth < small) return refused('the rules allow none of our sizes')
  try {
    const size = await measure(body, sharp, { width: small, height: small }, mostOblongFace)
    if ('kind' in size) return size
    const square = async (side: number) =>
      sharp(body, options)
        .autoOrient()
        // A face is above the middle of a tall picture, and in the middle of a wide one.
        .resize({ width: side, height: side, fit: 'cover', position: size.height > size.width ? 'top' : 'centre' })
        .timeout({ seconds })
        .webp({ quality, effort: 3 })
        .toBuffer()
    const isLarge = Math.min(size.width, size.height, maxWidth) >= large
    return { kind: 'shrunk', files: { small: await square(small), large: isLarge ? await square(large) : null } }
  } catch (error) {
    return unreadable(error)
  }
}

async function shrink(body: Uint8Array, maxWidth: number): Promise<Shrunk> {
  const sharp = await loadSharp()
  try {
    const size = await measure(body, sharp, least, mostOblong)
    if ('kind' in size) return size
    const files: ImageFile[] = []
    for (const wanted of widths) {
      if (wanted > maxWidth) break
      const { data, info } = await sharp(body, options)
        .autoOrient()
        .resize({ width: wanted, height: maxHeight, fit: 'inside', withoutEnlargement: true })
        .timeout({ seconds })
        .webp({ quality, effort: 3 })
        .toBuffer({ resolveWithObject: true })
      if (files.some((file) => file.width >= info.width)) break
      files.push({ width: info.width, height: info.height, bytes: data })
    }
    return files.length === 0 ? refused('the rules allow none of our sizes') : { kind: 'shrunk', files }
  } catch (error) {
    return unreadable(error)
  }
}

/** Damaged, cut off, larger than it said, too slow: whatever it is, it is no picture for us. */
function unreadable(error: unknown): Refused {
  return refused(`it cannot be read: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`)
}

type Sharp = Awaited<ReturnType<typeof loadSharp>>

/** Only readers of the formats that `formatOf` lets through, whatever the bytes pretend to be. */
async function loadSharp() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`),
  })
  return sharp
}

/** By its first bytes; what a server calls it says nothing. Null for anything else, SVG among it. */
function formatOf(body: Uint8Array): 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | null {
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 16)).toString('latin1')
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp'
  if (head.startsWith('GIF8')) return 'gif'
  return /^ftyp(?:avif|mif1)/.test(head.slice(4)) ? 'avif' : null
}

/** The chunk that makes a PNG move stands before its pixels. */
function isAnimatedPng(body: Uint8Array): boolean {
  return Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 4096)).includes('acTL', 0, 'latin1')
}

function refused(why: string): Refused {
  return { kind: 'refused', why }
}
