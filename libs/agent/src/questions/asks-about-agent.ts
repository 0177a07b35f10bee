const OWN = String.raw`your (?:own |full |exact |entire |hidden |system |internal |secret |initial |original )*`;
const RULES = '(?:prompt|instruction|rule|guideline|restriction)s?';
const EARLIER = '(?:your|previous|prior|above|earlier|preceding|all)';
const SAY =
  "reveal|print|show|repeat|output|display|leak|tell|give|encode|translate|summari[sz]e|share|disclose|dump|paste|recite|copy|spell out|what (?:is|are|were)|what's";
const TEXT =
  '(?:text|words?|messages?|lines?|sentences?|paragraphs?|content|conversation|everything|all)';
const MODEL = String.raw`(?:(?:ai|language|llm|gpt|large language)[ -])*(?:model|llm|gpt|ai)`;

/** Only what is said about the agent's own rules and make: a shop has washing instructions, return rules and models of its own. */
const PROBES: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,2}?${EARLIER}\b.{0,30}\b${RULES}\b`, 'isu'),
  new RegExp(String.raw`\b(?:${SAY})\s+(?:me\s+|us\s+)?(?:all (?:of )?)?${OWN}${RULES}\b`, 'isu'),
  new RegExp(String.raw`\b(?:repeat|print|output|copy|recite|paste|encode|display)\s+(?:me\s+)?(?:back\s+)?(?:the\s+|all\s+|every\s+|this\s+|of\s+|your\s+|previous\s+|entire\s+|whole\s+)*${TEXT}\b.{0,20}\b(?:above|before this|so far|verbatim|word for word|up to here)\b`, 'isu'),
  new RegExp(String.raw`\b(?:what|which)\s+(?:kind of |type of |version of )?${MODEL}\s+(?:are you|do you use|do you run on|powers you|runs you|is behind (?:you|this))(?:\s+(?:based on|built on|using|running(?: on)?|exactly|really))?\s*[?.!]*\s*$`, 'iu'),
  /\b(?:are you|is this)\s+(?:\w+\s+)?(?:gpt|chat ?gpt|claude|gemini|llama|mistral|deepseek)\b|\bwho (?:trained|programmed|developed) you\b/iu,
  /\b(?:system|hidden|initial|secret|developer)[ -]?(?:prompt|message|instruction|rule)s?\b/iu,
  /\b(?:prompt|instructions|rules) you (?:were|have been|got|are) (?:given|told|following)\b|\bwhat (?:were|are|have) you (?:been )?(?:told|instructed) to\b/iu,
  /\b(?:you are now|pretend (?:to be|you are|you're)|act as (?:if|an?|my)|role-?play as|jailbreak|dan mode|developer mode)\b/iu,
  // the same in the languages that the agent replies in
  /\b(?:ignorier|missacht|vergiss)\w*\b.{0,30}\b(?:anweisung|instruktion|regel|vorgabe)\w*|\b(?:zeig|nenn|verrat|wiederhol|druck|gib)\w*\b.{0,20}\b(?:dein|ihr)\w* (?:\w+ )?(?:prompt|anweisung|instruktion|regel|vorgabe)\w*|\bwiederhol\w*\b.{0,30}\btext\w*\b.{0,10}\b(?:oben|darüber)|\bwelches (?:\w*modell|ki|llm) (?:bist du|sind sie|nutzt du|verwendest du)|\bsystem-?(?:prompt|anweisung)/iu,
  /\b(?:ignor|oubli)\w*\b(?:\s+\p{L}+)?\s+(?:les|tes|vos|ces)\b.{0,20}\b(?:instructions|consignes|règles)|\b(?:montre|affiche|répète|donne|révèle)\p{L}*\b.{0,20}\b(?:ton|tes|votre|vos) (?:\p{L}+ )?(?:prompt|instructions|consignes|règles)|\brépète\p{L}*\b.{0,30}\btexte\b.{0,10}\b(?:ci-dessus|précédent)|\bquel(?:le)? (?:modèle|ia|llm)(?: \p{L}+)?(?: d['’]ia)? (?:es-tu|êtes-vous|utilises-tu|utilisez-vous)|\bprompt système/iu,
  /\b(?:ignora|olvida)\p{L}*\b.{0,30}\b(?:instrucciones|reglas)|\b(?:muestra|muéstra|repite|revela|dime|imprime)\p{L}*\b.{0,20}\b(?:tu|tus|su|sus) (?:\p{L}+ )?(?:prompt|instrucciones|reglas)|\brepite\b.{0,30}\btexto\b.{0,10}\b(?:arriba|anterior)|\bqué (?:modelo|ia|llm)(?: de \p{L}+)? (?:eres|usas|es usted)|\bprompt (?:de|del) sistema/iu,
  /\b(?:ignora|dimentica)\p{L}*\b.{0,30}\b(?:istruzioni|regole)|\b(?:mostra|ripeti|rivela|dimmi|stampa)\p{L}*\b.{0,20}\b(?:tuo|tue|suo|sue) (?:\p{L}+ )?(?:prompt|istruzioni|regole)|\bripeti\b.{0,30}\btesto\b.{0,10}\b(?:sopra|precedente)|\b(?:che|quale) (?:modello|ia|llm)(?: di \p{L}+)? (?:sei|usi|è lei)|\bprompt di sistema/iu,
  /\b(?:negeer|vergeet)\b.{0,30}\b(?:instructies|regels|aanwijzingen)|\b(?:toon|herhaal|geef|onthul|print)\b.{0,20}\b(?:je|jouw|uw) (?:\p{L}+ )?(?:prompt|systeemprompt|instructies|regels)|\bherhaal\b.{0,30}\btekst\b.{0,10}\b(?:hierboven|boven)|\bwelk (?:taal|ai-?)?model (?:ben je|bent u|gebruik je)|\bsysteemprompt/iu,
  /\b(?:ignor|esqueç)\p{L}*\b.{0,30}\b(?:instruções|regras)|\b(?:mostr|repit|revel|imprim)\p{L}*\b.{0,20}\b(?:seu|suas|teu|tuas) (?:\p{L}+ )?(?:prompt|instruções|regras)|\brepita\b.{0,30}\btexto\b.{0,10}\b(?:acima|anterior)|\b(?:que|qual) modelo (?:você é|é você|você usa|és tu)|\bprompt d[eo] sistema/iu,
  /\b(?:ignorer|ignorera|glöm|glem)\b.{0,30}\b(?:instruktion|instruks|regl|regler)\p{L}*|\b(?:upprepa|gentag|gjenta)\b.{0,20}\btekst?e?n\b.{0,10}\b(?:ovan|ovenfor|over)|\b(?:vilken|hvilken) (?:språk|sprog)?model+ (?:är|er) du|\b(?:visa|vis)\b.{0,15}\b(?:dina|dine) (?:instruktion|instruks|regl)\p{L}*|\bsystemprompt/iu,
]; // prettier-ignore

/** Attempts to read or change the agent's instructions. No page answers them, so they are declined before any search. */
export function asksAboutAgent(message: string): boolean {
  return PROBES.some((probe) => probe.test(message));
}
