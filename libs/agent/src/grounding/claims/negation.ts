/** Words that deny in English, German, French, Spanish, Italian and Dutch; exceptions deny as well. */
const DENIALS: Readonly<Record<string, RegExp>> = {
  en: /(?<!\p{L})(?:not|no|never|neither|nor|cannot|cant|\p{L}+n['’]t|none|unable|impossible|non(?=[- ]?\p{L})|except|excluding|exclud(?:ed|es)|ineligible|prohibited|unavailable|refuse[sd]?|final sale)/iu,
  de: /(?<!\p{L})(?:nicht|kein\p{L}*|nie|niemals|ausgeschlossen|ausgenommen|außer|weder|unmöglich)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:pas|jamais|aucun\p{L}*|sauf|hormis|ni|impossible|exclu\p{L}*|non)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:no|nunca|jamás|ning[uú]n\p{L}*|excepto|salvo|tampoco|imposible|excluid\p{L}*)(?!\p{L})/iu,
  it: /(?<!\p{L})(?:non|mai|nessun\p{L}*|tranne|eccetto|impossibile|esclus\p{L}*)(?!\p{L})/iu,
  nl: /(?<!\p{L})(?:niet|geen|nooit|behalve|onmogelijk|uitgesloten)(?!\p{L})/iu,
};
/** They look like denials and deny nothing. */
const IDIOMS =
  /\bno\.?\s?\d+|\bno (?:later|more|fewer|less) than|\bnot (?:only|just)|\bno (?:matter|problem|worries)|(?:do not|don['’]t|never) hesitate|why not|zögern sie nicht|nicht nur|n['’]hésitez pas|pas seulement|no (?:dude|solo|sólo)|non (?:esitat\p{L}+|solo)|aarzel niet|niet alleen/giu;

/** Whether a clause denies what it speaks of. */
export function isNegated(clause: string, language: string | null): boolean {
  const plain = clause.replace(IDIOMS, ' ');
  return (DENIALS[language ?? 'en'] ?? DENIALS.en!).test(plain);
}
