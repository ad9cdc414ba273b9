// By which words papers name their sections and feeds their categories, by topic and language, as data. Written for this
// project; words are compared folded (lower case, no accents), so only one spelling of each stands here.
import type { Topic } from '../../model/index.ts'

/** A language, a colon, and its words between commas. */
export const topicWords: Readonly<Record<Topic, string>> = {
  politics: `
    en: politics, political, government, parliament, elections, election, democracy, congress, westminster, policy, public policy
    tr: siyaset, politika, siyasi, seçim, seçimler, meclis, gündem siyaset
    he: פוליטיקה, פוליטי, כנסת, ממשלה, בחירות, מדיני, מדיני פוליטי
    ar: سياسة, السياسة, سياسي, سياسية, انتخابات, برلمان, شؤون سياسية
    es: política, política nacional, elecciones, gobierno, parlamento, congreso
    fr: politique, élections, gouvernement, vie politique, parlement
    de: politik, innenpolitik, bundestag, wahlen, wahl, regierung, bundespolitik
    pt: política, eleições, governo, congresso, poder
    uk: політика, вибори, влада, парламент, уряд
    ru: политика, выборы, власть, парламент, правительство
    hi: राजनीति, सियासत, चुनाव, सरकार, संसद
    ja: 政治, 選挙, 国会, 政策, 政局
    it: politica, elezioni, governo, parlamento
    nl: politiek, verkiezingen, kabinet, tweede kamer
    pl: polityka, wybory, rząd, sejm
    sv: politik, inrikespolitik, val, riksdagen
    da: politik, valg, folketinget, christiansborg
    no: politikk, valg, stortinget
    fi: politiikka, vaalit, eduskunta, hallitus
    el: πολιτική, εκλογές, βουλή, κυβέρνηση
    ro: politică, alegeri, guvern, parlament
    hu: politika, belpolitika, belföld politika, választás, kormány
    cs: politika, volby, vláda, parlament
    bg: политика, избори, парламент
    sr: politika, izbori, политика, избори, vlada
    fa: سیاست, سیاسی, انتخابات, مجلس
    ur: سیاست, انتخابات, پارلیمنٹ
    ko: 정치, 선거, 국회, 정부
    zh: 政治, 時政, 时政, 選舉, 选举
    id: politik, pemilu, pemerintahan
    bn: রাজনীতি, নির্বাচন, সরকার
    vi: chính trị, bầu cử, quốc hội
    ca: política, eleccions, govern`,
  world: `
    en: world, international, foreign affairs, foreign policy, global, world news, world affairs, abroad, diplomacy, geopolitics, middle east, international relations
    tr: dünya, dış politika, uluslararası, dış haberler, diplomasi, ortadoğu
    he: עולם, חדשות העולם, חוץ, יחסי חוץ, בעולם, המזרח התיכון
    ar: العالم, عالم, دولي, دولية, شؤون دولية, عربي ودولي, الشرق الأوسط, السياسة الدولية
    es: internacional, mundo, política exterior, internacionales, el mundo
    fr: international, monde, étranger, géopolitique, diplomatie, relations internationales
    de: ausland, außenpolitik, welt, international, internationales, weltpolitik, geopolitik
    pt: internacional, mundo, política externa, política internacional
    uk: світ, міжнародна політика, міжнародні відносини, закордон, дипломатія
    ru: мир, в мире, международная политика, международные отношения, за рубежом, внешняя политика
    hi: विदेश, दुनिया, अंतर्राष्ट्रीय, विश्व
    ja: 国際, 世界, 外交, 海外
    it: esteri, mondo, politica estera, internazionale
    nl: buitenland, wereld, internationaal
    pl: świat, zagranica, polityka zagraniczna, polityka międzynarodowa
    sv: utrikes, världen, internationellt, utrikespolitik
    da: udland, international, verden
    no: utenriks, verden, internasjonalt
    fi: ulkomaat, maailma, ulkopolitiikka
    el: κόσμος, διεθνή, εξωτερική πολιτική, διεθνείς σχέσεις
    ro: internațional, externe, lume, politică externă
    hu: külföld, világ, külpolitika, nagyvilág
    cs: svět, zahraničí, zahraniční politika, ze světa
    bg: свят, международни, външна политика
    sr: svet, svijet, свет, inostranstvo, spoljna politika
    fa: جهان, بین الملل, سیاست خارجی
    ur: دنیا, عالمی, بین الاقوامی
    ko: 국제, 세계, 외교
    zh: 國際, 国际, 世界, 外交
    id: dunia, internasional, luar negeri
    bn: আন্তর্জাতিক, বিশ্ব
    vi: thế giới, quốc tế
    ca: internacional, món`,
  economy: `
    en: economy, economics, business, finance, money, markets, business and finance, personal finance, banking, trade, investing, jobs, work, industry, property, real estate
    tr: ekonomi, iş dünyası, finans, piyasalar, borsa, para, ekonomi politika
    he: כלכלה, עסקים, כסף, שוק ההון, כלכלי, נדל"ן, צרכנות
    ar: اقتصاد, الاقتصاد, أعمال, مال وأعمال, اقتصادية, مال, أسواق, المال والأعمال
    es: economía, negocios, finanzas, empresas, mercados, dinero, empleo
    fr: économie, éco, entreprises, finances, finance, argent, bourse, emploi, marchés, entreprise
    de: wirtschaft, finanzen, geld, börse, unternehmen, wirtschaftspolitik, märkte, konjunktur
    pt: economia, negócios, finanças, mercado, mercados, dinheiro, empresas
    uk: економіка, бізнес, фінанси, гроші
    ru: экономика, бизнес, финансы, деньги, рынки
    hi: अर्थव्यवस्था, व्यापार, कारोबार, बिजनेस, अर्थ
    ja: 経済, ビジネス, 金融, マネー, 企業
    it: economia, finanza, affari, imprese, mercati, lavoro
    nl: economie, financiën, geld, bedrijven, werk
    pl: gospodarka, ekonomia, biznes, finanse, pieniądze, praca
    sv: ekonomi, näringsliv, privatekonomi, börs
    da: økonomi, erhverv, penge, finans
    no: økonomi, næringsliv, børs, penger
    fi: talous, kotimaan talous, raha, työelämä, yritykset
    el: οικονομία, επιχειρήσεις, αγορές, χρήμα
    ro: economie, afaceri, finanțe, bani, economic
    hu: gazdaság, üzlet, pénzügy, pénz
    cs: ekonomika, byznys, finance, peníze
    bg: икономика, бизнес, финанси, пари
    sr: ekonomija, biznis, економија, finansije, privreda, gospodarstvo
    fa: اقتصاد, اقتصادی, بازار, کسب و کار
    ur: معیشت, کاروبار, تجارت
    ko: 경제, 금융, 비즈니스, 기업
    zh: 經濟, 经济, 財經, 财经, 商業, 商业, 金融
    id: ekonomi, bisnis, keuangan
    bn: অর্থনীতি, বাণিজ্য, ব্যবসা
    vi: kinh tế, kinh doanh, tài chính
    ca: economia, empresa`,
  society: `
    en: society, social affairs, family, relationships, parenting, women, gender, migration, immigration, housing, race, inequality, community, life, lifestyle, human rights
    tr: toplum, yaşam, aile, kadın, göç, insan hakları, hayat
    he: חברה, משפחה, נשים, הורות, הגירה, זכויות אדם, חיים, רווחה
    ar: مجتمع, المجتمع, اجتماع, أسرة, المرأة, حقوق الإنسان, منوعات, حياة
    es: sociedad, familia, mujer, igualdad, migración, derechos humanos, vida
    fr: société, famille, femmes, immigration, logement, vie quotidienne, droits humains
    de: gesellschaft, familie, leben, migration, panorama, gleichstellung, menschenrechte
    pt: sociedade, família, mulher, imigração, vida, direitos humanos, comportamento
    uk: суспільство, сім'я, життя, міграція, права людини
    ru: общество, семья, жизнь, миграция, права человека
    hi: समाज, परिवार, महिला, जीवन
    ja: 社会, 家族, くらし, 暮らし, 生活, 人権
    it: società, famiglia, donne, immigrazione, diritti, diritti umani
    nl: samenleving, maatschappij, gezin, leven, migratie
    pl: społeczeństwo, rodzina, życie, migracja, prawa człowieka
    sv: samhälle, familj, invandring, jämställdhet, livet
    da: samfund, familie, indvandring, ligestilling, livet
    no: samfunn, familie, innvandring, likestilling
    fi: yhteiskunta, perhe, elämä, maahanmuutto
    el: κοινωνία, οικογένεια, γυναίκα, ζωή, μεταναστευτικό
    ro: societate, social, familie, viață
    hu: társadalom, család, élet, migráció
    cs: společnost, rodina, život, migrace
    bg: общество, семейство, живот
    sr: društvo, друштво, porodica, obitelj, život
    fa: جامعه, اجتماعی, خانواده, زنان
    ur: معاشرہ, سماج, خواتین
    ko: 사회, 가족, 여성, 인권
    zh: 社會, 社会, 家庭, 民生
    id: masyarakat, sosial, keluarga, humaniora
    bn: সমাজ, পরিবার, জীবন
    vi: xã hội, gia đình, đời sống
    ca: societat, família`,
  law: `
    en: law, justice, courts, crime, legal, supreme court, legal affairs, crime and justice, constitution
    tr: hukuk, adalet, yargı, anayasa, suç
    he: משפט, חוק ומשפט, משפטים, פלילים, בית המשפט
    ar: قانون, القانون, قضاء, عدالة, محاكم
    es: justicia, derecho, tribunales, legal, ley, sucesos
    fr: justice, droit, police justice, faits divers, tribunaux
    de: recht, justiz, kriminalität, recht und justiz, gericht
    pt: justiça, direito, judiciário, crime, tribunais
    uk: право, суд, правосуддя, закон, кримінал
    ru: право, суд, правосудие, закон, криминал
    hi: कानून, न्याय, अदालत, अपराध
    ja: 司法, 法律, 裁判, 憲法, 事件
    it: giustizia, diritto, legge, cronaca giudiziaria
    nl: recht, justitie, rechtspraak, misdaad
    pl: prawo, sprawiedliwość, sądy, sąd
    sv: juridik, rättsväsende, brott, rättssäkerhet
    da: jura, ret, retspolitik, kriminalitet
    no: jus, rettsvesen, krim, rettspolitikk
    fi: oikeus, laki, rikos
    el: δικαιοσύνη, δίκαιο, νόμος
    ro: justiție, drept, lege
    hu: jog, igazságszolgáltatás, bűnügy
    cs: právo, justice, soudy, krimi
    bg: право, правосъдие, съд
    sr: pravo, pravosuđe, pravda, правосуђе
    fa: حقوق, حقوقی, قضایی
    ur: قانون, عدالت, انصاف
    ko: 법, 사법, 법률, 법조
    zh: 法律, 法治, 司法
    id: hukum, kriminal
    bn: আইন, বিচার, অপরাধ
    vi: pháp luật, tư pháp
    ca: justícia, dret`,
  security: `
    en: security, defence, defense, military, war, national security, conflict, terrorism, army, intelligence, war and peace
    tr: güvenlik, savunma, savunma sanayii, terör, savaş, askeri
    he: ביטחון, צבא, צבא וביטחון, ביטחוני, מלחמה, טרור, צה"ל
    ar: أمن, دفاع, حرب, عسكرية, إرهاب, أمن ودفاع
    es: defensa, seguridad, guerra, seguridad nacional, terrorismo
    fr: défense, sécurité, guerre, armée, terrorisme
    de: verteidigung, sicherheit, sicherheitspolitik, bundeswehr, krieg, militär, krieg und frieden
    pt: defesa, segurança, guerra, segurança pública
    uk: війна, оборона, безпека, армія, збройні сили
    ru: война, оборона, безопасность, армия
    hi: रक्षा, सुरक्षा, युद्ध, सेना
    ja: 安全保障, 防衛, 軍事, 安保, 戦争
    it: difesa, sicurezza, guerra
    nl: defensie, veiligheid, oorlog
    pl: obronność, bezpieczeństwo, wojna, wojsko
    sv: försvar, säkerhetspolitik, krig, säkerhet
    da: forsvar, sikkerhedspolitik, krig
    no: forsvar, sikkerhetspolitikk, krig
    fi: puolustus, turvallisuus, sota, turvallisuuspolitiikka
    el: άμυνα, ασφάλεια, πόλεμος
    ro: apărare, securitate, război
    hu: védelem, honvédelem, biztonság, háború
    cs: obrana, bezpečnost, válka, armáda
    bg: отбрана, сигурност, война
    sr: odbrana, bezbednost, vojska, rat, одбрана
    fa: دفاعی, امنیت, جنگ, نظامی
    ur: دفاع, سلامتی, جنگ
    ko: 안보, 국방, 군사, 전쟁
    zh: 軍事, 军事, 國防, 国防, 安全
    id: pertahanan, keamanan, militer
    bn: প্রতিরক্ষা, নিরাপত্তা, যুদ্ধ
    vi: quốc phòng, an ninh, quân sự
    ca: defensa, seguretat`,
  education: `
    en: education, schools, universities, higher education, school, university, students, teaching, learning
    tr: eğitim, üniversite, okul, öğretim
    he: חינוך, השכלה, אוניברסיטה, בתי ספר, השכלה גבוהה
    ar: تعليم, التعليم, تربية, جامعات, تربية وتعليم
    es: educación, universidad, escuela, enseñanza
    fr: éducation, école, université, enseignement, campus, étudiants
    de: bildung, schule, hochschule, universität, bildungspolitik, studium
    pt: educação, ensino, universidade, escola
    uk: освіта, школа, університет
    ru: образование, школа, университет
    hi: शिक्षा, विद्यालय, विश्वविद्यालय
    ja: 教育, 学校, 大学
    it: scuola, istruzione, università
    nl: onderwijs, school, universiteit
    pl: edukacja, szkoła, oświata, uczelnie
    sv: utbildning, skola, skolan, universitet
    da: uddannelse, skole, folkeskolen
    no: utdanning, skole
    fi: koulutus, koulu, yliopisto
    el: παιδεία, εκπαίδευση, πανεπιστήμια
    ro: educație, învățământ, școală
    hu: oktatás, iskola, egyetem
    cs: vzdělávání, školství, škola
    bg: образование, училище
    sr: obrazovanje, školstvo, образовање, prosveta
    fa: آموزش, دانشگاه, آموزش و پرورش
    ur: تعلیم, جامعات
    ko: 교육, 대학, 학교
    zh: 教育, 大學, 校園
    id: pendidikan, sekolah, kampus
    bn: শিক্ষা, বিশ্ববিদ্যালয়
    vi: giáo dục, đại học
    ca: educació, universitat`,
  health: `
    en: health, medicine, wellbeing, wellness, mental health, healthcare, health care, nhs, public health, psychology, fitness
    tr: sağlık, tıp, ruh sağlığı, psikoloji
    he: בריאות, רפואה, פסיכולוגיה, בריאות הנפש
    ar: صحة, الصحة, طب, صحة وطب, علم النفس
    es: salud, sanidad, bienestar, medicina, salud mental, psicología
    fr: santé, médecine, bien-être, psychologie, psycho
    de: gesundheit, medizin, psychologie, pflege, gesundheitspolitik
    pt: saúde, bem-estar, medicina, saúde mental
    uk: здоров'я, медицина, психологія
    ru: здоровье, медицина, психология
    hi: स्वास्थ्य, सेहत, चिकित्सा
    ja: 健康, 医療, メンタルヘルス, 心理
    it: salute, sanità, medicina, benessere, psicologia
    nl: gezondheid, zorg, gezondheidszorg, psychologie
    pl: zdrowie, medycyna, psychologia
    sv: hälsa, vård, sjukvård, psykologi
    da: sundhed, psykologi
    no: helse, psykologi
    fi: terveys, hyvinvointi, psykologia
    el: υγεία, ιατρική, ψυχολογία
    ro: sănătate, medicină, psihologie
    hu: egészség, egészségügy, pszichológia
    cs: zdraví, zdravotnictví, medicína, psychologie
    bg: здраве, медицина
    sr: zdravlje, zdravstvo, здравље, medicina
    fa: سلامت, بهداشت, پزشکی
    ur: صحت, طب
    ko: 건강, 의료, 의학
    zh: 健康, 醫療, 医疗, 心理
    id: kesehatan, medis
    bn: স্বাস্থ্য, চিকিৎসা
    vi: sức khỏe, y tế
    ca: salut, sanitat`,
  science: `
    en: science, sciences, space, physics, research, biology, nature and science, astronomy, mathematics
    tr: bilim, uzay, bilim teknik
    he: מדע, מדעים, חלל
    ar: علوم, العلوم, فضاء, بحث علمي
    es: ciencia, ciencias, espacio, investigación
    fr: science, sciences, espace, recherche
    de: wissenschaft, wissen, forschung, weltraum, astronomie
    pt: ciência, ciências, espaço, pesquisa
    uk: наука, космос
    ru: наука, космос, исследования
    hi: विज्ञान, अंतरिक्ष
    ja: 科学, サイエンス, 宇宙
    it: scienza, scienze, ricerca, spazio
    nl: wetenschap, onderzoek, ruimtevaart
    pl: nauka, kosmos, badania
    sv: vetenskap, forskning, rymden
    da: videnskab, viden, forskning
    no: vitenskap, forskning, viten
    fi: tiede, tutkimus, avaruus
    el: επιστήμη, επιστήμες, διάστημα
    ro: știință, cercetare
    hu: tudomány, kutatás, űr
    cs: věda, výzkum, vesmír
    bg: наука, космос
    sr: nauka, znanost, наука, istraživanje
    fa: علم, دانش, علمی
    ur: سائنس
    ko: 과학, 우주, 연구
    zh: 科學, 科学
    id: sains, ilmu pengetahuan
    bn: বিজ্ঞান
    vi: khoa học
    ca: ciència, recerca`,
  technology: `
    en: technology, tech, digital, internet, artificial intelligence, ai, computing, cyber, cybersecurity, social media, science and technology, gadgets
    tr: teknoloji, dijital, yapay zeka, internet, bilişim
    he: טכנולוגיה, הייטק, דיגיטל, אינטרנט, בינה מלאכותית, סייבר
    ar: تكنولوجيا, تقنية, التكنولوجيا, ذكاء اصطناعي, تقنيات
    es: tecnología, tecnologías, inteligencia artificial, digital, internet
    fr: technologie, technologies, numérique, tech, high-tech, intelligence artificielle, pixels
    de: technik, technologie, digital, digitales, internet, netzpolitik, netzwelt, künstliche intelligenz, ki
    pt: tecnologia, inteligência artificial, digital, internet
    uk: технології, інтернет, штучний інтелект
    ru: технологии, интернет, искусственный интеллект, техника
    hi: प्रौद्योगिकी, तकनीक, टेक्नोलॉजी
    ja: テクノロジー, 技術, デジタル, IT, 人工知能
    it: tecnologia, tecnologie, innovazione, intelligenza artificiale
    nl: technologie, tech, digitaal, kunstmatige intelligentie
    pl: technologia, technologie, sztuczna inteligencja, internet
    sv: teknik, teknologi, digitalisering
    da: teknologi, tech, digitalisering
    no: teknologi, digitalisering
    fi: teknologia, tekniikka, tekoäly, digi
    el: τεχνολογία, διαδίκτυο, τεχνητή νοημοσύνη
    ro: tehnologie, inteligență artificială, it
    hu: technológia, tech, mesterséges intelligencia
    cs: technologie, technika, umělá inteligence
    bg: технологии, интернет
    sr: tehnologija, технологија, tehnologije
    fa: فناوری, تکنولوژی, هوش مصنوعی
    ur: ٹیکنالوجی, سائنس و ٹیکنالوجی
    ko: 기술, 테크, 인공지능, 디지털
    zh: 科技, 技術, 技术, 人工智能
    id: teknologi, digital, tekno
    bn: প্রযুক্তি, তথ্যপ্রযুক্তি
    vi: công nghệ, số hóa
    ca: tecnologia, digital`,
  environment: `
    en: environment, climate, climate change, energy, nature, green, sustainability, climate crisis, agriculture, animals, climate and environment
    tr: çevre, iklim, iklim krizi, enerji, doğa, tarım
    he: סביבה, אקלים, איכות הסביבה, אנרגיה, טבע, חקלאות
    ar: بيئة, البيئة, مناخ, طاقة, زراعة
    es: medio ambiente, medioambiente, clima, energía, clima y medio ambiente, cambio climático, naturaleza, agricultura
    fr: environnement, climat, planète, énergie, écologie, nature, agriculture, transition écologique
    de: umwelt, klima, klimawandel, energie, klimaschutz, natur, landwirtschaft, klimapolitik
    pt: ambiente, meio ambiente, clima, energia, natureza, sustentabilidade
    uk: довкілля, екологія, клімат, енергетика, природа
    ru: экология, климат, энергетика, природа
    hi: पर्यावरण, जलवायु, ऊर्जा, कृषि
    ja: 環境, 気候変動, エネルギー, 自然, 農業
    it: ambiente, clima, energia, natura, sostenibilità
    nl: milieu, klimaat, energie, natuur, duurzaamheid
    pl: środowisko, klimat, energetyka, ekologia, przyroda
    sv: miljö, klimat, energi, natur, jordbruk
    da: miljø, klima, energi, natur, landbrug
    no: miljø, klima, energi, natur
    fi: ympäristö, ilmasto, energia, luonto
    el: περιβάλλον, κλίμα, ενέργεια, κλιματική αλλαγή
    ro: mediu, climă, energie, ecologie
    hu: környezet, klíma, energia, környezetvédelem
    cs: životní prostředí, klima, energetika, příroda
    bg: околна среда, климат, енергетика, екология
    sr: životna sredina, okoliš, klima, ekologija, екологија, energetika
    fa: محیط زیست, اقلیم, انرژی
    ur: ماحولیات, موسمیاتی تبدیلی
    ko: 환경, 기후, 에너지
    zh: 環境, 环境, 氣候, 气候, 能源, 環保
    id: lingkungan, iklim, energi
    bn: পরিবেশ, জলবায়ু
    vi: môi trường, khí hậu
    ca: medi ambient, clima, energia`,
  culture: `
    en: culture, arts, art, music, film, films, movies, theatre, theater, entertainment, arts and culture, television, tv, dance, architecture, design, fashion, cinema
    tr: kültür, sanat, kültür sanat, sinema, müzik, tiyatro, magazin, moda
    he: תרבות, אמנות, מוזיקה, קולנוע, תיאטרון, טלוויזיה, תרבות ובידור, גלריה, אופנה
    ar: ثقافة, الثقافة, فن, فنون, ثقافة وفن, سينما, موسيقى, ثقافة وفنون, مسرح
    es: cultura, arte, artes, cine, música, teatro, televisión, espectáculos, moda
    fr: culture, cultures, arts, cinéma, musique, théâtre, télévision, spectacles, mode, idées et culture
    de: kultur, feuilleton, kunst, musik, film, kino, theater, fernsehen, mode, architektur
    pt: cultura, arte, artes, cinema, música, teatro, televisão, ilustrada, moda
    uk: культура, мистецтво, кіно, музика, театр
    ru: культура, искусство, кино, музыка, театр
    hi: संस्कृति, कला, सिनेमा, संगीत, मनोरंजन
    ja: 文化, 芸術, 映画, 音楽, 演劇, エンタメ, カルチャー
    it: cultura, arte, cinema, musica, teatro, spettacoli, televisione, moda
    nl: cultuur, kunst, film, muziek, theater, cultuur en media
    pl: kultura, sztuka, film, muzyka, teatr
    sv: kultur, konst, film, musik, teater, kultur och nöje, nöje
    da: kultur, kunst, film, musik, teater
    no: kultur, kunst, film, musikk, teater
    fi: kulttuuri, taide, elokuvat, musiikki, teatteri
    el: πολιτισμός, τέχνες, σινεμά, μουσική, θέατρο
    ro: cultură, artă, film, muzică, teatru
    hu: kultúra, kultúr, művészet, film, zene, színház
    cs: kultura, umění, film, hudba, divadlo
    bg: култура, изкуство, кино, музика
    sr: kultura, култура, umetnost, umjetnost, film, muzika, pozorište
    fa: فرهنگ, هنر, سینما, موسیقی, فرهنگ و هنر, فرهنگی
    ur: ثقافت, فن, فلم
    ko: 문화, 예술, 영화, 음악
    zh: 文化, 藝術, 艺术, 電影, 电影, 音樂, 娛樂
    id: budaya, seni, film, musik, hiburan
    bn: সংস্কৃতি, শিল্প, চলচ্চিত্র, বিনোদন
    vi: văn hóa, nghệ thuật, giải trí
    ca: cultura, art, cinema, música`,
  books: `
    en: books, literature, book reviews, poetry, fiction, reading, book review, writing
    tr: kitap, edebiyat, kitaplar, şiir
    he: ספרים, ספרות, שירה
    ar: كتب, أدب, كتاب, شعر
    es: libros, literatura, poesía
    fr: livres, littérature, le monde des livres, poésie
    de: bücher, literatur, lyrik
    pt: livros, literatura, poesia
    uk: книги, література, поезія
    ru: книги, литература, поэзия
    hi: किताबें, साहित्य, पुस्तकें, कविता
    ja: 本, 文学, 読書, 書評
    it: libri, letteratura, poesia
    nl: boeken, literatuur
    pl: książki, literatura, poezja
    sv: böcker, litteratur
    da: bøger, litteratur
    no: bøker, litteratur
    fi: kirjat, kirjallisuus
    el: βιβλίο, βιβλία, λογοτεχνία
    ro: cărți, literatură
    hu: könyv, könyvek, irodalom
    cs: knihy, literatura
    bg: книги, литература
    sr: knjige, književnost, књиге
    fa: کتاب, ادبیات, شعر
    ur: ادب, کتابیں, شاعری
    ko: 책, 문학, 도서
    zh: 書評, 文學, 文学, 读书, 閱讀
    id: buku, sastra
    bn: বই, সাহিত্য
    vi: sách, văn học
    ca: llibres, literatura`,
  media: `
    en: media, journalism, press, press freedom, broadcasting, newspapers
    tr: medya, basın, gazetecilik
    he: תקשורת, עיתונות, מדיה
    ar: إعلام, صحافة, الإعلام
    es: medios, comunicación, periodismo, medios de comunicación
    fr: médias, presse, journalisme, actualité médias
    de: medien, presse, journalismus
    pt: mídia, media, imprensa, jornalismo
    uk: медіа, журналістика, преса
    ru: медиа, сми, журналистика, пресса
    hi: मीडिया, पत्रकारिता
    ja: メディア, 報道, ジャーナリズム
    it: media, giornalismo, stampa
    nl: media, journalistiek
    pl: media, dziennikarstwo
    sv: medier, journalistik
    da: medier, journalistik
    no: medier, journalistikk
    fi: media, journalismi
    el: ΜΜΕ, μέσα ενημέρωσης, δημοσιογραφία
    ro: presă, jurnalism
    hu: média, sajtó, újságírás
    cs: média, novinařina
    bg: медии, журналистика
    sr: mediji, медији, novinarstvo
    fa: رسانه, رسانه ها
    ur: میڈیا, صحافت
    ko: 미디어, 언론
    zh: 傳媒, 媒體, 媒体, 新聞自由
    id: jurnalisme, pers
    bn: গণমাধ্যম, সাংবাদিকতা
    vi: báo chí, truyền thông
    ca: mitjans, comunicació`,
  history: `
    en: history, anniversary, archaeology, memory, heritage
    tr: tarih, arkeoloji
    he: היסטוריה, ארכיאולוגיה, זיכרון
    ar: تاريخ, التاريخ, آثار
    es: historia, memoria histórica, arqueología
    fr: histoire, mémoire, patrimoine
    de: geschichte, zeitgeschichte, archäologie
    pt: história, memória, arqueologia
    uk: історія
    ru: история
    hi: इतिहास
    ja: 歴史
    it: storia, memoria
    nl: geschiedenis, historie
    pl: historia
    sv: historia
    da: historie
    no: historie
    fi: historia
    el: ιστορία
    ro: istorie
    hu: történelem, múlt
    cs: historie, dějiny
    bg: история
    sr: istorija, povijest, историја
    fa: تاریخ
    ur: تاریخ
    ko: 역사
    zh: 歷史, 历史
    id: sejarah
    bn: ইতিহাস
    vi: lịch sử
    ca: història`,
  religion: `
    en: religion, faith, church, islam, judaism, christianity, belief, philosophy, ethics, spirituality, catholic church, philosophy and ethics
    tr: din, diyanet, inanç, islam, felsefe, ilahiyat
    he: יהדות, דת, פילוסופיה, אמונה, דת ומדינה
    ar: دين, إسلام, دينية, فلسفة, فكر ديني, شؤون دينية
    es: religión, iglesia, fe, filosofía, ética
    fr: religion, religions, église, philosophie, spiritualité, foi
    de: religion, kirche, glaube, philosophie, ethik, kirchen
    pt: religião, fé, igreja, filosofia
    uk: релігія, церква, віра, філософія
    ru: религия, церковь, вера, философия
    hi: धर्म, आस्था, अध्यात्म, दर्शन
    ja: 宗教, 哲学, 倫理
    it: religione, chiesa, fede, filosofia, vaticano
    nl: religie, geloof, kerk, filosofie, religie en filosofie
    pl: religia, kościół, wiara, filozofia
    sv: religion, tro, kyrka, kyrkan, filosofi
    da: religion, tro, kirke, filosofi, kirke og tro
    no: religion, tro, kirke, livssyn, filosofi
    fi: uskonto, kirkko, filosofia, usko
    el: θρησκεία, εκκλησία, φιλοσοφία
    ro: religie, credință, biserică, filosofie
    hu: vallás, egyház, hit, filozófia
    cs: náboženství, církev, víra, filosofie
    bg: религия, църква, философия
    sr: religija, vera, vjera, crkva, религија, filozofija
    fa: دین, مذهب, فلسفه, اندیشه
    ur: مذہب, دین, اسلام
    ko: 종교, 철학
    zh: 宗教, 哲學, 哲学
    id: agama, filsafat
    bn: ধর্ম, দর্শন
    vi: tôn giáo, triết học
    ca: religió, filosofia`,
  sport: `
    en: sport, sports, football, soccer, cricket, rugby, tennis, basketball, baseball, golf, olympics, athletics, nfl, nba
    tr: spor, futbol, basketbol, spor yazarları
    he: ספורט, כדורגל, כדורסל
    ar: رياضة, الرياضة, كرة القدم, رياضية
    es: deporte, deportes, fútbol, baloncesto, tenis
    fr: sport, sports, football, rugby, cyclisme
    de: sport, fußball, bundesliga, olympia
    pt: esporte, esportes, desporto, futebol
    uk: спорт, футбол
    ru: спорт, футбол, хоккей
    hi: खेल, क्रिकेट
    ja: スポーツ, サッカー, 野球
    it: sport, calcio, ciclismo
    nl: sport, voetbal, wielrennen
    pl: sport, piłka nożna
    sv: sport, fotboll, ishockey
    da: sport, fodbold
    no: sport, fotball
    fi: urheilu, jalkapallo, jääkiekko
    el: αθλητικά, αθλητισμός, ποδόσφαιρο, σπορ
    ro: sport, fotbal
    hu: sport, foci, labdarúgás
    cs: sport, fotbal, hokej
    bg: спорт, футбол
    sr: sport, спорт, fudbal, nogomet
    fa: ورزش, ورزشی, فوتبال
    ur: کھیل, کرکٹ
    ko: 스포츠, 축구, 야구
    zh: 體育, 体育, 足球
    id: olahraga, sepak bola, bola
    bn: খেলা, খেলাধুলা, ক্রিকেট
    vi: thể thao, bóng đá
    ca: esports, futbol`,
  travel: `
    en: travel, tourism, transport, travel and tourism
    tr: seyahat, gezi, turizm, ulaşım
    he: תיירות, טיולים, תחבורה, מסע
    ar: سفر, سياحة, نقل
    es: viajes, turismo, viajar, transporte
    fr: voyage, voyages, tourisme, transports
    de: reise, reisen, tourismus, verkehr, mobilität
    pt: viagem, viagens, turismo, transportes
    uk: подорожі, туризм, транспорт
    ru: путешествия, туризм, транспорт
    hi: यात्रा, पर्यटन
    ja: 旅行, 旅, 観光, 交通
    it: viaggi, turismo, trasporti
    nl: reizen, toerisme, vervoer
    pl: podróże, turystyka, transport
    sv: resor, resa, turism, trafik
    da: rejser, turisme, transport
    no: reise, reiser, turisme, samferdsel
    fi: matkailu, matkat, liikenne
    el: ταξίδια, ταξίδι, τουρισμός
    ro: călătorii, turism, transport
    hu: utazás, turizmus, közlekedés
    cs: cestování, turistika, doprava
    bg: пътувания, туризъм, транспорт
    sr: putovanja, turizam, путовања, saobraćaj
    fa: سفر, گردشگری
    ur: سیاحت, سفر
    ko: 여행, 관광, 교통
    zh: 旅遊, 旅游, 旅行, 交通
    id: wisata, perjalanan, transportasi
    bn: ভ্রমণ, পর্যটন
    vi: du lịch, giao thông
    ca: viatges, turisme`,
  food: `
    en: food, food and drink, cooking, restaurants, wine, recipes, drink
    tr: yemek, mutfak, gastronomi, yeme içme
    he: אוכל, בישול, יין, מסעדות
    ar: طعام, مطبخ, طبخ
    es: gastronomía, cocina, comida, comer, vino
    fr: cuisine, gastronomie, vin, vins, restaurants
    de: essen, genuss, kochen, essen und trinken, wein
    pt: gastronomia, comida, culinária, vinhos
    uk: їжа, кухня, кулінарія
    ru: еда, кухня, кулинария
    hi: भोजन, खानपान, खाना
    ja: 食, グルメ, 料理
    it: cucina, gastronomia, cibo, vino, food
    nl: eten, koken, eten en drinken
    pl: kuchnia, jedzenie
    sv: mat, mat och dryck, vin
    da: mad, mad og vin
    no: mat, mat og drikke
    fi: ruoka, viini
    el: γεύση, φαγητό, κρασί, γαστρονομία
    ro: gastronomie, mâncare, rețete
    hu: gasztronómia, gasztro, étel
    cs: jídlo, gastronomie, vaření
    bg: храна, кулинария
    sr: hrana, kuhinja, gastronomija, храна
    fa: غذا, آشپزی
    ur: کھانا, پکوان
    ko: 음식, 요리, 맛집
    zh: 美食, 飲食, 饮食
    id: kuliner, makanan
    bn: খাবার, রান্না
    vi: ẩm thực
    ca: gastronomia, cuina`,
}
