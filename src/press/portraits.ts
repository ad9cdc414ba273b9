// Portraits of some writers of the sample papers, cut from coloured paper as they describe themselves: nobody's face, and no two alike.
import { colourOf, coloursOf, mix, numbersFrom, png, type Colour } from './cut-paper.ts'
import type { Paper, PressAuthor, PressPortrait } from './types.ts'

export const portraitSize = { width: 480, height: 600 } as const
const { width, height } = portraitSize
const middle = width / 2

const skins = ['#f0cfae', '#dba77c', '#b97d52', '#84522f'].map(colourOf)
const hairColours = ['#241c18', '#4a3325', '#7d5430', '#a8763a', '#b9b3aa'].map(colourOf)

/** Where the picture of a writer is, as a path; null for one who has none. */
export function portraitPath(author: Pick<PressAuthor, 'slug' | 'portrait'>): string | null {
  return author.portrait === undefined ? null : `/portraits/${encodeURIComponent(author.slug)}.png`
}

/** The same for the same paper and writer. */
export function drawPortrait(paper: Paper, author: Pick<PressAuthor, 'slug'> & { portrait: PressPortrait }): Buffer {
  const shapes = shapesOf(paper, author)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = shapes.findLastIndex(({ covers }) => covers(x - middle, y))
  return png({ width, height, rows, palette: shapes.map(({ colour }) => colour) })
}

/** `x` from the middle, `y` from above. */
type Covers = (x: number, y: number) => boolean
type Shape = { readonly colour: Colour; readonly covers: Covers }

/** What lies on top comes last; the first covers everything. */
function shapesOf(paper: Paper, { slug, portrait }: { slug: string; portrait: PressPortrait }): Shape[] {
  const draw = numbersFrom(`${paper.slug}/${slug}/portrait`)
  const { ink, accent, ground } = coloursOf(paper)
  const skin = skins[Math.floor(draw() * skins.length)]!
  const shade = mix(skin, ink, 0.22)
  const hair = hairColours[Math.floor(draw() * hairColours.length)]!
  const cloth = draw() < 0.5 ? mix(accent, ink, 0.2) : mix(ink, ground, 0.2)
  const wide = 98 + 16 * draw()
  const long = 126 + 16 * draw()
  const lean = 26 * draw() - 13
  const head = egg(0, 285, wide, long)
  const cap = egg(0, 272, wide + 14, long + 16)
  const close = egg(0, 279, wide + 5, long + 10)
  /** The line of the hair on the forehead, higher to the parting's side. */
  const forehead: Covers = (x, y) => y < 218 + lean * (x / wide) - 22 * Math.cos((x / wide) * 1.2)
  const shapes: Shape[] = [
    { colour: mix(accent, ground, 0.72), covers: () => true },
    { colour: mix(accent, ground, 0.45), covers: egg(0, 285, 226, 226) },
    ...behind(portrait.hair, wide, long).map((covers) => ({ colour: hair, covers })),
    { colour: cloth, covers: egg(0, 690, 226, 232) },
    { colour: shade, covers: (x, y) => Math.abs(x) < 44 && y > 380 && y < 490 - Math.abs(x) * 0.4 },
    {
      colour: portrait.hair === 'scarf' ? cloth : mix(cloth, ground, 0.6),
      covers: (x, y) => y > 462 && y < 540 && Math.abs(Math.abs(x) - (540 - y) * 0.62) < 12,
    },
    { colour: shade, covers: (x, y) => egg(-wide, 292, 15, 25)(x, y) || egg(wide, 292, 15, 25)(x, y) },
    { colour: skin, covers: head },
  ]
  if (portrait.beard === 'full') shapes.push({ colour: hair, covers: fullBeard(wide, long) })
  const eye = mix(ink, [0, 0, 0], 0.3)
  shapes.push(
    { colour: shade, covers: (x, y) => y > 272 && y < 330 && x > -6 && x < 3 + (y - 272) * 0.22 },
    { colour: mix(shade, colourOf('#9c2f2f'), 0.5), covers: (x, y) => egg(0, 356, 30, 13)(x, y) && y > 354 },
    { colour: eye, covers: (x, y) => egg(-42, 282, 9, 10)(x, y) || egg(42, 282, 9, 10)(x, y) },
    {
      colour: hair,
      covers: (x, y) => Math.abs(Math.abs(x) - 43) < 24 && Math.abs(y - 252 - (Math.abs(x) - 43) ** 2 / 90) < 5,
    },
  )
  if (portrait.beard === 'moustache') shapes.push({ colour: hair, covers: moustache })
  const top = portrait.hair === 'scarf' || portrait.hair === 'cap' ? cloth : hair
  for (const covers of onTop(portrait.hair, { cap, close, forehead, wide, long })) shapes.push({ colour: top, covers })
  if (portrait.glasses === true) shapes.push({ colour: eye, covers: spectacles })
  return shapes
}

