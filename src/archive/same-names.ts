// Columnists who may be one person, since they are called alike: equal when folded, or alike across alphabets by their
// consonants. A list for the operator; nothing is merged because of it.
import { sql } from 'kysely'
import { foldLetters } from '../base/index.ts'
import type { ColumnistId } from '../model/index.ts'
import type { Db } from './schema.ts'

export type Namesake = {
  readonly id: ColumnistId
  readonly slug: string
  readonly name: string
  /** Slugs of the publishers where they write. */
  readonly publishers: readonly string[]
  readonly columns: number
}

type Named = { id: ColumnistId; sort_name: string }
const batch = 20_000

/** Groups of two or more present persons, most columns first in each; at most `limit` groups. */
export async function listSameNames(db: Db, limit: number): Promise<Namesake[][]> {
  const groups = new Map<string, Named[]>()
  for (let after = 0; ;) {
    const { rows } = await sql<Named>`
      select id, sort_name from columnists
      where id > ${after} and merged_into is null and kind in ('person', 'guest', 'cartoonist', 'unknown')
      order by id limit ${sql.lit(batch)}`.execute(db)
    for (const row of rows) {
      const skeleton = nameSkeleton(row.sort_name)
      const group = groups.get(skeleton)
      if (group === undefined) groups.set(skeleton, [row])
      else group.push(row)
    }
    if (rows.length < batch) break
    after = rows.at(-1)!.id
  }
  const alike = [...groups.values()].flatMap(alikeAmong).slice(0, limit)
  const about = await describe(
    db,
    alike.flat().map((one) => one.id),
  )
  return alike.map((group) =>
    group.flatMap((one) => about.get(one.id) ?? []).toSorted((a, b) => b.columns - a.columns || a.id - b.id),
  )
}

/**
 * A name's consonants in Latin letters, so that spellings of one name in several alphabets meet. Far too coarse to say
 * that two names of one alphabet are the same.
 */
export function nameSkeleton(name: string): string {
  return foldLetters(name)
    .split(/[^\p{L}\p{M}]+/u)
    .map((word) => consonantsOf(word))
    .filter((word) => word !== '')
    .join(' ')
}

/** Of one skeleton: those whose names are equal, and everyone when several alphabets meet. */
function alikeAmong(named: readonly Named[]): Named[][] {
  if (named.length < 2) return []
  const scripts = new Set(named.map((one) => scriptOf(one.sort_name)))
  if (scripts.size > 1) return [[...named]]
  return [...Map.groupBy(named, (one) => one.sort_name).values()].filter((group) => group.length > 1)
}

async function describe(db: Db, ids: readonly ColumnistId[]): Promise<Map<ColumnistId, Namesake>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Namesake>`
    select c.id, c.slug, c.name, coalesce(sum(o.columns), 0)::bigint as columns,
      coalesce(array_agg(p.slug order by p.slug) filter (where p.slug is not null), '{}') as publishers
    from columnists c left join outlets o on o.columnist_id = c.id and o.pieces > 0 left join publishers p on p.id = o.publisher_id
    where c.id = any(${[...ids]}::bigint[]) group by c.id`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

function scriptOf(name: string): string {
  return /\p{Script=Cyrillic}|\p{Script=Greek}|\p{Script=Hebrew}|\p{Script=Arabic}/u.test(name) ? 'other' : 'latin'
}

function consonantsOf(word: string): string {
  let latin = ''
  for (const letter of word) latin += letters[letter] ?? letter
  return latin
    .replace(/sch|sh|š|ş/g, 's')
    .replace(/tch|ch|cz|č|ç|tz|ts/g, 's')
    .replace(/zh|ž/g, 's')
    .replace(/kh|gh|ck|[cqg]/g, 'k')
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/x/g, 'ks')
    .replace(/[bw]/g, 'v')
    .replace(/z/g, 's')
    .replace(/d/g, 't')
    .replace(/[aeiouyjh]/g, '')
    .replace(/(.)\1+/gu, '$1')
}

/** Letter to sound, as coarse as the rest. */
const letters: Readonly<Record<string, string>> = Object.fromEntries(
  [
    [
      'а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я',
      'a b v g g d e e zh z i i i j k l m n o p r s t u f kh ts ch sh sh _ y _ e yu ya',
    ],
    ['α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω', 'a v g d e z i th i k l m n x o p r s s t y f kh ps o'],
    [
      'א ב ג ד ה ו ז ח ט י כ ך ל מ ם נ ן ס ע פ ף צ ץ ק ר ש ת',
      '_ b g d h _ z kh t y k k l m m n n s _ p f ts ts k r sh t',
    ],
    [
      'ا أ إ آ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه ة و ي ى',
      '_ _ _ _ b t th j h kh d d r z s sh s d t z _ gh f k k l m n h _ _ y y',
    ],
  ].flatMap(([from, to]) => {
    const sounds = to!.split(' ')
    return from!.split(' ').map((letter, i) => [letter, sounds[i] === '_' ? '' : sounds[i]!])
  }),
)
