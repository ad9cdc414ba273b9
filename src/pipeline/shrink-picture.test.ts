import assert from 'node:assert/strict'
import { crc32, deflateSync } from 'node:zlib'
import { test } from 'node:test'
import sharp from 'sharp'
import { shrinkPicture } from './shrink-picture.ts'

const paint = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 30, g: 90, b: 160 } } })

async function photo(width = 1200, height = 675): Promise<Buffer> {
  return paint(width, height)
    .jpeg()
    .withExif({ IFD0: { Artist: 'Somebody', Copyright: 'a secret place' } })
    .toBuffer()
}

test('a photograph becomes two WebP copies without anything but its pixels', async () => {
  const shrunk = await shrinkPicture(await photo(), 640)
  assert.ok(shrunk.kind === 'shrunk')
  assert.deepEqual(
    shrunk.files.map(({ width, height }) => [width, height]),
    [
      [320, 180],
      [640, 360],
    ],
  )
  for (const { bytes } of shrunk.files) {
    const metadata = await sharp(bytes).metadata()
    assert.equal(metadata.format, 'webp')
    assert.deepEqual([metadata.exif, metadata.xmp, metadata.icc], [undefined, undefined, undefined])
  }
})

test('a preview of standard size is 320 pixels wide at most, and nothing is made larger than it was', async () => {
  const small = await shrinkPicture(await photo(), 320)
  assert.deepEqual(small.kind === 'shrunk' && small.files.map(({ width }) => width), [320])
  const narrow = await shrinkPicture(await photo(400, 300), 640)
  assert.deepEqual(narrow.kind === 'shrunk' && narrow.files.map(({ width }) => width), [320, 400])
  const slight = await shrinkPicture(await photo(240, 180), 640)
  assert.deepEqual(slight.kind === 'shrunk' && slight.files.map(({ width }) => width), [240])
})

test('a photograph that lies on its side is set upright', async () => {
  const lying = await paint(900, 600).jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const shrunk = await shrinkPicture(lying, 320)
  assert.ok(shrunk.kind === 'shrunk')
  assert.deepEqual([shrunk.files[0]?.width, shrunk.files[0]?.height], [320, 480])
})

test('what is no picture to show is refused, whatever it is called', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><rect width="9" height="9"/></svg>',
  )
  const whole = await photo()
  const frame = { width: 300, height: 600, channels: 3 as const }
  const moving = await sharp(Buffer.alloc(300 * 600 * 3, 90).fill(200, 0, 300 * 300 * 3), {
    raw: { ...frame, pageHeight: 300 },
  })
    .gif({ delay: [100, 100] })
    .toBuffer()
  const bad: [string, Uint8Array, RegExp][] = [
    ['html', Buffer.from('<!doctype html><title>Not here</title>'), /kind/],
    ['svg', svg, /kind/],
    ['nothing', new Uint8Array(), /kind/],
    ['a pixel', await paint(1, 1).png().toBuffer(), /too small/],
    ['a logo', await paint(180, 60).png().toBuffer(), /too small/],
    ['a banner', await paint(1600, 200).png().toBuffer(), /too oblong/],
    ['moving', moving, /moves/],
    ['cut off', whole.subarray(0, whole.length / 2), /cannot be read/],
    ['a claim without pixels', whole.subarray(0, 20), /cannot be read/],
  ]
  for (const [name, body, why] of bad) {
    const shrunk = await shrinkPicture(body, 640)
    assert.equal(shrunk.kind, 'refused', name)
    assert.match(shrunk.kind === 'refused' ? shrunk.why : '', why, name)
  }
})

test('a PNG of a few kilobytes that unpacks to gigabytes is refused by its claim alone', async () => {
  const started = process.memoryUsage().rss
  const bomb = png(30_000, 30_000)
  assert.ok(bomb.length < 200_000)
  const shrunk = await shrinkPicture(bomb, 640)
  assert.equal(shrunk.kind, 'refused')
  assert.ok(process.memoryUsage().rss - started < 300 * 2 ** 20)
})

test('an animated PNG is told by the chunk that makes it move', async () => {
  const still = await paint(300, 300).png().toBuffer()
  const control = chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]))
  const moving = Buffer.concat([still.subarray(0, 33), control, still.subarray(33)])
  assert.deepEqual(await shrinkPicture(moving, 640), { kind: 'refused', why: 'it moves' })
})

/** A valid beginning of a picture of that size, its pixels all the same. Source: PNG specification, §5. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(20_000_000), { level: 9 })
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
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
