// The large press: what its columns are made of. Words of six languages, drawn by chance into sentences that mean nothing.

export type LargeLanguage = {
  readonly lang: string
  readonly country: string
  readonly and: string
  readonly by: string
  readonly section: string
  /** The little words, of which nearly half of any real text is made. */
  readonly little: readonly string[]
  readonly words: readonly string[]
  readonly given: readonly string[]
  readonly family: readonly string[]
}

const list = (text: string): readonly string[] => text.split(/\s+/)

export const largeLanguages: readonly LargeLanguage[] = [
  {
    lang: 'en',
    country: 'gb',
    and: 'and',
    by: 'By',
    section: 'Opinion',
    little: list(
      `the of and to in that is it for was on are as with be by this have from at not but or his they we an which their has`,
    ),
    words: list(`city council river bridge harbour
      school teacher garden market railway winter summer morning promise question answer memory language minister budget
      neighbour street library paper kitchen border island field worker letter voice weather history small old public quiet
      honest local strange simple always never perhaps again without behind between remember forget build listen wait pay`),
    given: list(
      'Ada Morley Edith Conrad Harriet Silas Maud Jasper Nell Rufus Tamsin Edmund Winifred Otis Clara Barnaby',
    ),
    family: list(
      'Quillfeather Brackwater Thornbury-Hale Ashgrove Pennock Larkmoor Dunwiddy Holloway-Reed Marchbank Oldcastle',
    ),
  },
  {
    lang: 'es',
    country: 'es',
    and: 'y',
    by: 'Por',
    section: 'Opinión',
    little: list(
      `de la que el en y los del se las por un con no una su para es al lo como más o pero sus le ha este ya muy`,
    ),
    words: list(`ciudad consejo río puente puerto escuela
      maestra jardín mercado ferrocarril invierno verano mañana promesa pregunta respuesta memoria lengua ministra presupuesto
      vecino calle biblioteca periódico cocina frontera isla campo obrero carta voz tiempo historia pequeño viejo público sereno
      honrado extraño sencillo siempre nunca quizá otra vez sin detrás entre recordar olvidar construir escuchar esperar pagar`),
    given: list(
      'Ainhoa Tomás Eulalia Ramiro Begoña Fermín Noelia Leandro Rosaura Íñigo Melisa Amadeo Jacinta Evaristo',
    ),
    family: list(
      'Valdecuervo Montesclaros Arrozal Peñafonte Quirós-Lama Belmontejo Zaldibia Torrelara Campoviejo Ledesmar',
    ),
  },
  {
    lang: 'de',
    country: 'de',
    and: 'und',
    by: 'Von',
    section: 'Meinung',
    little: list(
      `der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an aus er hat dass sie wie`,
    ),
    words: list(`Stadt Rat Fluss Brücke Hafen Schule
      Lehrerin Garten Markt Eisenbahn Winter Sommer Morgen Versprechen Frage Antwort Erinnerung Sprache Ministerin Haushalt
      Nachbar Straße Bücherei Zeitung Küche Grenze Insel Feld Arbeiter Brief Stimme Wetter Geschichte klein alt öffentlich still
      ehrlich seltsam einfach immer nie vielleicht wieder ohne hinter zwischen erinnern vergessen bauen zuhören warten zahlen`),
    given: list(
      'Annelore Jürgen Friederike Eberhard Wiebke Detlef Hannelore Torben Roswitha Volkmar Käthe Lorenz Irmgard',
    ),
    family: list(
      'Steinhäuser-Wolf Krähwinkel Morgenrot Buchenhain Möwensturm Distelkamp Ahrenswald Grünspecht Lindwurmer Tannhof',
    ),
  },
  {
    lang: 'fr',
    country: 'fr',
    and: 'et',
    by: 'Par',
    section: 'Opinions',
    little: list(
      `de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec nous mais cette aux`,
    ),
    words: list(`ville conseil rivière pont port école
      institutrice jardin marché chemin hiver été matin promesse question réponse mémoire langue ministre budget voisin rue
      bibliothèque journal cuisine frontière île champ ouvrier lettre voix temps histoire petit vieux public tranquille honnête
      étrange simple toujours jamais encore sans derrière entre rappeler oublier bâtir écouter attendre payer`),
    given: list(
      'Solène Gaspard Mireille Anselme Clothilde Fabrice Odette Rémi Élodie Thibaud Ghislaine Aurélien Bérénice',
    ),
    family: list(
      'Beauséjour-Roc Malvoisin Chantepierre Fontbrune Delormeau Sauvegrain Hautecloque Prévallon Rivemont Bellecombe',
    ),
  },
  {
    lang: 'tr',
    country: 'tr',
    and: 've',
    by: 'Yazan:',
    section: 'Yazarlar',
    little: list(`ve bir bu için da de ile çok olan daha gibi ne kadar ama olarak değil o en var sonra her ki diye mi`),
    words: list(`şehir meclis ırmak köprü liman okul öğretmen bahçe pazar demiryolu kış yaz sabah söz
      soru cevap bellek dil bakan bütçe komşu sokak kitaplık gazete mutfak sınır ada tarla işçi mektup ses hava tarih küçük eski
      kamu sessiz dürüst garip yalın hep asla belki yine olmadan arkasında arasında anımsamak unutmak kurmak dinlemek beklemek`),
    given: list('Gülriz Tuncay Feride Alpaslan Nesrin Kürşat Sabiha Oktay Müjgan Tevfik Belkıs Haldun Perihan Şevket'),
    family: list(
      'Akçaoğullu Demirdöven Karagözlük Sarıyaprak Yelkenciler Bozdağlı Çamlıbelen İnceışık Güneşdoğan Ulusudur',
    ),
  },
  {
    lang: 'ar',
    country: 'eg',
    and: 'و',
    by: 'بقلم',
    section: 'آراء',
    little: list(`في من على إلى أن التي عن الذي مع هذا لا ما كان هذه بين كل أو لم قد بعد ذلك هو هي ولا ثم إن`),
    words: list(`المدينة المجلس النهر الجسر الميناء المدرسة المعلمة الحديقة
      السوق القطار الشتاء الصيف الصباح الوعد السؤال الجواب الذاكرة اللغة الوزير الميزانية الجار الشارع المكتبة الصحيفة المطبخ
      الحدود الجزيرة الحقل العامل الرسالة الصوت الطقس التاريخ صغير قديم عام هادئ صادق غريب بسيط دائما أبدا ربما مرة بدون خلف بين`),
    given: list('نهى مازن رباب شكري وداد حازم سهير بهجت نجوى رؤوف عفاف لطفي'),
    family: list('المرسوي الشاطبي-نور القنديلي البحراوي الزهيري الجسراوي النخلاوي الوردانية الصباحي الطاحوني'),
  },
]
