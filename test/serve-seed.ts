// A small invented press for the tests of the reading site: five papers in five languages, filed as the pipeline files.
import { fileColumns, upsertPublisher, type Db } from '../src/archive/index.ts'
import type {
  CanonicalUrl,
  ColumnDraft,
  ColumnId,
  Contributor,
  ContributorKind,
  Publisher,
  Rule,
  Topic,
} from '../src/model/index.ts'

export const seedNow = new Date('2026-11-22T12:00:00Z')

export type Seed = {
  readonly publishers: Readonly<Record<PaperKey, Publisher>>
  /** Ids by the headline they were filed under. */
  readonly ids: ReadonlyMap<string, ColumnId>
}

type PaperKey = 'harbour' | 'ledger' | 'yoman' | 'sahifa' | 'kuzey'
type Piece = {
  readonly title: string
  readonly excerpt: string | null
  /** Names; `!` before an editorial board, `~` before an agency, `%` before a cartoonist. */
  readonly by: readonly string[]
  readonly hoursAgo: number
  readonly kind?: ColumnDraft['kind']
  readonly access?: ColumnDraft['access']
  readonly section?: string
  readonly publishedKnown?: boolean
  readonly topics?: readonly Topic[]
}

export const hostileTitle = '<script>alert(1)</script> & "quotes" ]]> </title>'
export const endlessTitle = `${'On the many ways in which a headline can go on '.repeat(18)}and end`.slice(0, 900)
export const unbreakableTitle = `Donaudampfschifffahrts${'elektrizitätenhauptbetriebswerk'.repeat(8)}bauunterbeamtengesellschaft`

const papers = {
  harbour: { slug: 'harbour-post', name: 'The Harbour Post', country: 'gb', languages: ['en'], dir: 'ltr' },
  ledger: { slug: 'valley-ledger', name: 'Valley Ledger', country: 'us', languages: ['en'], dir: 'ltr' },
  yoman: { slug: 'יומן-הגליל', name: 'יומן הגליל', country: 'il', languages: ['he'], dir: 'rtl' },
  sahifa: { slug: 'sahifat-alnahr', name: 'صحيفة النهر', country: 'eg', languages: ['ar'], dir: 'rtl' },
  kuzey: { slug: 'kuzey-defteri', name: 'Kuzey Defteri', country: 'tr', languages: ['tr'], dir: 'ltr' },
} as const satisfies Record<PaperKey, object>

const pieces: Record<PaperKey, readonly Piece[]> = {
  harbour: [
    {
      title: 'The ferry that nobody voted for',
      excerpt:
        'A council may close a landing stage in an afternoon. It takes a town a generation to forgive it, and the timetable remembers longer still.',
      by: ['Maren Oyelaran'],
      hoursAgo: 2,
      section: 'Comment',
      topics: ['politics', 'travel'],
    },
    {
      title: 'What the tide tables teach about patience',
      excerpt:
        'My grandfather kept a tide table for a coast he had left forty years before. I used to think it was grief. Now I think it was manners.',
      by: ['Idris Fenwick-Ngata', 'Maren Oyelaran'],
      hoursAgo: 5,
      access: 'paid',
      topics: ['politics'],
    },
    {
      title: 'Our view: mend the sea wall before the speeches',
      excerpt: 'Three reports, two ministers, one wall.',
      by: ['!Harbour Post Editorial Board'],
      hoursAgo: 7,
      kind: 'editorial',
    },
    { title: 'Gulls at the budget table', excerpt: null, by: ['%Solveig Brandt'], hoursAgo: 8, kind: 'cartoon' },
    {
      title: 'A quiet word for the night bus',
      excerpt: 'It is half empty, always late, and the last honest institution we have.',
      by: ['Tomasz Wrzos'],
      hoursAgo: 11,
    },
    { title: 'Nobody signed this', excerpt: 'Sometimes a paper forgets to say who wrote.', by: [], hoursAgo: 12 },
    {
      title: hostileTitle,
      excerpt: 'An <b>excerpt</b> with <img src=x onerror=alert(1)> in it & an ampersand.',
      by: ['<i>Ann</i> O’Script'],
      hoursAgo: 13,
    },
    { title: endlessTitle, excerpt: 'Long.', by: ['Maren Oyelaran'], hoursAgo: 30 },
    { title: unbreakableTitle, excerpt: unbreakableTitle, by: ['Tomasz Wrzos'], hoursAgo: 31 },
    {
      title: 'Letters we should have answered',
      excerpt: 'Last year, in this space, I promised to write back.',
      by: ['Maren Oyelaran'],
      hoursAgo: 24 * 400,
    },
  ],
  ledger: [
    {
      title: 'Small towns do not need saving',
      excerpt: 'They need a bank, a doctor and someone to argue with. The rest we can manage.',
      by: ['Josefina Mejía'],
      hoursAgo: 1,
      section: 'Opinion',
    },
    {
      title: 'The grain elevator and the cloud',
      excerpt: 'Every decade a stranger arrives to tell us what our silos are really for.',
      by: ['Wendell Achterberg'],
      hoursAgo: 9,
      access: 'partly',
    },
    { title: 'Wire: markets drift', excerpt: 'Markets drifted.', by: ['~Inland Wire'], hoursAgo: 10 },
  ],
  yoman: [
    {
      title: 'מי שומר על הנמל הישן',
      excerpt: 'בכל בוקר, לפני שהעיר מתעוררת, יושבים שלושה דייגים על המזח ומתווכחים על אותו הדבר בדיוק.',
      by: ['תמר אבן-חן'],
      hoursAgo: 3,
      section: 'דעות',
    },
    {
      title: 'שיעור קצר בענווה (עם מילה ב־English באמצע)',
      excerpt: 'לא כל ויכוח צריך מנצח. לפעמים מספיק שולחן, שני כיסאות ותה שמתקרר לאט.',
      by: ['יונתן כרמלי', 'תמר אבן-חן'],
      hoursAgo: 26,
    },
  ],
  sahifa: [
    {
      title: 'النهر لا يقرأ الصحف',
      excerpt: 'كل مدينة تكتب تاريخها مرتين: مرة في الأرشيف، ومرة في ذاكرة صيادين لا يملكون سوى شباك قديمة وصبر طويل.',
      by: ['ليلى المنصوري'],
      hoursAgo: 4,
    },
    { title: 'عن الشاي وأشياء أخرى', excerpt: null, by: ['كريم الدرويش'], hoursAgo: 50 },
  ],
  kuzey: [
    {
      title: 'İskelede bekleyenler',
      excerpt: 'Vapur kalktıktan sonra da bekleyen biri vardır; şehir dediğimiz şey biraz da odur.',
      by: ['Şükrü Işıldak'],
      hoursAgo: 6,
      section: 'Yazarlar',
    },
    {
      title: 'Yağmurun öğrettiği',
      excerpt: 'Yağmur herkese eşit yağar derler. Çatısı olmayana sorun bir de.',
      by: ['Defne Akarsu'],
      hoursAgo: 20,
    },
    {
      title: 'Bir gazetenin ölümü üzerine',
      excerpt: 'Matbaa sustuğunda önce koku gider.',
      by: ['Şükrü Işıldak'],
      hoursAgo: 24 * 40,
      publishedKnown: false,
    },
  ],
}

