import type { Language } from '@app/knowledge';

/** What needs no search: politeness, questions about the agent itself, insults. */
export type SmallTalk = 'greeting' | 'thanks' | 'farewell' | 'identity' | 'ability' | 'abuse';

export interface HeardSmallTalk {
  kind: SmallTalk;
  /** Null where the words are those of several languages. */
  language: Language | null;
}

interface Phrases {
  kind: SmallTalk;
  language: Language | null;
  said: RegExp;
}

const phrases = (kind: SmallTalk, language: Language | null, said: string): Phrases => ({
  kind,
  language,
  said: new RegExp(`^(?:${said})$`, 'iu'),
});

const PRAISE = String.raw`(?:you(?:'re| are)?|that(?:'s| is| was)?|this is|it(?:'s| is)) (?:so |very |really |just |the )*(?:great|awesome|amazing|perfect|wonderful|helpful|kind|nice|good|best|brilliant|cool|fantastic)(?: help| bot)?|good (?:bot|job|work)|well done|very helpful|i appreciate (?:it|that|your help)`;

/** Each must be the whole of a part between two stops; first match wins. */
const PHRASES: readonly Phrases[] = [
  phrases('greeting', 'en', String.raw`(?:hi|hello|hey|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day))(?: (?:there|all|team|everyone|again|bot))*|how are you(?: doing)?(?: today)?|how(?:'s| is) it going|what'?s up|are you there|(?:is )?anyone there|is anybody there`),
  phrases('greeting', 'de', String.raw`(?:hallo|hi|moin|servus|gr[uü](?:ß|ss) (?:gott|dich)|guten (?:tag|morgen|abend))(?: zusammen)?|wie geht(?:'s| es (?:dir|ihnen))`),
  phrases('greeting', 'fr', String.raw`(?:bonjour|bonsoir|salut|coucou)(?: à tous)?|(?:comment )?[cç]a va`),
  phrases('greeting', 'es', String.raw`hola|buenos d[ií]as|buenas(?: tardes| noches)?|qu[eé] tal`),
  phrases('greeting', 'it', String.raw`ciao|buongiorno|buona ?sera|salve|come (?:va|stai)`),
  phrases('greeting', 'nl', String.raw`hoi|goeie?(?:morgen|middag|dag|navond)|goeden?(?:morgen|middag|dag|avond)|dag`),
  phrases('greeting', 'pt', String.raw`ol[aá]|oi|bom dia|boa (?:tarde|noite)|tudo bem`),
  phrases('greeting', 'sv', String.raw`hej(?:san)?|god (?:morgon|kv[aä]ll|dag)`),
  phrases('greeting', null, String.raw`szia|sziasztok|j[oó] napot|cze[sś][cć]|dzie[nń] dobry|ahoj|moi|hei`),
  phrases('thanks', 'en', String.raw`(?:(?:ok(?:ay)?|great|perfect|good|super|alright|nice|cool|many) ?)*(?:thanks?(?: you)?|thx|ty|cheers)(?: (?:so|very|a|again|for (?:your|the|all the|all your)|for that|help|info(?:rmation)?|much|lot|mate))*|ok(?:ay)?|great|perfect|super|alright|nice|cool|wonderful|excellent|awesome|got it|understood|that helps|(?:no )?that(?:'s| is) all|${PRAISE}`),
  phrases('thanks', 'de', String.raw`(?:ok |super |alles klar )?(?:vielen |herzlichen |besten )?dank(?:e)?(?: sch[oö]n| sehr| dir| ihnen| f[uü]r (?:die|deine|ihre) hilfe)*|alles klar`),
  phrases('thanks', 'fr', String.raw`(?:ok |super )?merci(?: (?:beaucoup|bien|pour votre aide|à vous))*`),
  phrases('thanks', 'es', String.raw`(?:ok |vale )?(?:muchas )?gracias(?: por (?:tu|su|la) ayuda)?|vale`),
  phrases('thanks', 'it', String.raw`(?:ok )?grazie(?: (?:mille|tante|molte))?`),
  phrases('thanks', 'nl', String.raw`(?:hartelijk )?(?:bedankt|dank (?:je|u)(?: wel)?|dankjewel|dankuwel)`),
  phrases('thanks', 'pt', String.raw`(?:muito )?obrigad[oa]`),
  phrases('thanks', null, String.raw`k[oö]sz[oö]n[oö]m|tack(?: s[aå] mycket)?|takk|kiitos|dzi[eę]kuj[eę]`),
  phrases('farewell', 'en', String.raw`good ?bye|bye(?: bye)?|see you(?: later| soon)?|have a (?:nice|good|great) (?:day|one|evening|weekend)|good night`),
  phrases('farewell', 'de', String.raw`tsch[uü](?:ss|ß)|auf wiedersehen|bis (?:bald|dann|später)|sch[oö]nen (?:tag|abend)(?: noch)?`),
  phrases('farewell', 'fr', String.raw`au revoir|bonne (?:journ[eé]e|soir[eé]e)|[aà] bient[oô]t`),
  phrases('farewell', 'es', String.raw`adi[oó]s|hasta (?:luego|pronto)`),
  phrases('farewell', 'it', String.raw`arrivederci|buona giornata|a presto`),
  phrases('farewell', 'nl', String.raw`tot (?:ziens|later)|doei`),
  phrases('farewell', 'pt', String.raw`adeus|tchau|at[eé] logo`),
  phrases('identity', 'en', String.raw`(?:so )?(?:who|what) (?:are|r) (?:you|u)(?: exactly)?|are you (?:a |an |really )*(?:real )?(?:human|robot|bot|ai|chat ?bot|person|machine|real)|am i (?:talking|speaking|chatting) (?:to|with) (?:a |an )?(?:real )?(?:human|robot|bot|ai|person|machine)|what(?:'s| is) your name|do you have a name|who (?:made|built|created) you|are you chat ?gpt`),
  phrases('identity', 'de', String.raw`(?:wer|was) (?:bist du|sind sie)|(?:bist du|sind sie) ein(?:e)? (?:mensch|roboter|bot|ki|maschine|echter mensch)|wie (?:hei(?:ß|ss)t du|hei(?:ß|ss)en sie)`),
  phrases('identity', 'fr', String.raw`(?:qui|tu es qui) (?:es-?tu|[eê]tes-?vous)|(?:es-?tu|[eê]tes-?vous) (?:un|une) (?:humain|robot|bot|ia|vraie personne)|comment (?:t'appelles-tu|vous appelez-vous)`),
  phrases('identity', 'es', String.raw`qui[eé]n eres|(?:eres|es usted) (?:un|una) (?:humano|robot|bot|persona|m[aá]quina)(?: real)?|c[oó]mo te llamas`),
  phrases('identity', 'it', String.raw`chi sei|sei (?:un|una) (?:umano|robot|bot|persona|macchina)(?: vera)?|come ti chiami`),
  phrases('identity', 'nl', String.raw`wie (?:ben je|bent u)|(?:ben je|bent u) een (?:mens|robot|bot|echt persoon)|hoe heet je`),
  phrases('identity', 'pt', String.raw`quem [eé] voc[eê]|voc[eê] [eé] (?:um|uma) (?:humano|rob[oô]|bot|pessoa|m[aá]quina)(?: real)?|qual [eé] (?:o )?seu nome`),
  phrases('ability', 'en', String.raw`(?:what|how) can (?:you|u) (?:do|help)(?: (?:me|for me|with))*|what do you (?:do|know)|how does this work|how do(?: you|es this) (?:work|chat work)|help|help me|can you help(?: me)?|i need help|what can i ask(?: you)?`),
  phrases('ability', 'de', String.raw`was (?:kannst du|k[oö]nnen sie)(?: (?:f[uü]r mich )?tun)?|(?:kannst du|k[oö]nnen sie) mir helfen|hilfe`),
  phrases('ability', 'fr', String.raw`que (?:peux-?tu|pouvez-?vous) faire(?: pour moi)?|(?:peux-?tu|pouvez-?vous) m'aider|aide`),
  phrases('ability', 'es', String.raw`qu[eé] puedes hacer|(?:me )?puedes ayudar(?:me)?|ayuda`),
  phrases('ability', 'it', String.raw`(?:che )?cosa (?:puoi|sai) fare|puoi aiutarmi|aiuto`),
  phrases('ability', 'nl', String.raw`wat kun je(?: doen)?|kun je (?:me|mij) helpen|hulp`),
  phrases('ability', 'pt', String.raw`o que voc[eê] (?:pode|sabe) fazer|(?:voc[eê] )?pode me ajudar|ajuda`),
  phrases('abuse', 'en', String.raw`(?:you(?:'re| are)?|u r|ur|what) (?:so |such |really |just |fucking |a |an |the )*(?:stupid|dumb|useless|idiot|idiotic|moron|worthless|pathetic|garbage|trash|shit|crap|suck|sucks|terrible|worst|asshole|bitch)(?: (?:bot|robot|machine|idiot|chat ?bot|thing|agent|ai|service))*|(?:(?:go )?f+u+c+k+|screw|damn) (?:you|u|off|this)(?: .{0,20})?|f+u+c+k+|shut up|go to hell|(?:stupid|dumb|useless|worst|shitty) (?:bot|robot|machine|chat ?bot|ai)(?: ever)?|i hate (?:you|this bot)|asshole|idiot|bullshit`),
  phrases('abuse', 'de', String.raw`(?:du|sie) (?:bist|sind) (?:so |ein |eine |echt )*(?:dumm|bl[oö]d|nutzlos|idiot|dummer bot|arschloch|schei(?:ß|ss)e)|halt die (?:klappe|fresse)|arschloch|schei(?:ß|ss) bot|fick dich|verpiss dich`),
  phrases('abuse', 'fr', String.raw`(?:tu es|vous [eê]tes) (?:un |une |trop |vraiment )*(?:idiot|idiote|stupide|nul|nulle|con|inutile)|ta gueule|connard|va te faire foutre|merde`),
  phrases('abuse', 'es', String.raw`eres (?:un |una |muy )*(?:idiota|est[uú]pido|est[uú]pida|in[uú]til|tonto|tonta)|c[aá]llate|vete a la mierda|mierda`),
  phrases('abuse', 'it', String.raw`sei (?:un |una |proprio )*(?:idiota|stupido|stupida|inutile|scemo)|vaffanculo|stai zitto|merda`),
  phrases('abuse', 'nl', String.raw`je bent (?:een |zo )*(?:dom|stom|idioot|nutteloos|domme bot)|hou je (?:mond|bek)|klootzak`),
  phrases('abuse', 'pt', String.raw`voc[eê] [eé] (?:um |uma |muito )*(?:idiota|burro|burra|in[uú]til|est[uú]pido)|cala a boca|vai se foder|merda`),
]; // prettier-ignore

