// English: how lists are ordered, and what is done so that everyone can read this site.

export const englishAbout = {
  aboutRanks: {
    nothing:
      'Nothing here is bought, nothing is tuned to what you did, and every reader sees the same order. These are all the rules.',
    lists: 'Lists',
    listsAre: 'Every list of columns is simply the newest first, but for the three that follow.',
    search: 'Search',
    searchIs:
      'By date, or by fit. What fits is weighed by where the words stand: in the headline or the writer’s name most, then in the summary, then in the section and the publisher’s name. A column loses half its weight in a year. Writers and publishers whose name begins with your words stand above the columns, those with most columns first.',
    subject: 'Others on a subject',
    subjectIs:
      'Below a column stand others that their publishers file under its first topic, in its language, by other writers, closest in time first.',
    topics: 'Topics',
    topicsAre:
      'A topic is read from the section and the categories under which the publisher files a column, in whatever language, by a table of words. Nothing is guessed from the text. <link>All topics</link>.',
    people: 'Writers',
    peopleAre:
      'Directories are by name. “{readNow}” counts the opens of two weeks; “{newlyFound}” is who was found last. On a topic’s page stand those with most of its newest columns.',
    rhythm: 'Rhythm',
    rhythmIs:
      'A day of the week is usual for a writer when it had a column in at least half of the weeks of the last half year. Silence is told when it is longer than a week and longer than two of the usual pauses.',
  },

  aboutAccess: {
    aim: 'Colonnade is to be read by everyone, in whichever way they read: on a small screen or a large one, by ear, by keyboard, with large letters, without scripts, from the right or from the left. We hold it to the Web Content Accessibility Guidelines 2.2, level AA.',
    does: 'What that means here',
    doing: {
      structure:
        'Each page has one main heading, landmarks, a link that skips to the columns, and headings without gaps.',
      language: 'Each headline and excerpt says its language and direction, so that it is spoken and set right.',
      keyboard: 'Everything can be reached and used by keyboard, and what has the focus is always marked.',
      colour:
        'Text stands out from its ground by at least 4.5 to 1, in the light and the dark theme; nothing is told by colour alone.',
      size: 'Pages need no sideways scrolling at 320 pixels, nor with letters twice as large. What can be pressed is at least 44 pixels high.',
      pictures:
        'Drawings such as a writer’s year are said in words too; a picture has its publisher’s description, or says whose it is.',
      motion: 'Nothing moves by itself, and nothing has to be done in a given time.',
      scripts: 'Nothing needs a script.',
    },
    tested: 'How it is tested',
    testing:
      'Before each release a browser opens every kind of page, in both themes, on a phone and on a desk, and axe-core finds no fault; other tests use the site by keyboard alone, without scripts, and with large letters.',
    limits: 'What falls short',
    limitsAre:
      'Headlines, excerpts and descriptions of pictures are the publishers’ own, and so is their language where it is stated wrongly. Reading aloud depends on the voices of your device. Nobody from outside has audited this site yet. Where a link leads to a publisher, the publisher’s site is its own.',
    tell: 'Tell us what is hard to use',
    telling: 'Whoever runs this site wants to know, and to mend it.',
  },
} as const
