/** Words for whatever a store sells; what names a thing is a question about that thing. */
const THINGS =
  '(?:products?|items?|things?|goods|stuff|merchandise|artikel|waren?|produkten?|produkte|produits?|articles?|productos?|art[ií]culos?|prodotti|articoli|producten|artikelen|produtos?|artigos?|produkter|varer|varor)';
const KINDS = '(?:(?:kinds?|sorts?|types?|range) of |all (?:of )?|the |sort of )*';
const HERE = String.raw`(?: (?:here|online|now|in (?:your|the|this) (?:shop|store)|on (?:your|this) (?:site|website|store)|at (?:your|this) (?:shop|store)|hier|bei (?:ihnen|euch)|an|ici|aqu[ií]|qui|aqui|her|här))*`;

/** Each must be the whole question, politeness aside. */
const ASKING = [
  `(?:what|which) ${KINDS}(?:${THINGS} )?(?:do|does|can) (?:you|y'all|u|your (?:shop|store)|this (?:shop|store)|i)(?: guys)? (?:sell|have|carry|offer|stock|buy|order|make)`,
  `(?:what|which) ${KINDS}${THINGS} (?:are (?:there|available|sold)|is (?:available|sold)|have you got)`,
  `what(?: is|'s) (?:in |on offer in )?(?:your|the) (?:shop|store|range|assortment|catalogu?e|product range|selection)`,
  `(?:show|list|tell|give) (?:me )?(?:a list of )?(?:all )?(?:of )?(?:your|the) ${THINGS}`,
  `(?:was|welche ${THINGS}) (?:verkaufen|führen|haben|bieten|verkauft|führt|habt|bietet|gibt)(?: (?:sie|ihr|es))?|was kann (?:ich|man)(?: hier| bei (?:ihnen|euch))? kaufen|zeig\\p{L}*(?: sie)? mir (?:ihre|eure|alle) ${THINGS}`,
  `(?:que|quels ${THINGS}) (?:vendez|avez|proposez)-vous|qu'est-ce que vous (?:vendez|proposez)`,
  `qué (?:${THINGS} )?(?:venden|vendéis|vendes|tienen|tenéis|ofrecen)`,
  `(?:(?:che |quali )?${THINGS}|(?:che )?cosa) (?:vendete|avete|offrite)`,
  `(?:wat|welke ${THINGS}) (?:verkopen|hebben|verkoopt|heeft)(?: (?:jullie|u))?`,
  `(?:o que|(?:que|quais) ${THINGS}) (?:vocês )?(?:vendem|têm|oferecem)`,
  `(?:vad|vilka ${THINGS}|hvad|hvilke ${THINGS}|hva) (?:säljer|har|sælger|selger) (?:ni|i|dere)`,
].join('|');
const RANGE = new RegExp(`^(?:so |and |please |could you |can you )*(?:${ASKING})${HERE}$`, 'iu');

/** Whether a shopper wants to know what there is to buy, without naming anything. */
export function asksRange(question: string): boolean {
  const plain = question
    .normalize('NFC')
    .replaceAll('’', "'")
    .replaceAll(/[^\p{L}\p{N}' -]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return RANGE.test(plain);
}
