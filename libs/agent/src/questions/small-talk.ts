export type SmallTalk = 'greeting' | 'thanks' | 'farewell';

const GREETING =
  /^(?:(?:hi|hello|hey|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|bonjour|salut|hola|buenos d[ií]as|buenas tardes|ciao|ol[aá]|szia|sziasztok|j[oó] napot|hej|cze[sś][cć]|dzie[nń] dobry|ahoj)(?: (?:there|all|team|everyone|again))*)$/iu;
const HOW_ARE_YOU =
  /^(?:how are you(?: doing)?(?: today)?|how(?:'s| is) it going|what'?s up|are you there|is anyone there)$/iu;
const THANKS =
  /^(?:(?:ok(?:ay)?|great|perfect|good|super|alright|nice|cool) ?)*(?:thanks?(?: you)?|thx|ty|cheers|danke(?: sch[oö]n)?|merci|gracias|grazie|obrigad[oa]|k[oö]sz[oö]n[oö]m|tack|dzi[eę]kuj[eę])(?: (?:so|very|a)? ?(?:much|lot|again|for (?:your|the) help|for that))*$|^(?:ok(?:ay)?|great|perfect|super|alright|nice|cool|got it|that helps|that's all|no that's all)$/iu;
const FAREWELL =
  /^(?:good ?bye|bye(?: bye)?|see you(?: later)?|have a (?:nice|good|great) (?:day|one|evening|weekend)|tsch[uü]ss|au revoir|adi[oó]s)$/iu;
const OPENING =
  /^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening|day))(?: there| all| team)?\s*[,.!:;–-]+\s*/iu;

/** Messages that are only politeness; they are answered without a search and cite nothing. */
export function smallTalk(message: string): SmallTalk | null {
  const parts = message
    .split(/[,.!?;:\n]+/u)
    .map((part) =>
      part
        .replace(/[^\p{L}\p{N}' ]/gu, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '');
  if (parts.length === 0) return null;
  const kinds = parts.map(kindOf);
  return kinds.includes(null) ? null : (kinds.at(-1) ?? null);
}

/** "Hi there! How long is shipping?" asks about shipping. */
export function withoutGreeting(message: string): string {
  const rest = message.replace(OPENING, '');
  return rest.trim() === '' ? message : rest;
}

function kindOf(part: string): SmallTalk | null {
  if (GREETING.test(part) || HOW_ARE_YOU.test(part)) return 'greeting';
  if (THANKS.test(part)) return 'thanks';
  return FAREWELL.test(part) ? 'farewell' : null;
}
