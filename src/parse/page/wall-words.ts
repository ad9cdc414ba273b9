// How walls in front of paid pieces are named in markup and worded to readers.

/** Class and id names of walls and of what lies behind them. */
export const wallClass =
  /(?:^|[\s_-])(?:pay-?wall(?:ed)?|paywall\w*|reg-?wall(?:ed)?|metered-?content|meteredcontent|premium-?(?:content|article|overlay|wall|teaser)|subscriber-?(?:only|content|wall)|subscription-?(?:required|wall|prompt)|members?-?only|content-?lock\w*|locked-?content|article-?locked|emailwall|piano-?(?:container|inline|paywall|offer)|tp-(?:container|modal)|poool\w*|abo-?(?:teaser|wall|overlay)|plus-?(?:teaser|overlay|wall)|offer-?(?:container|wall)|user-paying\w*|nyt-?gateway|gateway-?content|paid-?content|is-?(?:premium|paid|locked|paywalled)|restricted-?content)(?![a-z])/i

/** Names of bars, buttons and scripts that belong to a wall but hold none of the piece. */
export const wallTool =
  /modal|(?:^|[\s_-])bar(?:$|[\s_-])|BarWrapper|button|btn|ribbon|header|footer|menu|\bnav|icon|badge|link|loader|script|widget|reco|banner|login|comment|-js\b|barrier/i

/** What a wall says. */
export const wallPhrase =
  /subscri(?:be|ption) (?:to (?:continue|read|keep)|required)|to (?:continue|keep) reading|already (?:a |have )?(?:subscriber|subscribed|an account)|this (?:article|story|content) is (?:for|reserved|exclusive|available only)|for subscribers only|subscriber[- ]only|unlock this|weiterlesen mit|lesen sie weiter|zugang wählen|wählen sie ihren zugang|testen und weiterlesen|artikel freischalten|jetzt weiterlesen|mit .{0,20}abo|bereits abonnent|für abonnenten|exklusiv für|zugang zu allen|réservé aux abonnés|déjà abonné|s.abonner pour|il vous reste|contenido exclusivo|exclusivo para suscriptores|ya (?:eres|soy) suscriptor|suscr[ií]bete para|conteúdo exclusivo|exclusivo para assinantes|já é assinante|assine para|riservato agli abbonati|già abbonato|abbonati per|tylko dla (?:prenumeratorów|subskrybentów)|zostało ci|dla abonentów|abonelere özel|только (?:для )?подписчик|лише для передплатник|למנויים בלבד|כתבה זו למנויים|للمشتركين|有料会員|会員限定|この記事は有料|구독자 전용|订阅后|för prenumeranter|kun for abonnenter|for abonnenter|vain tilaajille|alleen voor abonnees/i
