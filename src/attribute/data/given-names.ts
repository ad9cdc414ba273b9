// Given names of many languages, folded (no accents, lower case): evidence that a run of words is a person, never proof.
// The lists are those of two libraries; what they lack, and what is a word far more often than a name, is said here.
import { allLocales } from '@faker-js/faker'
import german from 'gender-detection-from-name/names/de.js'
import english from 'gender-detection-from-name/names/en.js'
import spanish from 'gender-detection-from-name/names/es.js'
import french from 'gender-detection-from-name/names/fr.js'
import italian from 'gender-detection-from-name/names/it.js'
import turkish from 'gender-detection-from-name/names/tr.js'
import { foldLetters, foldName } from '../../base/index.ts'

/** `has` takes one folded word. */
export const givenNames: Pick<ReadonlySet<string>, 'has'> = {
  has(folded) {
    others ??= collectOthers()
    return others.has(folded) || (plainWord.test(folded) && isListed(folded) && !left.has(folded))
  },
}

/** Most names of the second library stand there as they fold, and are looked up there. */
const lists: readonly Pick<ReadonlyMap<string, unknown>, 'has' | 'keys'>[] = [english, french, spanish, italian, german, turkish] // prettier-ignore
const plainWord = /^[a-z]{3,}$/

function isListed(folded: string): boolean {
  for (const list of lists) if (list.has(folded)) return true
  return false
}

/** Every other name, folded: gathered at the first question, since it takes a moment that not every command has use for. */
let others: ReadonlySet<string> | undefined

/** Vietnamese given names are syllables of other languages, and Esperanto ends half of Europe's in -o. */
const leftOut: ReadonlySet<string> = new Set(['vi', 'eo'])

/** Scripts without letter case are read otherwise (names-uncased.ts), Hebrew, Arabic and Georgian apart. */
const readScripts =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Georgian}\p{Script=Armenian}'’]{2,}$/u

/** Initials and articles have two letters; a few true names do as well. */
const twoLetterNames: ReadonlySet<string> = new Set(['al', 'bo', 'cy', 'ed', 'jo', 'li', 'ty', 'bu', 'lu', 'ian'])

function collectOthers(): ReadonlySet<string> {
  const found = new Set(addedNames.trim().split(/\s+/))
  for (const name of unfoldedNames()) {
    // Most are one word, and plain once they are folded.
    const letters = foldLetters(name)
    if (plainWord.test(letters)) {
      if (!isListed(letters)) found.add(letters)
      continue
    }
    for (const word of foldName(name).split(/[\s-]+/)) {
      if (readScripts.test(word) && (word.length > 2 || twoLetterNames.has(word) || !/^[a-z]/.test(word)))
        found.add(word)
    }
  }
  for (const word of left) found.delete(word)
  return found
}

function* unfoldedNames(): Generator<string> {
  for (const [code, locale] of Object.entries(allLocales)) {
    if (leftOut.has(code)) continue
    for (const list of Object.values(locale.person?.first_name ?? {})) if (Array.isArray(list)) yield* list
  }
  for (const list of lists) for (const name of list.keys()) if (!plainWord.test(name)) yield name
}

const addedNames = `
aashish achieng ancelmo andhika anniken arnab arundhati barkha beppe bongani bushrod chidanand chinua deepa dror
ekkehard eliaser gadi geir geoff gidon goetz grainne guenter guenther guldal hege indriyani inken jelko jiayang joerg
juergen junichi kjetil koichi kuldeep lairenlakpam lata lindiwe madhu masafumi merval mwangi nagehan naufal ndapewa
nkosinathi nomsa ntombizethu odd otieno oystein palesa pankaj pippin pradeep pratap rajdeep rajesh ramachandra ravit
raviv rekha ruediger rupa sadhbh saibal satoshi segun shekhar shinichi shobhaa soenke sudha swantje swapan swati
tavleen terje tetsuya thabo trond trudi tshepo tunde tzipi vandana wanjiru yanto yiswaree yomi yoshio yudi
`

const notNames = `
abu addis africa afrika aires alle amazing america amerika analyse any apple aprile arrow ash asia athens atlanta
august australia autumn aviv baden baghdad baker baron basel beauty berlin bishop blade bliss boston boy brazil
bristol britain bronx cairo california can candy cannon captain carver cash champion chance charity che cherry chi
chicago chief china crew cricket cuba cuma cutter daily dallas dame darc dat days december delle den denver dez doha
done dove dream dresden driver dublin duke egypt ein england era essa ever fantasy fevrier fisher forest france free
freedom general geneva germany girl glory god gray green grey guide haben habil had haji han happy herald hero hill
holy honey houston ibn imam india iran ireland island israel italy jak january janvier jefferson jersey jerusalem jet
judge jul july june jur just justice kairo kamera kein kenya kiev king kingdom kingston knowledge kong korea lady lake
law legend les liberty life light lima link london lord love lucky lyon mac magic mailen major mal mali man manila
many mar mars marshal marvel may meet mehr mei memphis mer merry messiah miami milan milano min minor mir mister money
montreal moon morgen morning mystery nairobi nel nigeria nixon nor north not november nur obama ocean october oktober
oleh orlando oude ours page paris park pastor peace pepper philadelphia phoenix pilot poet polo prague priest prince
princess prophet que queen rabbi racer rain read reise rich rider river riyadh rock rocket roma rome royal russia sage
sailor saint sali san santa sao saw say scotland season september shadow sheik sheikh silver sin sir sister snow son
spring sra star stone storm story sua success sun sunday sunny syria tag tage tailor tel temple texas the thu time ton
treasure tres trust truth tuesday uber van vander victory vienna von waren washington ways wednesday wenn west windsor
winner winter wisdom wood you zealand zurich
`

/** What is a word far more often than a name. */
const left: ReadonlySet<string> = new Set(notNames.trim().split(/\s+/))