export async function seedArchive(db: Db, now = seedNow): Promise<Seed> {
  const ids = new Map<string, ColumnId>()
  const publishers: Partial<Record<PaperKey, Publisher>> = {}
  for (const [key, paper] of Object.entries(papers) as [PaperKey, (typeof papers)[PaperKey]][]) {
    const publisher = await upsertPublisher(db, { ...paper, home: `https://${key}.example/` })
    publishers[key] = publisher
    const drafts = pieces[key].map((piece, i) => draftOf(publisher, paper, piece, i, now))
    const filed = await fileColumns(db, drafts, { publisherId: publisher.id, now })
    filed.columns.forEach((column, i) => ids.set(drafts[i]!.title, column.id))
  }
  return { publishers: publishers as Record<PaperKey, Publisher>, ids }
}

/** `count` plain columns of one writer at the given paper, an hour apart, for tests of long lists. */
export function manyDrafts(publisher: Publisher, count: number, now = seedNow): ColumnDraft[] {
  return Array.from({ length: count }, (_, i) =>
    draftOf(
      publisher,
      { dir: 'ltr' },
      { title: `Notebook ${i + 1}`, excerpt: `Entry ${i + 1}.`, by: ['Maren Oyelaran'], hoursAgo: 60 + i },
      1000 + i,
      now,
    ),
  )
}

const kinds: Record<string, ContributorKind> = { '!': 'editorial-board', '~': 'agency', '%': 'cartoonist' }

function draftOf(
  publisher: Publisher,
  paper: { dir: 'ltr' | 'rtl' },
  piece: Piece,
  number: number,
  now: Date,
): ColumnDraft {
  const publishedAt = new Date(now.getTime() - piece.hoursAgo * 3_600_000)
  const url = `${publisher.home}opinion/${number}` as CanonicalUrl
  return {
    publisherId: publisher.id,
    feedId: null,
    canonicalUrl: url,
    addresses: [],
    title: piece.title,
    dek: piece.excerpt,
    excerpt: piece.excerpt,
    lang: publisher.languages[0] ?? 'en',
    dir: paper.dir,
    kind: piece.kind ?? 'column',
    access: piece.access ?? 'unknown',
    section: piece.section ?? null,
    topics: piece.topics ?? [],
    image: null,
    words: 640,
    byline: piece.by.length === 0 ? null : piece.by.join(' & '),
    contributors: piece.by.map(contributor),
    rules: [ruleOf(publisher, now)],
    mayList: true,
    publishedAt,
    publishedKnown: piece.publishedKnown ?? true,
    modifiedAt: null,
    pageRead: true,
    maxListChars: 150,
    until: null,
  }
}

function contributor(text: string): Contributor {
  const kind = kinds[text[0] ?? '']
  const name = kind === undefined ? text : text.slice(1)
  return {
    name,
    kind: kind ?? 'person',
    url: null,
    sameAs: [],
    evidence: [
      { source: 'json-ld', text: name, selector: '$.author[0].name' },
      { source: 'byline', text: `By ${name}`, selector: 'p.byline' },
    ],
    confidence: 0.94,
  }
}

function ruleOf(publisher: Publisher, now: Date): Rule {
  return {
    source: 'country',
    agent: '*',
    name: 'max-snippet',
    value: '400',
    place: publisher.country,
    effect: 'at most 400 characters of the beginning are shown',
    decisive: true,
    readAt: now,
  }
}
