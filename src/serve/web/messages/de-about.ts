// German: how lists are ordered, and what is done so that everyone can read this site.
import type { Translation } from './catalogue.ts'

export const germanAbout = {
  aboutRanks: {
    nothing:
      'Nichts ist hier gekauft, nichts richtet sich nach dem, was Sie getan haben, und alle sehen dieselbe Reihenfolge. Dies sind sämtliche Regeln.',
    lists: 'Listen',
    listsAre: 'Jede Liste von Kolumnen beginnt schlicht mit der neuesten, bis auf die drei folgenden.',
    search: 'Suche',
    searchIs:
      'Nach Datum oder nach Übereinstimmung. Was passt, wird danach gewichtet, wo die Wörter stehen: am meisten in der Überschrift oder im Namen aus der Autorenzeile, dann in der Zusammenfassung, dann im Ressort und im Namen der Zeitung. Eine Kolumne verliert in einem Jahr die Hälfte ihres Gewichts. Stimmen und Zeitungen, deren Name mit Ihren Wörtern beginnt, stehen über den Kolumnen, die mit den meisten Kolumnen zuerst.',
    subject: 'Weitere zum Thema',
    subjectIs:
      'Unter einer Kolumne stehen weitere, die ihre Zeitungen unter deren erstem Thema führen, in derselben Sprache, von anderen Stimmen, die zeitlich nächsten zuerst.',
    topics: 'Themen',
    topicsAre:
      'Ein Thema wird anhand einer Wörtertabelle aus dem Ressort und den Kategorien gelesen, unter denen die Zeitung eine Kolumne führt, gleich in welcher Sprache. Aus dem Text wird nichts erraten. <link>Alle Themen</link>.',
    people: 'Stimmen',
    peopleAre:
      'Verzeichnisse sind nach Namen geordnet. „{readNow}“ zählt die Öffnungen aus zwei Wochen; „{newlyFound}“ zeigt, wer zuletzt gefunden wurde. Auf der Seite eines Themas stehen die Stimmen mit den meisten seiner neuesten Kolumnen.',
    rhythm: 'Rhythmus',
    rhythmIs:
      'Ein Wochentag gilt für eine Stimme als üblich, wenn an ihm in mindestens der Hälfte der Wochen des letzten halben Jahres eine Kolumne erschien. Eine Pause wird erwähnt, wenn sie länger ist als eine Woche und länger als zwei der üblichen Abstände.',
  },

  aboutAccess: {
    aim: 'Colonnade soll von allen gelesen werden können, auf welche Weise auch immer: auf einem kleinen oder großen Bildschirm, mit den Ohren, mit der Tastatur, mit großer Schrift, ohne Skripte, von rechts oder von links. Maßstab sind die Web Content Accessibility Guidelines 2.2, Stufe AA.',
    does: 'Was das hier heißt',
    doing: {
      structure:
        'Jede Seite hat eine Hauptüberschrift, Orientierungspunkte, einen Link, der zu den Kolumnen springt, und Überschriften ohne Lücken.',
      language:
        'Jede Überschrift und jeder Auszug nennt Sprache und Schreibrichtung, damit richtig vorgelesen und gesetzt wird.',
      keyboard:
        'Alles ist mit der Tastatur zu erreichen und zu bedienen, und was den Fokus hat, ist stets gekennzeichnet.',
      colour:
        'Der Text hebt sich in hellem und dunklem Design mindestens 4,5 zu 1 vom Grund ab; nichts wird allein durch Farbe mitgeteilt.',
      size: 'Bei 320 Pixeln Breite und bei doppelt so großer Schrift muss nicht seitwärts gescrollt werden. Was sich drücken lässt, ist mindestens 44 Pixel hoch.',
      pictures:
        'Zeichnungen wie das Jahr einer Stimme werden auch in Worten gesagt; ein Bild trägt die Beschreibung seiner Zeitung oder sagt, wem es gehört.',
      motion: 'Nichts bewegt sich von selbst, und nichts muss in einer bestimmten Zeit getan werden.',
      scripts: 'Nichts braucht ein Skript.',
    },
    tested: 'Wie es geprüft wird',
    testing:
      'Vor jeder Veröffentlichung öffnet ein Browser jede Art von Seite, in beiden Designs, auf Telefon- und Schreibtischbreite, und axe-core findet keinen Fehler; weitere Tests bedienen die Seite nur mit der Tastatur, ohne Skripte und mit großer Schrift.',
    limits: 'Was noch fehlt',
    limitsAre:
      'Überschriften, Auszüge und Bildbeschreibungen stammen von den Zeitungen, ebenso deren Sprache, wo sie falsch angegeben ist. Das Vorlesen hängt von den Stimmen Ihres Geräts ab. Von außen hat noch niemand diese Seite geprüft. Wohin ein Link zu einer Zeitung führt, ist deren eigene Seite.',
    tell: 'Sagen Sie uns, was schwer zu bedienen ist',
    telling: 'Wer diese Seite betreibt, möchte es wissen und beheben.',
  },
} as const satisfies Translation
