// What the press cuts its pictures with: a paper's colours, chance that is the same at every asking, and PNG, written by hand: shapes
// without texture need no library.
import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import type { Paper } from './types.ts'

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number]

/** Stands in every picture, where cameras and agencies leave their notes; whoever copies the pixels must not copy it. */
export const pictureNote = 'A note of the press: who took this, where, and for whom alone.'

/** Numbers from 0 up to 1, the same for the same text. */
export function numbersFrom(text: string): () => number {
  const bytes = createHash('sha512').update(text).digest()
  let at = 0
  return () => {
    const value = bytes.readUInt16BE((at * 2) % (bytes.length - 1))
    at += 1
    return value / 65_536
  }
}

/** The three colours that a paper prints in. */
export function coloursOf({ colours }: Pick<Paper, 'colours'>): { ink: Colour; accent: Colour; ground: Colour } {
  return { ink: colourOf(colours.ink), accent: colourOf(colours.accent), ground: colourOf(colours.paper) }
}

export function colourOf(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

export function mix(one: Colour, other: Colour, share: number): Colour {
  const at = (i: 0 | 1 | 2): number => Math.round(one[i] * (1 - share) + other[i] * share)
  return [at(0), at(1), at(2)]
}

/**
 * A picture of flat colours. `rows`: for each line a zero (no filter) and a byte a pixel, its colour's place in the palette, which has
 * 256 colours at most. Source: PNG specification, §11.2.
 */
export function png(picture: { width: number; height: number; rows: Buffer; palette: readonly Colour[] }): Buffer {
  const { width, height, rows, palette } = picture
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
