/** Turns of phrase whose words say something else than what is meant, and the word a shop would use. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:send|take|bring|give|ship|mail|sending|taking|bringing)(?:\s+\S+){0,4}\s+back\b/iu, 'return'],
  [/\b(?:get|want|have|give)(?:\s+\S+){0,3}\s+money(?:\s+back)?\b|\bmoney back\b/iu, 'refund'],
  [/\bget in touch\b|\b(?:talk|speak|write) (?:to|with) (?:you|someone|somebody|a person|a human)\b/iu, 'contact'],
  [/\b(?:ring|call|phone) you\b|\bat the phone\b/iu, 'phone'],
  [/\b(?:made|consist) (?:of|from|out of)\b|\bwhat is\b.*\bmade\b/iu, 'material'],
  [/\bhow (?:big|large|wide|tall|deep)\b(?=.*\b(?:is|are)\b)|\bhow (?:short|small|thick|thin|narrow|high|low)\b/iu, 'size'],
  [/\bhow (?:long|fast|quick(?:ly)?|soon)\b/iu, 'length'],
  [/\bhow heavy\b/iu, 'weight'],
  [/\bhow old\b/iu, 'age'],
  [/\bin stock\b|\bsold out\b/iu, 'available'],
  [/\bopen(?:ed)?\b.*\b(?:when|until|today|sunday|saturday)\b|\bwhen\b.*\bopen\b/iu, 'hours'],
]; // prettier-ignore

/** What stands for the spoken term beside the figure, and says nothing more: "how short", "how heavy". */
const MEASURING =
  /\b(?:how\s+(?:big|large|long|short|small|wide|narrow|tall|high|low|deep|thick|thin|heavy|old|fast|quick|quickly|soon|hot|often|frequently)|wie\s+(?:oft|häufig)|(?:à\s+quelle\s+)?fréquence|con\s+qu[eé]\s+frecuencia|ogni\s+quanto|hoe\s+vaak|com\s+que\s+frequência)$/iu;
/** What there is to choose from is the matter itself: "payment methods". */
const CHOOSING = /\b(?:payment|shipping|delivery) (?:method|option|type)s?$/iu;

/** The people of a shop, who are reached and are no subject of its pages. */
const PEOPLE =
  /\b(?:customer (?:service|support|care|relations)|support team|help ?desk|kundenservice|kundendienst|kundenbetreuung|service client(?:s|èle)?|atención al cliente|servizio clienti|klantenservice|kundeservice|kundtjänst)(?![\p{L}])/giu;

/** Whether a place in the text lies in the name of those who answer. */
export function namesPeople(text: string): (at: number) => boolean {
  const spans = [...text.matchAll(PEOPLE)].map(({ index, 0: name }) => [
    index,
    index + name.length,
  ]);
  return (at) => spans.some(([start = 0, end = 0]) => at >= start && at < end);
}

/** Whether the word that ends here only asks for a figure, or for what there is of a thing. */
export const onlyAsks = (upToWord: string): boolean =>
  MEASURING.test(upToWord) || CHOOSING.test(upToWord);

export function spokenTerms(text: string): string[] {
  const words = PHRASES.filter(([phrase]) => phrase.test(text)).map(([, word]) => word);
  return text.search(PEOPLE) === -1 ? words : [...words, 'contact'];
}