/** The lower face but the mouth, up the cheeks at the sides. */
function fullBeard(wide: number, long: number): Covers {
  const jaw = egg(0, 298, wide + 3, long + 8)
  const mouth = egg(0, 352, 34, 15)
  return (x, y) => jaw(x, y) && y > 322 - 42 * Math.abs(x / wide) ** 3 && !mouth(x, y)
}

const moustache: Covers = (x, y) => egg(-22, 342, 28, 11)(x, y) || egg(22, 342, 28, 11)(x, y)

/** Two rings and what joins them. */
const spectacles: Covers = (x, y) =>
  Math.abs(Math.hypot(Math.abs(x) - 44, y - 284) - 33) < 4.5 || (Math.abs(x) < 12 && Math.abs(y - 278) < 4)

/** What of the hair, or of what covers it, is seen behind head and shoulders. */
function behind(hair: PressPortrait['hair'], wide: number, long: number): Covers[] {
  switch (hair) {
    case 'long':
      return [(x, y) => egg(0, 300, wide + 34, long + 30)(x, y) || (Math.abs(x) < wide + 34 && y > 300 && y < 560)]
    case 'bob':
      return [
        (x, y) =>
          (egg(0, 290, wide + 30, long + 26)(x, y) && y < 380) || (Math.abs(x) < wide + 30 && y > 290 && y < 380),
      ]
    case 'bun':
      return [egg(0, 118, 58, 52)]
    case 'curly':
      return Array.from({ length: 13 }, (_, i) => {
        const turn = Math.PI * (0.86 + (i / 12) * 1.28)
        return egg(Math.cos(turn) * (wide + 12), 282 + Math.sin(turn) * (long + 4), 46, 46)
      })
    case 'scarf':
    case 'short':
    case 'cap':
    case 'bald':
      return []
  }
}

function onTop(
  hair: PressPortrait['hair'],
  { cap, close, forehead, wide, long }: { cap: Covers; close: Covers; forehead: Covers; wide: number; long: number },
): Covers[] {
  switch (hair) {
    case 'bald':
      return [(x, y) => cap(x, y) && Math.abs(x) > wide - 12 && y > 215 && y < 290]
    case 'cap':
      return [
        (x, y) => egg(0, 268, wide + 18, long + 14)(x, y) && y < 206,
        (x, y) => egg(wide * 0.55, 210, wide * 0.85, 17)(x, y),
      ]
    case 'scarf':
      return [
        (x, y) => egg(0, 288, wide + 34, long + 38)(x, y) && !egg(0, 306, wide - 8, long - 8)(x, y),
        (x, y) => egg(0, 470, 120, 60)(x, y) && y > 425,
      ]
    case 'bob':
      return [(x, y) => cap(x, y) && y < 232]
    case 'short':
    case 'bun':
      return [(x, y) => close(x, y) && (forehead(x, y) || (Math.abs(x) > wide - 15 && y < 282))]
    case 'long':
    case 'curly':
      return [(x, y) => cap(x, y) && forehead(x, y)]
  }
}

/** An ellipse round (x, y). */
function egg(middleX: number, middleY: number, radiusX: number, radiusY: number): Covers {
  return (x, y) => ((x - middleX) / radiusX) ** 2 + ((y - middleY) / radiusY) ** 2 <= 1
}
