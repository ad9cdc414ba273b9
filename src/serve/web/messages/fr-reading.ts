// French: settings, what is read, offline, the keyboard.
import type { Translation } from './catalogue.ts'

export const frenchReading = {
  settings: 'Réglages',
  settingsTitle: 'Votre façon de lire',
  settingsAbout:
    'Tout cela est gardé dans votre navigateur seul. Aucun compte n’est nécessaire, et rien n’est gardé avant que vous le choisissiez.',
  theme: 'Apparence',
  themes: { auto: 'Comme l’appareil', light: 'Claire', dark: 'Sombre' },
  textFace: 'Texte',
  faces: { serif: 'Avec empattements', sans: 'Sans empattements' },
  textSize: 'Taille du texte',
  textSmaller: 'Texte plus petit',
  textLarger: 'Texte plus grand',
  sizeNames: { usual: 'Comme le navigateur', steps: '{percent}' },
  hidePaid: 'Laisser de côté les chroniques sur abonnement',
  paidHidden: 'Les listes laissent de côté les chroniques sur abonnement. <settings>Réglages</settings>',
  dimRead: 'Marquer comme lu ce que j’ouvre, et l’estomper dans les listes',
  singleKeys: 'Raccourcis d’une seule touche : <keys>ce que fait chacune</keys>',
  settingsKeep: 'Garder',
  settingsKept: 'C’est gardé.',
  markRead: 'Marquer comme lue',
  markUnread: 'Marquer comme non lue',
  isRead: 'Lue',
  yourLists: 'Vos listes',
  yourFollows: '{n, plural, =0 {Vous ne suivez encore personne} one {Vos suivis : #} other {Vos suivis : #}}',
  yourSaved:
    '{n, plural, =0 {Aucune chronique enregistrée} one {# chronique enregistrée} other {# chroniques enregistrées}}',
  yourRead:
    '{n, plural, =0 {Rien de marqué comme lu} one {# chronique marquée comme lue} other {# chroniques marquées comme lues}}',
  exportTitle: 'À emporter',
  exportAbout:
    'Un seul fichier avec tout ce qui précède : pour un autre navigateur, un autre appareil ou un autre Colonnade.',
  exportLink: 'Télécharger le fichier',
  importTitle: 'À apporter d’ailleurs',
  importAbout: 'Un fichier fait par un Colonnade. Ce qu’il contient s’ajoute à ce que vous avez ici.',
  importFile: 'Fichier',
  importSend: 'L’ajouter',
  imported: {
    done: 'Le fichier a été ajouté.',
    follows: '{n, plural, =0 {Personne de nouveau à suivre} one {# nouveau suivi} other {# nouveaux suivis}}',
    saved:
      '{n, plural, =0 {aucune nouvelle chronique enregistrée} one {# nouvelle chronique enregistrée} other {# nouvelles chroniques enregistrées}}',
    unknown: '{n, plural, =0 {} one {# élément n’est pas connu ici} other {# éléments ne sont pas connus ici}}',
  },
  importProblems: {
    none: 'Choisissez d’abord un fichier.',
    large: 'Ce fichier est trop gros : un tel fichier fait au plus 256 ko.',
    notJson: 'Ce fichier n’est pas du JSON. Choisissez celui que « Télécharger le fichier » vous a donné.',
    notOurs: 'Ce fichier n’a pas été fait par un Colonnade.',
    newer: 'Ce fichier a été fait par un Colonnade plus récent que celui-ci.',
    field: 'Ce fichier est illisible : « {field} » n’est pas comme il devrait.',
  },
  forgetTitle: 'Tout oublier',
  forgetAbout:
    'Retire de ce navigateur vos suivis, les chroniques enregistrées, les marques, les réglages et les pages gardées hors connexion.',
  forgetAll: 'Tout oublier ici',

  offlineTitle: 'Vous êtes hors connexion',
  offlineAbout: 'Cette page n’est pas sur cet appareil. Celles-ci y sont :',
  offlineNone:
    'Rien n’est encore gardé sur cet appareil : le seront les unes, les plumes que vous suivez et les chroniques que vous enregistrez.',
  offlineKept:
    'Vous êtes hors connexion. Ce que vous venez de faire est gardé, et envoyé dès qu’il y aura une connexion.',

  keysTitle: 'Clavier',
  keysAbout: 'Sur toute page de ce site. Ces touches se désactivent dans les réglages.',
  keys: {
    j: 'Chronique suivante',
    k: 'Chronique précédente',
    o: 'L’ouvrir',
    s: 'L’enregistrer, ou annuler',
    slash: 'Recherche',
    question: 'Cette liste',
    escape: 'Fermer un menu ou cette liste',
  },
  close: 'Fermer',
  live: {
    saved: 'Enregistrée : {title}',
    unsaved: 'N’est plus enregistrée : {title}',
    more: '{n, plural, one {# chronique de plus} other {# chroniques de plus}}',
    failed: 'Cela n’a pas marché. Réessayez.',
    later: 'Vous êtes hors connexion : ce sera envoyé plus tard.',
  },
} as const satisfies Translation
