/** Turns of phrase whose words say something else than what is meant, and the word a shop would use. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:send|take|bring|give|ship|mail|sending|taking|bringing)(?:\s+\S+){0,4}\s+back\b/iu, 'return'],
  [/\b(?:get|want|have|give)(?:\s+\S+){0,3}\s+money(?:\s+back)?\b|\bmoney back\b/iu, 'refund'],
  [/\bget in touch\b|\b(?:talk|speak|write) (?:to|with) (?:you|someone|somebody|a person|a human)\b/iu, 'contact'],
  [/\b(?:ring|call|phone) you\b|\bat the phone\b/iu, 'phone'],
  [/\b(?:made|consist) (?:of|from|out of)\b|\bwhat is\b.*\bmade\b/iu, 'material'],
  [/\bhow (?:big|large|wide|tall|deep)\b(?=.*\b(?:is|are)\b)|\bhow (?:short|small|thick|thin|narrow|high|low)\b/iu, 'size'],
  [/\bhow long\b(?=.*\b(?:is|are)\b)/iu, 'length'],
  [/\bhow heavy\b/iu, 'weight'],
  [/\bhow old\b/iu, 'age'],
  [/\bin stock\b|\bsold out\b/iu, 'available'],
  [/\bopen(?:ed)?\b.*\b(?:when|until|today|sunday|saturday)\b|\bwhen\b.*\bopen\b/iu, 'hours'],
]; // prettier-ignore

/** What stands for the spoken term beside the figure, and says nothing more: "how short", "how heavy". */
const MEASURING =
  /\bhow\s+(?:big|large|long|short|small|wide|narrow|tall|high|low|deep|thick|thin|heavy|old)$/iu;

/** Whether the word that ends here only asks for a figure. */
export const asksForFigure = (upToWord: string): boolean => MEASURING.test(upToWord);

export function spokenTerms(text: string): string[] {
  return PHRASES.filter(([phrase]) => phrase.test(text)).map(([, word]) => word);
}
