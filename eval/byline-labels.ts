// Pages labelled as naming nobody that do name their writer: looked at one by one, each with where it says so. The row "after
// looking" doesn't count these as false persons; the raw row stands beside it.

/** Case ids, the person whom the page credits, and where. */
export const namedAfterAll: readonly (readonly [id: string, name: string, why: string])[] = [
  [
    'trafilatura/netzfueralle.blog.rosalux.de.netzpolitik',
    'Markus Euskirchen',
    'printed under the headline beside the date, linked with rel=author, and in JSON-LD',
  ],
  ['trafilatura/archive.org.he.xinhuanet.com.25340717', '王敬照', 'printed above the text: 作者： 记者王敬照'],
  [
    'trafilatura/auto-presse.de-minisuv',
    'Solveig Grewe',
    'printed above the text beside a pencil, and in its closing line: von Solveig Grewe … veröffentlicht',
  ],
  [
    'trafilatura/arteradio.com-nuls',
    "Kristen Falc'hon",
    "printed under the headline: Un documentaire de Kristen Falc'hon",
  ],
  ['trafilatura/silkes-weinkeller.de-dekantieren', 'Susanne Börsch', 'author in JSON-LD and in the box after the text'],
  [
    'trafilatura/chip.de.bestcrypt',
    'Michael Humpa',
    'printed under the review: Michael Humpa | CHIP Software-Redaktion',
  ],
  [
    'trafilatura/world.kbs.co.kr-Temperatures',
    'Max Lee',
    'announced in the text (Max Lee has more) and signed below it: Max Lee, KBS World Radio News',
  ],
]