const OPENING =
  /^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|bonjour|hola|ciao|hoi|ol[aá])(?: there| all| team)?\s*[,.!:;–-]+\s*/iu;

/** An insult beside a greeting is one; thanks and a farewell after it are what counts. */
const STRONGEST: readonly SmallTalk[] = ['abuse', 'identity', 'ability'];

/** Messages that no page of a store answers; they are answered without a search and cite nothing. */
export function smallTalk(message: string): HeardSmallTalk | null {
  const parts = message
    .split(/[,.!?¿¡;:\n]+/u)
    .map((part) =>
      part
        .replace(/’/gu, "'")
        .replace(/[^\p{L}\p{N}' -]/gu, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '');
  const heard = parts.map(hear);
  if (heard.length === 0 || heard.includes(null)) return null;
  const known = heard.filter((each) => each !== null);
  const strong = known.find(({ kind }) => STRONGEST.includes(kind));
  const { kind } = strong ?? known.at(-1)!;
  return { kind, language: known.find(({ language }) => language !== null)?.language ?? null };
}

/** "Hi there! How long is shipping?" asks about shipping. */
export function withoutGreeting(message: string): string {
  const rest = message.replace(OPENING, '');
  return rest.trim() === '' ? message : rest;
}

function hear(part: string): HeardSmallTalk | null {
  const found = PHRASES.find(({ said }) => said.test(part));
  return found ? { kind: found.kind, language: found.language } : null;
}
