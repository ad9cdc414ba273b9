// German: settings, what is read, offline, the keyboard.
import type { Translation } from './catalogue.ts'

export const germanReading = {
  settings: 'Einstellungen',
  settingsTitle: 'Wie Sie lesen',
  settingsAbout:
    'All das bleibt allein in Ihrem Browser. Ein Konto ist nicht nötig, und nichts wird behalten, bevor Sie es wählen.',
  theme: 'Design',
  themes: { auto: 'Wie das Gerät', light: 'Hell', dark: 'Dunkel' },
  textFace: 'Schrift',
  faces: { serif: 'Mit Serifen', sans: 'Ohne Serifen' },
  textSize: 'Schriftgröße',
  textSmaller: 'Kleinere Schrift',
  textLarger: 'Größere Schrift',
  sizeNames: { usual: 'Wie der Browser', steps: '{percent}' },
  hidePaid: 'Abo-Kolumnen weglassen',
  paidHidden: 'Abo-Kolumnen fehlen in den Listen. <settings>Einstellungen</settings>',
  dimRead: 'Was ich öffne, als gelesen kennzeichnen und in Listen abblenden',
  singleKeys: 'Einzelne Tasten wirken: <keys>welche was tut</keys>',
  settingsKeep: 'Übernehmen',
  settingsKept: 'Übernommen.',
  markRead: 'Als gelesen kennzeichnen',
  markUnread: 'Als ungelesen kennzeichnen',
  isRead: 'Gelesen',
  yourLists: 'Ihre Listen',
  yourFollows: '{n, plural, =0 {Sie folgen noch niemandem} one {Sie folgen #} other {Sie folgen #}}',
  yourSaved: '{n, plural, =0 {Keine gemerkten Kolumnen} one {# gemerkte Kolumne} other {# gemerkte Kolumnen}}',
  yourRead:
    '{n, plural, =0 {Nichts als gelesen gekennzeichnet} one {# Kolumne als gelesen gekennzeichnet} other {# Kolumnen als gelesen gekennzeichnet}}',
  exportTitle: 'Mitnehmen',
  exportAbout:
    'Eine Datei mit allem, was oben steht: für einen anderen Browser, ein anderes Gerät oder ein anderes Colonnade.',
  exportLink: 'Datei herunterladen',
  importTitle: 'Von anderswo mitbringen',
  importAbout: 'Eine Datei, die ein Colonnade erstellt hat. Was darin steht, kommt zu dem hinzu, was Sie hier haben.',
  importFile: 'Datei',
  importSend: 'Hinzufügen',
  imported: {
    done: 'Die Datei wurde hinzugefügt.',
    follows: '{n, plural, =0 {Niemandem neu gefolgt} one {Neu gefolgt: #} other {Neu gefolgt: #}}',
    saved: '{n, plural, =0 {keine neu gemerkte Kolumne} one {# neu gemerkte Kolumne} other {# neu gemerkte Kolumnen}}',
    unknown: '{n, plural, =0 {} one {# Eintrag ist hier nicht bekannt} other {# Einträge sind hier nicht bekannt}}',
  },
  importProblems: {
    none: 'Wählen Sie zuerst eine Datei.',
    large: 'Diese Datei ist zu groß: Eine solche Datei hat höchstens 256 kB.',
    notJson: 'Diese Datei ist kein JSON. Wählen Sie die Datei, die Sie über „Datei herunterladen“ erhalten haben.',
    notOurs: 'Diese Datei hat kein Colonnade erstellt.',
    newer: 'Diese Datei hat ein neueres Colonnade als dieses erstellt.',
    field: 'Diese Datei lässt sich nicht lesen: „{field}“ ist nicht, wie es sein soll.',
  },
  forgetTitle: 'Alles vergessen',
  forgetAbout:
    'Entfernt, wem Sie folgen, gemerkte Kolumnen, Lesevermerke, Einstellungen und offline behaltene Seiten aus diesem Browser.',
  forgetAll: 'Hier alles vergessen',

  offlineTitle: 'Sie sind offline',
  offlineAbout: 'Diese Seite ist nicht auf diesem Gerät. Vorhanden sind:',
  offlineNone:
    'Auf diesem Gerät ist noch nichts behalten: Titelseiten, Stimmen, denen Sie folgen, und gemerkte Kolumnen werden es sein.',
  offlineKept:
    'Sie sind offline. Was Sie eben getan haben, ist behalten und wird gesendet, sobald es eine Verbindung gibt.',

  keysTitle: 'Tastatur',
  keysAbout: 'Auf jeder Seite hier. In den Einstellungen lassen sie sich ausschalten.',
  keys: {
    j: 'Nächste Kolumne',
    k: 'Vorige Kolumne',
    o: 'Öffnen',
    s: 'Merken oder nicht mehr merken',
    slash: 'Suche',
    question: 'Diese Liste',
    escape: 'Ein Menü oder diese Liste schließen',
  },
  close: 'Schließen',
  live: {
    saved: 'Gemerkt: {title}',
    unsaved: 'Nicht mehr gemerkt: {title}',
    more: '{n, plural, one {# weitere Kolumne} other {# weitere Kolumnen}}',
    failed: 'Das hat nicht geklappt. Versuchen Sie es noch einmal.',
    later: 'Sie sind offline: Es wird später gesendet.',
  },
} as const satisfies Translation
