// How walls in front of paid pieces are named in markup and worded to readers.

/** Class and id names of walls and of what lies behind them. */
export const wallClass =
  /(?:^|[\s_-])(?:pay-?wall(?:ed)?|paywall\w*|reg-?wall(?:ed)?|metered-?content|meteredcontent|premium-?(?:content|article|overlay|wall|teaser)|subscriber-?(?:only|content|wall)|subscription-?(?:required|wall|prompt)|members?-?only|content-?lock\w*|locked-?content|article-?locked|emailwall|piano-?(?:container|inline|paywall|offer)|tp-(?:container|modal)|poool\w*|abo-?(?:teaser|wall|overlay)|plus-?(?:teaser|overlay|wall)|offer-?(?:container|wall)|user-paying\w*|nyt-?gateway|gateway-?content|paid-?content|is-?(?:premium|paid|locked|paywalled)|restricted-?content|gh-?post-?upgrade\w*|mepr-?unauthorized\w*|pmpro_content_message|leaky_?paywall\w*|steady-?paywall\w*|rcp-?restricted|(?:article|post|story)[-_]{1,2}(?:premium|paid|locked|metered|restricted|subscribers?)|has-?paywall)(?![a-z])/i

/** Names of bars, buttons and scripts that belong to a wall but hold none of the piece. */
export const wallTool =
  /modal|(?:^|[\s_-])bar(?:$|[\s_-])|BarWrapper|button|btn|ribbon|header|footer|menu|\bnav|icon|badge|link|loader|script|widget|reco|banner|login|comment|-js\b|barrier/i

/** What a wall says. */
export const wallPhrase =
  /subscri(?:be|ption) (?:now )?(?:to (?:continue|read|keep|unlock)|required)|to (?:continue|keep) reading|keep reading (?:for|with)|(?:continue|keep) reading with a|already (?:a )?(?:paid )?(?:subscriber|subscribed)|this (?:article|story|content|post) is (?:for|reserved|exclusive|available only)|for (?:paid |paying )?subscribers only|subscriber[- ]only|unlock this|(?:reached|used) your .{0,20}(?:limit|free)|free articles? (?:left|remaining)|register to (?:read|continue)|log ?in to (?:read|continue) (?:this|the|reading)|weiterlesen mit|lesen sie weiter mit|zugang wählen|wählen sie ihren zugang|testen und weiterlesen|artikel freischalten|jetzt weiterlesen|um weiterzulesen|mit (?:\S+ ){0,2}abo(?:nnement)? (?:weiter)?lesen|im abo weiterlesen|(?:bereits|schon) abonnent|für abonnenten|exklusiv für|zugang zu allen (?:artikeln|inhalten|plus)|réservée? aux abonnés|déjà abonné|s.abonner pour|abonnez-vous pour|pour lire la suite|il vous reste .{1,12} à (?:lire|découvrir)|contenido exclusivo|(?:exclusivo|solo) para suscriptores|ya (?:eres|soy) suscriptor|suscr[ií]bete para|para (?:seguir|continuar) leyendo|conteúdo exclusivo|exclusivo para assinantes|já é assinante|assine para|para continuar lendo|riservato agli abbonati|già abbonato|abbonati per|per continuare a leggere|tylko dla (?:prenumeratorów|subskrybentów)|zostało ci|dla abonentów|aby (?:czytać|przeczytać) (?:dalej|cały)|pouze pro předplatitele|odemkněte|len pre predplatiteľov|csak előfizető|előfizetőknek|exclusiv pentru abonați|samo za pretplatnike|само за абонати|abonelere özel|devamını okumak için|только (?:для )?подписчик|доступно по подписке|лише для передплатник|μόνο για συνδρομητές|למנויים בלבד|כתבה זו למנויים|להמשך קריאה|للمشتركين|لمتابعة القراءة|ویژه مشترکان|有料会員|会員限定|この記事は有料|続きを読むには|残り ?[\d,]+ ?文字|구독자 전용|유료 ?회원|订阅后|訂閱後|订阅以继续|付费阅读|會員專屬|สำหรับสมาชิก|för prenumeranter|för att läsa vidare|kun for abonnenter|for abonnenter|for å lese videre|for at læse videre|vain tilaajille|tilaajille|alleen voor abonnees|verder lezen met|om verder te lezen|khusus pelanggan|dành cho (?:thuê bao|hội viên)/i

/**
 * A label beside the headline of a piece that only subscribers read, between at most three signs. Without the flag `u`: to ignore case by all
 * of Unicode takes the engine five times as long to prepare, on each thread.
 */
