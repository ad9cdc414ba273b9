// Persons whom a site or a headline names as the one who speaks: "Jane Roe's Notebook", "Speech by President Jane Roe at …".

/** The owner in the name of a site, if it says so; else the name as it is. */
export function ownerOfSite(siteName: string): string {
  if (siteName.length > 80) return siteName
  return own.exec(siteName)?.[1] ?? ofOwner.exec(siteName)?.[1] ?? siteName
}

const nouns =
  'blog|weblog|home ?page|homepage|home|web ?site|site|journal|diary|notes|notebook|essays|writings?|newsletter|column|columns|tagebuch|notizen|carnet|cuaderno|bitácora|diario'
const own = new RegExp(`^(\\p{Lu}[\\p{L}'’. -]{4,40}?)(?:['’]s| ?[-–|:])(?: \\p{L}+){0,2} (?:${nouns})$`, 'iu')
const ofOwner = new RegExp(
  `^(?:the |das |der |die |le |el |il )?(?:${nouns}) (?:of|by|von|de|di) (\\p{Lu}[\\p{L}'’. -]{4,40})$`,
  'iu',
)

/** Who gave the speech that the headline says the page holds. */
export function speakerIn(title: string): string | null {
  const rest = speech.exec(title.slice(0, 200))?.[1]
  if (rest === undefined) return null
  const end = occasion.exec(rest)
  return (end === null ? rest : rest.slice(0, end.index)).trim()
}

const speech =
  /^(?:rede|ansprache|grußwort|festrede|speech|address|remarks|statement|keynote(?: speech)?|discours|allocution|discurso|palabras|discorso|intervento|toespraak|przemówienie|речь|выступление) (?:von|by|de|du|del|da|do|di|van) (?=\p{Lu})(.{5,120})$/iu
const occasion =
  /,|:| (?:beim?|zur?|zum|anlässlich|am|an|in|im|vor|auf|at|on|to|for|before|during|à|au|aux|lors|en|con|ante|ao|na|no|al|alla|alle|bij|op|over|über|about) /iu
