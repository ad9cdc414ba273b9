// Title labels that are not a headline of their page: looked at one by one, each with what the page prints and why. The row
// "after looking" judges by what is printed; the raw row stands beside it.

export const printedTitles: readonly (readonly [id: string, title: string, why: string])[] = [
  [
    'trafilatura/sportowefakty.wp.pl.falubaz',
    'Fogo Unia Leszno - RM Solar Falubaz Zielona Góra',
    'the label is one team of the two in the headline',
  ],
  [
    'citer/find_website_meta_pipe',
    'Очільник Херсонської ОВА: Середній рівень підтоплення на ранок — 5,6 метра. Евакуйовано майже дві тисячі людей',
    'the label stops at a dash in the middle of the headline',
  ],
  ['readability/lwn-1', 'LWN.net Weekly Edition for March 26, 2015', "the label keeps the site's name in brackets"],
  [
    'readability/medium-3',
    'Samantha and The Great Big Lie',
    "the label keeps the writer's and the site's name after the headline",
  ],
]