export const subscriberLabel =
  /^(?:[\ud800-\udbff][\udc00-\udfff]|[^\w\ud800-\udfff]){0,3}(?:(?:exclusive(?:ly)? )?(?:for|to) (?:paid |paying )?(?:subscribers|members)(?: only)?|(?:subscribers?|members?)[- ](?:only|exclusive)|premium (?:article|content|story)|(?:nur|exklusiv) für (?:\S+onnenten|mitglieder|abonnent\S+)|(?:abo|plus|premium)-(?:artikel|inhalt)|(?:article|contenu|accès)? ?(?:réservée?|exclusif) (?:aux|pour les|pour nos) (?:abonnés|membres)|article abonnés?|(?:solo|sólo|exclusivo) (?:para )?(?:suscriptores|socios)|(?:só|somente|apenas|exclusivo) para assinantes|(?:riservato agli|solo per gli|per) abbonati|tylko dla (?:abonentów|prenumeratorów|subskrybentów)|(?:pouze )?pro předplatitele|csak előfizetőknek|doar pentru abonați|abonelere özel|только для подписчиков|для подписчиков|лише для передплатників|για συνδρομητές|למנויים(?: בלבד)?|للمشتركين(?: فقط)?|有料(?:会員|記事)(?:限定)?|会員限定(?:記事)?|유료 ?(?:회원|기사)|구독자 전용|(?:仅限)?订户|會員專屬|(?:kun )?for abonnenter|(?:endast )?för prenumeranter|vain tilaajille|(?:alleen )?voor abonnees)(?:[\ud800-\udbff][\udc00-\udfff]|[^\w\ud800-\udfff]){0,3}$/i

/** Offers that stand within an element named for a wall. */
export const offerWord =
  /subscri|abonn|\babo\b|suscri|assinant|assine|prenumer|předplat|predplat|előfizet|pretplat|подпис|передплат|абонам|συνδρομ|abone ol|abonelik|מנוי|اشترا|اشتراک|購読|会員|구독|订阅|訂閱|付费|สมาชิก|tilaa|langganan/i

/** How long a piece takes to read, in minutes: `8 min read`, `Lesezeit: 8 Minuten`. Without `u`, as above. */
export const readingTime =
  /(?<!\d)(\d{1,2})(?: ?|-)(?:min(?:ut[a-z\u00c0-\uffff]{0,4})?\.?|分钟?|мин[a-z\u00c0-\uffff]{0,3}\.?|λεπτ[a-z\u00c0-\uffff]{0,3}|dk\.?|דקות|دقائق|دقيقة|분) ?-?(?:read|lesezeit|lesedauer|(?:de |di )?(?:lecture|lectura|lettura|leitura)|lees|lese?tid|lästid|læse|lukuaika|czytania|čtení|okuma|чтени|για|קריאה|قراءة|阅读|で読め)|(?:lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|lese?tid|leestijd|lukuaika|read(?:ing)? time|время чтения|זמן קריאה|阅读时间)[\s:]*(?:ca\.? ?)?(\d{1,2})(?!\d)/i

/** Class names of paragraphs that fade away because the rest is withheld. */
export const fadeClass =
  /(?:^|[\s_-])(?:paragraph|text|content|article|body|story)[-_]*(?:faded|fade-?out|fading|truncated|blurred|gradient)(?![a-z])|(?:^|[\s_-])(?:faded|fade-?out|truncated|blurred)[-_]*(?:text|content|paragraph|article|body|story)(?![a-z])/i

/** Class names of the badge that marks such a piece at its headline. */
export const badgeClass =
  /(?:^|[\s_-])(?:icon|badge|label|flag|tag|logo|marker)[-_]{1,2}(?:premium|paid|subscribers?|locked?|abo|plus|paywall)(?![a-z])|(?:^|[\s_-]|z)(?:premium|paid|subscribers?|locked?|abo|plus|paywall|exclusive)[-_]{1,2}(?:icon|badge|label|flag|tag|logo|marker|article)(?![a-z])/i

/** Code of walls and meters in a page's source, those of the common makers by their hosts; not a selector that JSON-LD declares. */
export const wallCode =
  /(?:paywall|regwall|tinypass\.com|\bpiano\.io|poool\.(?:fr|tech)|zephr\.com|evolok|pelcro|steadyhq\.com|laterpay\.net|wallkit\.net|\/swg\/js|\/arc\/subs|sophi\.io|(?:is|non|un)?_?subscriber)(?<!cssSelector["'\s:[]{1,6}[^"']{0,40})/i
