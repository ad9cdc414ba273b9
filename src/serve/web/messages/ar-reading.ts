// Arabic: settings, what is read, offline, the keyboard.
import type { Translation } from './catalogue.ts'

export const arabicReading = {
  settings: 'الإعدادات',
  settingsTitle: 'طريقة القراءة',
  settingsAbout: 'كل هذا محفوظ في متصفحك وحده. لا حاجة إلى حساب، ولا يُحفظ شيء إلا باختيارك.',
  theme: 'المظهر',
  themes: { auto: 'كما في الجهاز', light: 'فاتح', dark: 'داكن' },
  textFace: 'الخط',
  faces: { serif: 'بزوائد', sans: 'بلا زوائد' },
  textSize: 'حجم النص',
  textSmaller: 'نص أصغر',
  textLarger: 'نص أكبر',
  sizeNames: { usual: 'كما في المتصفح', steps: '{percent}' },
  hidePaid: 'استبعاد مقالات المشتركين',
  paidHidden: 'مقالات المشتركين مستبعدة من القوائم. <settings>الإعدادات</settings>',
  dimRead: 'تعليم ما أفتحه كمقروء، وتخفيته في القوائم',
  singleKeys: 'المفاتيح المفردة تعمل: <keys>ماذا يفعل كل منها</keys>',
  settingsKeep: 'حفظ الإعدادات',
  settingsKept: 'حُفظت.',
  markRead: 'تعليم كمقروء',
  markUnread: 'تعليم كغير مقروء',
  isRead: 'مقروء',
  yourLists: 'قوائمك',
  yourFollows:
    '{n, plural, zero {لا متابعات بعد} one {متابعة واحدة} two {متابعتان} few {# متابعات} many {# متابعة} other {# متابعة}}',
  yourSaved:
    '{n, plural, zero {لا مقالات محفوظة} one {مقال محفوظ واحد} two {مقالان محفوظان} few {# مقالات محفوظة} many {# مقالاً محفوظاً} other {# مقال محفوظ}}',
  yourRead:
    '{n, plural, zero {لا مقالات معلّمة كمقروءة} one {مقال واحد معلّم كمقروء} two {مقالان معلّمان كمقروءين} few {# مقالات معلّمة كمقروءة} many {# مقالاً معلّماً كمقروء} other {# مقال معلّم كمقروء}}',
  exportTitle: 'نقلها إلى مكان آخر',
  exportAbout: 'ملف واحد فيه كل ما سبق: لمتصفح آخر، أو جهاز آخر، أو موقع Colonnade آخر.',
  exportLink: 'تنزيل الملف',
  importTitle: 'جلبها من مكان آخر',
  importAbout: 'ملف صنعه موقع Colonnade. يُضاف ما فيه إلى ما لديك هنا.',
  importFile: 'الملف',
  importSend: 'إضافة',
  imported: {
    done: 'أُضيف الملف.',
    follows:
      '{n, plural, zero {لا متابعات جديدة} one {متابعة جديدة واحدة} two {متابعتان جديدتان} few {# متابعات جديدة} many {# متابعة جديدة} other {# متابعة جديدة}}',
    saved:
      '{n, plural, zero {لا مقالات محفوظة جديدة} one {مقال محفوظ جديد واحد} two {مقالان محفوظان جديدان} few {# مقالات محفوظة جديدة} many {# مقالاً محفوظاً جديداً} other {# مقال محفوظ جديد}}',
    unknown:
      '{n, plural, zero {} one {مدخل واحد غير معروف هنا} two {مدخلان غير معروفين هنا} few {# مدخلات غير معروفة هنا} many {# مدخلاً غير معروف هنا} other {# مدخل غير معروف هنا}}',
  },
  importProblems: {
    none: 'يلزم اختيار ملف أولاً.',
    large: 'هذا الملف أكبر مما يجوز: حجم مثله لا يتجاوز 256 كيلوبايت.',
    notJson: 'هذا الملف ليس JSON. المطلوب هو الملف الذي يعطيه «تنزيل الملف».',
    notOurs: 'لم يصنع هذا الملف موقع Colonnade.',
    newer: 'صنع هذا الملف إصدار من Colonnade أحدث من هذا.',
    field: 'تتعذّر قراءة هذا الملف: «{field}» ليس كما ينبغي.',
  },
  forgetTitle: 'نسيان كل شيء',
  forgetAbout:
    'يمحو من هذا المتصفح المتابعات والمقالات المحفوظة والعلامات والإعدادات والصفحات المحفوظة للقراءة بلا اتصال.',
  forgetAll: 'نسيان كل شيء هنا',

  offlineTitle: 'لا اتصال بالإنترنت',
  offlineAbout: 'هذه الصفحة ليست على هذا الجهاز. الموجود عليه:',
  offlineNone: 'لا شيء محفوظ على هذا الجهاز بعد: ستُحفظ الصفحات الأولى، وصفحات من هم في متابعاتك، والمقالات المحفوظة.',
  offlineKept: 'لا اتصال بالإنترنت. آخر ما طلبته محفوظ، ويُرسل حالما يعود الاتصال.',

  keysTitle: 'لوحة المفاتيح',
  keysAbout: 'في أي صفحة من هذا الموقع. ويمكن إيقافها في الإعدادات.',
  keys: {
    j: 'المقال التالي',
    k: 'المقال السابق',
    o: 'فتحه',
    s: 'حفظه، أو التراجع عن حفظه',
    slash: 'بحث',
    question: 'هذه القائمة',
    escape: 'إغلاق لائحة أو هذه القائمة',
  },
  close: 'إغلاق',
  live: {
    saved: 'حُفظ: {title}',
    unsaved: 'لم يعد محفوظاً: {title}',
    more: '{n, plural, zero {لا مقالات أخرى} one {مقال آخر} two {مقالان آخران} few {# مقالات أخرى} many {# مقالاً آخر} other {# مقال آخر}}',
    failed: 'لم ينجح ذلك. يمكن إعادة المحاولة.',
    later: 'لا اتصال بالإنترنت: سيُرسل لاحقاً.',
  },
} as const satisfies Translation
