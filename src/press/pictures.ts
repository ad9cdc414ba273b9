// Pictures beside the columns of some papers: hills cut from coloured paper, another landscape for each column, drawn when
// somebody asks.
import { coloursOf, mix, numbersFrom, png, type Colour } from './cut-paper.ts'
import type { Paper, PublishedColumn } from './types.ts'

const width = 960
const height = 540
const ridges = 4
const skyBands = 9

/** Where the picture of a column is, as a path; null for a column without one. */
export function picturePath(paper: Paper, column: Pick<PublishedColumn, 'kind' | 'slug'>): string | null {
  const hasNone = !paper.traits.includes('pictures') || column.kind === 'cartoon' || column.kind === 'podcast'
  return hasNone ? null : `/pictures/${encodeURIComponent(column.slug)}.png`
}

/** The same for the same paper and slug, in the paper's colours. */
export function drawPicture(paper: Paper, slug: string): Buffer {
  const draw = numbersFrom(`${paper.slug}/${slug}`)
  const { ink, accent, ground } = coloursOf(paper)
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
  return png({ width, height, rows, palette })
}

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
