import { stopwords as danish } from '@orama/stopwords/danish';
import { stopwords as dutch } from '@orama/stopwords/dutch';
import { stopwords as finnish } from '@orama/stopwords/finnish';
import { stopwords as french } from '@orama/stopwords/french';
import { stopwords as german } from '@orama/stopwords/german';
import { stopwords as italian } from '@orama/stopwords/italian';
import { stopwords as norwegian } from '@orama/stopwords/norwegian';
import { stopwords as portuguese } from '@orama/stopwords/portuguese';
import { stopwords as russian } from '@orama/stopwords/russian';
import { stopwords as swedish } from '@orama/stopwords/swedish';

import { foldText } from './fold-text.js';
import { OWN_STOP_WORDS } from './own-stop-words.js';

const ENGLISH = `a about above after again against all am an and any are aren as at be because been before being below
between both but by can cannot could couldn d did didn do does doesn doing don down during each few for from further
had hadn has hasn have haven having he her here hers herself him himself his how i if in into is isn it its itself
just ll m me more most my myself no nor not now of off on once only or other our ours ourselves out over own please re
s same she should shouldn so some such t than that the their theirs them themselves then there these they this those
through to too under until up ve very want was wasn we were weren what when where which while who whom why will with won
would wouldn you your yours yourself yourselves`;

/** Snowball's list, without accents; the package's own holds días, horas and other words of content. */
const SPANISH = `a al algo algunas algunos ante antes como con contra cual cuando de del desde donde durante e el ella ellas ellos
en entre era erais eramos eran eras eres es esa esas ese eso esos esta estaba estabais estabamos estaban estabas
estad estada estadas estado estados estais estamos estan estando estar estara estaran estaras estare estareis
estaremos estaria estariais estariamos estarian estarias estas este esteis estemos esten estes esto estos estoy
estuve estuviera estuvierais estuvieramos estuvieran estuvieras estuvieron estuviese estuvieseis estuviesemos
estuviesen estuvieses estuvimos estuviste estuvisteis estuvo fue fuera fuerais fueramos fueran fueras fueron fuese
fueseis fuesemos fuesen fueses fui fuimos fuiste fuisteis ha habeis habia habiais habiamos habian habias habida
habidas habido habidos habiendo habra habran habras habre habreis habremos habria habriais habriamos habrian
habrias han has hasta hay haya hayais hayamos hayan hayas he hemos hube hubiera hubierais hubieramos hubieran
hubieras hubieron hubiese hubieseis hubiesemos hubiesen hubieses hubimos hubiste hubisteis hubo la las le les lo
los mas me mi mia mias mio mios mis mucho muchos muy nada ni no nos nosotras nosotros nuestra nuestras nuestro
nuestros o os otra otras otro otros para pero poco por porque que quien quienes se sea seais seamos sean seas sera
seran seras sere sereis seremos seria seriais seriamos serian serias si sido siendo sin sobre sois somos son soy
su sus suya suyas suyo suyos tambien tanto te tendra tendran tendras tendre tendreis tendremos tendria tendriais
tendriamos tendrian tendrias tened teneis tenemos tenga tengais tengamos tengan tengas tengo tenia teniais
teniamos tenian tenias tenida tenidas tenido tenidos teniendo ti tiene tienen tienes todo todos tu tus tuve
tuviera tuvierais tuvieramos tuvieran tuvieras tuvieron tuviese tuvieseis tuviesemos tuviesen tuvieses tuvimos
tuviste tuvisteis tuvo tuya tuyas tuyo tuyos un una uno unos vosotras vosotros vuestra vuestras vuestro vuestros y
ya yo
cuanta cuantas cuanto cuantos puedo puede`;

/** What the lists leave out and every question holds. */
const FRENCH_QUESTIONS =
  'quel quelle quels quelles quand comment combien pourquoi peut peux puis cela comme si';
const GERMAN_QUESTIONS = 'wann warum wieso wieviel wieviele bitte';
const DUTCH_QUESTIONS = 'wanneer waar waarom hoeveel welke welk';
const PORTUGUESE_QUESTIONS = 'onde quanto quanta quantos quantas quais posso pode';
const ITALIAN_QUESTIONS = 'quando posso puo';
const SWEDISH_QUESTIONS = 'hur nar';
const DANISH_QUESTIONS = 'hvordan hvorfor hvornar hvilken hvilke hvilket kan';
const FINNISH_QUESTIONS = 'milloin miten missa mista miksi paljonko voiko voinko';

const wordsOf = (...lists: (string | readonly string[])[]): ReadonlySet<string> =>
  new Set(
    lists.flatMap((list) =>
      foldText(typeof list === 'string' ? list : list.join(' ')).split(/\s+/),
    ),
  );

/** Words that carry no topic, folded, for each language that has them; others need no list: their low idf does the same. */
export const STOP_WORDS = {
  en: wordsOf(ENGLISH),
  de: wordsOf(german, GERMAN_QUESTIONS),
  fr: wordsOf(french, FRENCH_QUESTIONS),
  es: wordsOf(SPANISH),
  it: wordsOf(italian, ITALIAN_QUESTIONS),
  nl: wordsOf(dutch, DUTCH_QUESTIONS),
  pt: wordsOf(portuguese, PORTUGUESE_QUESTIONS),
  sv: wordsOf(swedish, SWEDISH_QUESTIONS),
  da: wordsOf(danish, DANISH_QUESTIONS),
  no: wordsOf(norwegian),
  fi: wordsOf(finnish, FINNISH_QUESTIONS),
  pl: wordsOf(OWN_STOP_WORDS.pl),
  cs: wordsOf(OWN_STOP_WORDS.cs),
  ro: wordsOf(OWN_STOP_WORDS.ro),
  hu: wordsOf(OWN_STOP_WORDS.hu),
  tr: wordsOf(OWN_STOP_WORDS.tr),
  ru: wordsOf(russian, OWN_STOP_WORDS.ru),
  uk: wordsOf(OWN_STOP_WORDS.uk),
  el: wordsOf(OWN_STOP_WORDS.el),
  ar: wordsOf(OWN_STOP_WORDS.ar),
  he: wordsOf(OWN_STOP_WORDS.he),
} as const;
