// What the papers print around their columns, in their own languages.
import type { ColumnKind, LanguageTag } from '../model/index.ts'

export type Words = {
  readonly by: string
  readonly and: string
  readonly latest: string
  readonly writers: string
  readonly moreToRead: string
  readonly allBy: string
  readonly subscribersOnly: string
  /** What the pictures show. */
  readonly landscape: string
  readonly samplePaper: string
  /** Of a paper, `{name}` is its name. */
  readonly paperNotice: string
  /** Of a writer, `{name}` is the name. */
  readonly writerNotice: string
  readonly kinds: Readonly<Partial<Record<ColumnKind, string>>>
}

const byLanguage: Readonly<Record<LanguageTag, Words>> = {
  en: {
    by: 'By',
    and: 'and',
    latest: 'Latest columns',
    writers: 'Our columnists',
    moreToRead: 'More to read',
    allBy: 'Columns by',
    subscribersOnly: 'In a real paper, subscribers would read on here.',
    landscape: 'Hills cut from coloured paper, with a low sun',
    samplePaper: 'Sample paper',
    paperNotice: '{name} is an invented sample paper of Colonnade’s demo. Its writers, places and events are made up.',
    writerNotice: '{name} is an invented sample columnist of Colonnade’s demo, not a real person.',
    kinds: {
      editorial: 'Editorial',
      cartoon: 'Cartoon',
      letter: 'Letter to the editor',
      interview: 'Interview',
      podcast: 'Podcast',
      news: 'News',
    },
  },
  tr: {
    by: 'Yazan:',
    and: 've',
    latest: 'Son yazılar',
    writers: 'Yazarlarımız',
    moreToRead: 'Bunları da okuyun',
    allBy: 'Bütün yazıları:',
    subscribersOnly: 'Gerçek bir gazetede yazının devamını aboneler okurdu.',
    landscape: 'Renkli kâğıttan kesilmiş tepeler ve alçak bir güneş',
    samplePaper: 'Örnek gazete',
    paperNotice:
      '{name}, Colonnade tanıtımı için uydurulmuş örnek bir gazetedir. Yazarları, yerleri ve olayları hayal ürünüdür.',
    writerNotice: '{name}, Colonnade tanıtımı için uydurulmuş örnek bir yazardır, gerçek bir kişi değildir.',
    kinds: {
      editorial: 'Başyazı',
      cartoon: 'Karikatür',
      letter: 'Okur mektubu',
      interview: 'Söyleşi',
      podcast: 'Podcast',
      news: 'Haber',
    },
  },
  he: {
    by: 'מאת',
    and: 'ו',
    latest: 'הטורים האחרונים',
    writers: 'הכותבים שלנו',
    moreToRead: 'עוד לקריאה',
    allBy: 'כל הטורים של',
    subscribersOnly: 'בעיתון אמיתי ההמשך היה פתוח למנויים.',
    landscape: 'גבעות גזורות מנייר צבעוני ושמש נמוכה',
    samplePaper: 'עיתון לדוגמה',
    paperNotice: '{name} הוא עיתון לדוגמה שהומצא עבור ההדגמה של Colonnade. הכותבים, המקומות והאירועים בדויים.',
    writerNotice: '{name} – דמות בדויה, כותב או כותבת לדוגמה בהדגמה של Colonnade.',
    kinds: {
      editorial: 'מאמר מערכת',
      cartoon: 'קריקטורה',
      letter: 'מכתב למערכת',
      interview: 'ריאיון',
      podcast: 'פודקאסט',
      news: 'חדשות',
    },
  },
  ar: {
    by: 'بقلم',
    and: 'و',
    latest: 'أحدث المقالات',
    writers: 'كتّابنا',
    moreToRead: 'اقرأ أيضًا',
    allBy: 'كل مقالات',
    subscribersOnly: 'في صحيفة حقيقية تكون البقية للمشتركين.',
    landscape: 'تلال مقصوصة من ورق ملوّن وشمس منخفضة',
    samplePaper: 'صحيفة نموذجية',
    paperNotice: '{name} صحيفة نموذجية متخيّلة أُعدّت لعرض Colonnade. كتّابها وأماكنها وأحداثها من نسج الخيال.',
    writerNotice: '{name} شخصية كاتبة متخيّلة أُعدّت لعرض Colonnade وليست شخصًا حقيقيًا.',
    kinds: {
      editorial: 'افتتاحية',
      cartoon: 'كاريكاتير',
      letter: 'رسالة إلى المحرر',
      interview: 'حوار',
      podcast: 'بودكاست',
      news: 'أخبار',
    },
  },
  es: {
    by: 'Por',
    and: 'y',
    latest: 'Últimas columnas',
    writers: 'Nuestras firmas',
    moreToRead: 'Para seguir leyendo',
    allBy: 'Columnas de',
    subscribersOnly: 'En un diario de verdad, aquí seguirían leyendo los suscriptores.',
    landscape: 'Colinas de papel de colores y un sol bajo',
    samplePaper: 'Diario de muestra',
    paperNotice:
      '{name} es un diario de muestra inventado para la demostración de Colonnade. Sus firmas, lugares y hechos son imaginarios.',
    writerNotice: '{name} es una firma de muestra inventada para la demostración de Colonnade, no una persona real.',
    kinds: {
      editorial: 'Editorial',
      cartoon: 'Viñeta',
      letter: 'Carta al director',
      interview: 'Entrevista',
      podcast: 'Pódcast',
      news: 'Noticias',
    },
  },
  de: {
    by: 'Von',
    and: 'und',
    latest: 'Neueste Kolumnen',
    writers: 'Unsere Autorinnen und Autoren',
    moreToRead: 'Mehr zum Lesen',
    allBy: 'Kolumnen von',
    subscribersOnly: 'In einer echten Zeitung läsen hier die Abonnenten weiter.',
    landscape: 'Hügel aus farbigem Papier unter einer tiefen Sonne',
    samplePaper: 'Musterzeitung',
    paperNotice:
      '{name} ist eine erfundene Musterzeitung für die Vorführung von Colonnade. Namen, Orte und Ereignisse sind ausgedacht.',
    writerNotice: '{name} ist eine erfundene Person aus der Vorführung von Colonnade.',
    kinds: {
      editorial: 'Leitartikel',
      cartoon: 'Karikatur',
      letter: 'Leserbrief',
      interview: 'Interview',
      podcast: 'Podcast',
      news: 'Nachrichten',
    },
  },
}

export function wordsOf(lang: LanguageTag): Words {
  const words = byLanguage[lang]
  if (!words) throw new Error(`The demo press prints no ${lang}.`)
  return words
}

/** "A", "A and B", "A, B and C" as the language has it. */
export function joinNames(names: readonly string[], lang: LanguageTag): string {
  const last = names.at(-1) ?? ''
  if (names.length < 2) return last
  const and = wordsOf(lang).and
  // Hebrew and Arabic write "and" onto the word that follows it.
  const joint = lang === 'he' || lang === 'ar' ? ` ${and}` : ` ${and} `
  return names.slice(0, -1).join(lang === 'ar' ? '، ' : ', ') + joint + last
}
