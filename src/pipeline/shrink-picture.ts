// A publisher's picture becomes small copies of our own: WebP of one or two widths, without anything but its pixels. The
// library is loaded with the first picture, so that only a process that collects ever carries it.
import type { ImageFile } from '../archive/index.ts'

export type Shrunk =
  | { readonly kind: 'shrunk'; readonly files: readonly ImageFile[] }
  /** Why it is no picture to show, in plain words. */
  | { readonly kind: 'refused'; readonly why: string }

/** CSS pixels: a thumbnail, and the width of a column of text. */
const widths = [320, 640] as const
const maxHeight = 800

/** Below this it is a logo, a portrait of its writer or a counting pixel; more oblong than this, a banner. */
const least = { width: 200, height: 112 }
const mostOblong = 3.5

/** A camera's picture has some 24 million; what claims more is meant to fill our memory. */
const maxPixels = 40_000_000
const seconds = 8
const quality = 68

/** One at a time in a process: pictures are never urgent, and unpacked ones are large. */
let last: Promise<unknown> = Promise.resolve()

/** `maxWidth`: CSS pixels that the publisher's rules allow. Never rejects for what the bytes hold. */
export function shrinkPicture(body: Uint8Array, maxWidth: number): Promise<Shrunk> {
  const format = formatOf(body)
  if (format === null) return Promise.resolve(refused('it is not a picture of a kind we show'))
  const turn = last.then(() => shrink(body, maxWidth))
  last = turn.catch(() => undefined) // whoever waits for this one is told; the next one does not care
  return turn
}

async function shrink(body: Uint8Array, maxWidth: number): Promise<Shrunk> {
  const sharp = await loadSharp()
  const options = { limitInputPixels: maxPixels, failOn: 'error', animated: false } as const
  try {
    const { pages = 1, autoOrient } = await sharp(body, options).metadata()
    if (pages > 1 || isAnimatedPng(body)) return refused('it moves')
    const { width, height } = autoOrient
    if (width < least.width || height < least.height) return refused(`it is too small: ${width} × ${height}`)
    if (width * height > maxPixels) return refused(`it is too large: ${width} × ${height}`)
    if (width / height > mostOblong || height / width > mostOblong)
      return refused(`it is too oblong: ${width} × ${height}`)
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
    // Damaged, cut off, larger than it said, too slow: whatever it is, it is no picture for us.
    return refused(`it cannot be read: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`)
  }
}

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

function refused(why: string): Shrunk {
  return { kind: 'refused', why }
}
