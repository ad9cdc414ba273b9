// French: how lists are ordered, and what is done so that everyone can read this site.
import type { Translation } from './catalogue.ts'

export const frenchAbout = {
  aboutRanks: {
    nothing:
      'Rien ici ne s’achète, rien n’est réglé sur ce que vous avez fait, et tout le monde voit le même ordre. Voici toutes les règles.',
    lists: 'Listes',
    listsAre:
      'Toute liste de chroniques va simplement de la plus récente à la plus ancienne, sauf les trois suivantes.',
    search: 'Recherche',
    searchIs:
      'Par date, ou par pertinence. La pertinence se pèse à la place des mots : surtout dans le titre ou le nom de la plume, puis dans le chapô, puis dans la rubrique et le nom du journal. Une chronique perd la moitié de son poids en un an. Les plumes et les journaux dont le nom commence par vos mots passent au-dessus des chroniques, d’abord ceux qui en ont le plus.',
    subject: 'Autres sur le même sujet',
    subjectIs:
      'Sous une chronique s’en trouvent d’autres que leurs journaux classent sous son premier thème, dans sa langue, d’autres plumes, les plus proches dans le temps d’abord.',
    topics: 'Thèmes',
    topicsAre:
      'Un thème se lit dans la rubrique et les catégories où le journal classe une chronique, dans n’importe quelle langue, à l’aide d’une table de mots. Rien n’est deviné d’après le texte. <link>Tous les thèmes</link>.',
    people: 'Plumes',
    peopleAre:
      'Les répertoires vont par nom. « {readNow} » compte les ouvertures de deux semaines ; « {newlyFound} », ce sont les dernières trouvées. Sur la page d’un thème figurent celles qui ont le plus de ses chroniques récentes.',
    rhythm: 'Rythme',
    rhythmIs:
      'Un jour de la semaine est habituel pour une plume quand elle a eu une chronique ce jour-là dans au moins la moitié des semaines des six derniers mois. Un silence est signalé quand il dépasse une semaine et deux des pauses habituelles.',
  },

  aboutAccess: {
    aim: 'Colonnade doit pouvoir être lu par tout le monde, quelle que soit la façon de lire : sur un petit écran ou un grand, à l’oreille, au clavier, en grands caractères, sans scripts, de droite à gauche ou de gauche à droite. Nous nous en tenons aux Règles pour l’accessibilité des contenus Web 2.2, niveau AA.',
    does: 'Ce que cela veut dire ici',
    doing: {
      structure:
        'Chaque page a un titre principal, des repères, un lien qui saute aux chroniques, et des titres sans trous.',
      language:
        'Chaque titre et chaque extrait dit sa langue et son sens d’écriture, pour être prononcé et composé comme il faut.',
      keyboard: 'Tout s’atteint et s’utilise au clavier, et ce qui a le focus est toujours marqué.',
      colour:
        'Le texte se détache de son fond d’au moins 4,5 pour 1, en thème clair et en thème sombre ; rien n’est dit par la couleur seule.',
      size: 'À 320 pixels, rien ne défile de côté, même en caractères deux fois plus grands. Ce qui se presse fait au moins 44 pixels de haut.',
      pictures:
        'Les graphiques, comme l’année d’une plume, sont dits aussi en mots ; une image a la description de son journal, ou dit à qui elle est.',
      motion: 'Rien ne bouge tout seul, et rien n’est à faire dans un temps donné.',
      scripts: 'Rien n’a besoin d’un script.',
    },
    tested: 'Comment c’est vérifié',
    testing:
      'Avant chaque version, un navigateur ouvre chaque sorte de page, dans les deux thèmes, sur un téléphone et sur un bureau, et axe-core ne trouve aucun défaut ; d’autres tests se servent du site au clavier seul, sans scripts, et en grands caractères.',
    limits: 'Ce qui manque',
    limitsAre:
      'Les titres, les extraits et les descriptions d’images sont ceux des journaux, de même que leur langue là où elle est mal déclarée. La lecture à voix haute dépend des voix de votre appareil. Personne de l’extérieur n’a encore audité ce site. Là où un lien mène à un journal, le site du journal ne dépend que de lui.',
    tell: 'Dites-nous ce qui est difficile à utiliser',
    telling: 'L’équipe de ce site veut le savoir, et y remédier.',
  },
} as const satisfies Translation
