// The mark as pictures for a device's home screen: three columns under a beam, drawn from the same rectangles as the icon.
import { crc32, deflateSync } from 'node:zlib'

/** Left, top, width, height in a square of 24. */
const mark = [
  [2, 3, 20, 3],
  [4, 8, 3, 10],
  [10.5, 8, 3, 10],
  [17, 8, 3, 10],
  [2, 20, 20, 2],
] as const

const path = mark.map(([x, y, w, h]) => `M${x} ${y}h${w}v${h}h${-w}z`).join('')

export const svgIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><style>path{fill:#7a1f1f}@media(prefers-color-scheme:dark){path{fill:#e9a99b}}</style><path d="${path}"/></svg>`

const ink = [0xfc, 0xfb, 0xf8] as const
const ground = [0x7a, 0x1f, 0x1f] as const

/**
 * A PNG of `size` pixels square, paper on the accent. `share` of it is the mark: a device may cut a maskable icon to the circle
 * of 80 % in its middle. Source: W3C Web Application Manifest, "Icon masks"; PNG (ISO 15948).
 */
export function pngIcon(size: number, share: number): Buffer {
  const scale = (size * share) / 24
  const offset = (size - size * share) / 2
  const rows: Buffer[] = []
  for (let y = 0; y < size; y++) {
    const row = Buffer.alloc(1 + size * 3)
    for (let x = 0; x < size; x++) {
      const part = mark.reduce(
        (sum, [left, top, width, height]) =>
          sum + overlap(x, offset + left * scale, width * scale) * overlap(y, offset + top * scale, height * scale),
        0,
      )
      for (const i of [0, 1, 2] as const) row[1 + x * 3 + i] = Math.round(ground[i] + (ink[i] - ground[i]) * part)
    }
    rows.push(row)
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 2, 0, 0, 0], 8) // eight bits, RGB
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = deflateSync(Buffer.concat(rows), { level: 9 })
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

/** How much of the pixel from `at` to `at + 1` lies in the stretch. */
function overlap(at: number, from: number, length: number): number {
  return Math.max(0, Math.min(at + 1, from + length) - Math.max(at, from))
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
