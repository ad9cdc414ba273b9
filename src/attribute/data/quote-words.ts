// Verbs that report speech, and words that look like speakers and are none. Folded.
import { foldLetters } from '../../base/index.ts'

const set = (list: string): ReadonlySet<string> => new Set(foldLetters(list).trim().split(/\s+/))

export const cueVerbs = set(`
  said says say saying told tells tell added adds adding asked asks asking noted notes noting explained explains wrote writes
  writing argued argues claimed claims stated states declared replied replies answered insisted insists warned warns recalled
  recalls announced concluded continued joked admitted acknowledged suggested suggests quipped tweeted testified observed
  remarked commented complained conceded confirmed denied emphasized stressed maintained mused shouted whispered called urged
  predicted vowed pledged boasted lamented responded reported recounted reads read according thinks believes believed
  sagt sagte sagten sagen gesagt erklart erklarte erklarten meint meinte meinten betont betonte schreibt schrieb geschrieben
  teilte teilt mitgeteilt fugte fugt hinzu berichtet berichtete berichten fragt fragte antwortet antwortete warnt warnte
  kritisiert kritisierte fordert forderte behauptet behauptete erzahlt erzahlte versichert versicherte unterstrich unterstreicht
  bekraftigte bekraftigt lobte lobt kommentierte kommentiert verkundete verkundet ausserte aussert findet fand gibt gab
  hiess heisst zitiert zitierte wurde wissen liess ruft rief nennt nannte so erganzt erganzte bestatigt bestatigte glaubt
  glaubte resumiert resumierte verspricht versprach spricht sprach bezeichnete verteidigte freut freute begrundet begrundete
  formuliert formulierte sieht erlautert erlauterte prophezeit vermutet beteuerte stellte stellt mahnte mahnt bedauerte
  konstatierte konstatiert beschreibt beschrieb fuhrte fuhrt heisse meldete meldet zitierte bezeichnet bezeichnen forderten erklarten betonten
  kundigte kundigt wies weist warf wirft ausgedruckt aussern ausserten ausserung formulierten schrieben lautete lautet hielt halt
  bezichtigte nahm rief riefen versprachen entgegnete kommentierten reagierte teilten gestand rechtfertigte zeigte
  dijo dice dicen dijeron afirmo afirma asegura aseguro explica explico anadio anade senala senalo declaro comento pregunto
  respondio escribio insistio sostuvo recordo advirtio preciso indico manifesto expreso apunta apunto subrayo
  dit disait declare declarait explique expliquait affirme affirmait ajoute ajoutait souligne assure estime raconte repond
  repondu indique lance precise ecrit confie poursuit conclut rappelle previent commente ironise denonce regrette
  ha-detto detto dice disse afferma affermato spiega spiegato aggiunge aggiunto racconta dichiarato dichiara scrive sottolinea
  ricorda conclude osserva commenta sostiene
  disse afirmou afirma explicou explica acrescentou declarou escreveu contou diz ressaltou destacou perguntou respondeu
  dedi diyor diye soyledi soyluyor belirtti ifade anlatti acikladi vurguladi ekledi konustu sordu yazdi kaydetti
  אמר אמרה אומר אומרת אמרו הוסיף הוסיפה טען טענה כתב כתבה הסביר הסבירה ציין ציינה סיפר סיפרה לדברי
  قال قالت أضاف أضافت أكد أكدت أوضح أوضحت صرح كتب وقال وأضاف
  сказал сказала заявил заявила отметил отметила добавил добавила пояснил рассказал написал говорит
  zei zegt schreef vertelde stelt aldus sa sager sade sier siger fortalte
`)

export const pronouns = set(
  'he she they i we it er sie es ich wir el ella ellos il elle ils elles lui lei ele ela o הוא היא',
)

export const notSpeakers = set(`
  the a an in on at but and or if when while as after before for from with this that these those it he she they we you i his
  her their its our my there then now what who why how so yet not no yes mr mrs ms dr
  der die das den dem ein eine er sie es wir ich ihr und oder aber auch in im am auf bei mit nach von vor zu fur als wenn dann
  denn doch da hier dort heute gestern so dass man sein seine ihre
  el la los las un una en y pero le les il elle on et mais lo gli o os as um uma e
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
  november december montag dienstag mittwoch donnerstag freitag samstag sonntag
`)
