// Pictures beside the columns of some papers: hills cut from coloured paper, another landscape for each column, drawn when
// somebody asks. PNG, written by hand: the press needs no library for shapes without texture.
import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import type { Paper, PublishedColumn } from './types.ts'

const width = 960
const height = 540
const ridges = 4
const skyBands = 9

/** Stands in every picture, where cameras and agencies leave their notes; whoever copies the pixels must not copy it. */
export const pictureNote = 'A note of the press: who took this, where, and for whom alone.'

/** Where the picture of a column is, as a path; null for a column without one. */
export function picturePath(paper: Paper, column: Pick<PublishedColumn, 'kind' | 'slug'>): string | null {
  const hasNone = !paper.traits.includes('pictures') || column.kind === 'cartoon' || column.kind === 'podcast'
  return hasNone ? null : `/pictures/${encodeURIComponent(column.slug)}.png`
}

/** The same for the same paper and slug, in the paper's colours. */
export function drawPicture(paper: Paper, slug: string): Buffer {
  const draw = numbersFrom(`${paper.slug}/${slug}`)
  const [ink, accent, ground] = [paper.colours.ink, paper.colours.accent, paper.colours.paper].map(colourOf) as [
    Colour,
    Colour,
    Colour,
  ]
  const palette: Colour[] = []
  for (let band = 0; band < skyBands; band++)
    palette.push(mix(mix(accent, ground, 0.35), ground, band / (skyBands - 1)))
  const sun = palette.push(mix(ground, [255, 214, 120], 0.75)) - 1
  const first = palette.length
  for (let ridge = 0; ridge < ridges; ridge++) palette.push(mix(mix(accent, ground, 0.3), ink, (ridge + 0.6) / ridges))
  const disc = {
    x: width * (0.2 + 0.6 * draw()),
    y: height * (0.2 + 0.2 * draw()),
    radius: height * (0.07 + 0.07 * draw()),
  }
  const lines = Array.from({ length: ridges }, (_, ridge) => ridgeLine(draw, ridge))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    const band = Math.min(skyBands - 1, Math.floor((y / (height * 0.72)) * skyBands))
    for (let x = 0; x < width; x++) {
      let colour = Math.hypot(x - disc.x, y - disc.y) < disc.radius ? sun : band
      for (let ridge = 0; ridge < ridges; ridge++) if (y > lines[ridge]![x]!) colour = first + ridge
      rows[y * (width + 1) + 1 + x] = colour
    }
  }
  return png(rows, palette)
}

type Colour = readonly [number, number, number]

/** Pixels from above, for every x. */
function ridgeLine(draw: () => number, ridge: number): Float64Array {
  const waves = Array.from({ length: 3 }, (_, i) => ({
    length: width / (0.7 + i * 1.7 + draw() * 1.4),
    high: (height * (0.09 - 0.02 * i) * (0.5 + draw())) / (1 + ridge * 0.25),
    from: draw() * 2 * Math.PI,
  }))
  const base = height * (0.5 + 0.13 * ridge)
  return Float64Array.from({ length: width }, (_, x) =>
    waves.reduce((y, wave) => y + wave.high * Math.sin((x / wave.length) * 2 * Math.PI + wave.from), base),
  )
}

/** Numbers from 0 up to 1, the same for the same text. */
function numbersFrom(text: string): () => number {
  const bytes = createHash('sha512').update(text).digest()
  let at = 0
  return () => {
    const value = bytes.readUInt16BE((at * 2) % (bytes.length - 1))
    at += 1
    return value / 65_536
  }
}

function colourOf(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

function mix(one: Colour, other: Colour, share: number): Colour {
  const at = (i: 0 | 1 | 2): number => Math.round(one[i] * (1 - share) + other[i] * share)
  return [at(0), at(1), at(2)]
}

/** 8-bit palette. Source: PNG specification, §11.2. */
function png(rows: Buffer, palette: readonly Colour[]): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${pictureNote}`, 'latin1')),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(8)
  framed.writeUInt32BE(data.length, 0)
  framed.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([framed.subarray(0, 4), named, framed.subarray(4)])
}
