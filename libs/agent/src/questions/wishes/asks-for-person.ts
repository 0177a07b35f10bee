import type { Language } from '@app/knowledge';

import { CALLS } from './calls-for-person.js';

/** Without accents and apostrophes; the pieces of each language say: I wish – to talk to – somebody – and no more than that. */
const WISHES: readonly (readonly [Language | null, RegExp])[] = [
  // English
  wish(
    'en',
    `(?:(?:i (?:just |really )?(?:want|need|would like|d like|wish|prefer|would prefer|d prefer|would rather|d rather|wanna)(?: to)?|i must|(?:can|could|may) (?:i|you|we)|let me|let s|is it possible to|would it be possible to|would you)(?: please)?(?: just)? )?(?:please )?`,
    `(?:(?:talk|speak|chat)(?: (?:to|with))?|be (?:connected|transferred|put through) (?:to|with)|(?:connect|transfer|forward|put|hand|pass|switch)(?: me| us)?(?: (?:through|over|on))? (?:to|with)|get(?: me| to| hold of)?|give me)`,
    `(?:(?:a|an|the|any|some|your|one of your) )?(?:(?:real|live|actual|human|proper|living) )*(?:person|human(?: being)?|agent|someone|somebody|people|operator|representative|rep|adviser|advisor|employee|staff(?: member)?|member of (?:your |the )?(?:staff|team)|customer (?:service|support|care)(?: agent| representative)?|support(?: team| agent| staff)?|team|manager|supervisor)`,
    `(?:else|please|now|here|instead|directly|thanks|thank you|today|asap|as soon as|right now|about|regarding|from (?:your|the) (?:team|shop|store|company)|at (?:your|the) (?:team|shop|store|company)|in (?:your |the )?(?:team|customer (?:service|support|care)|support)|who|because|real|human)`,
  ),
  // German
  wish(
    'de',
    `(?:(?:ich (?:mochte|moechte|will|wurde gerne?|wuerde gerne?|muss|brauche)(?: gerne?)?|kann ich|konnte ich|koennte ich|darf ich|verbinden sie mich|verbinde mich)(?: bitte)? )?(?:bitte )?`,
    `mit`,
    `(?:(?:einem|einer|dem|der|ihrem|eurem|deinem) )?(?:(?:echten|richtigen|realen|lebenden) )?(?:menschen?|person|mitarbeiter(?:in)?|berater(?:in)?|jemandem?|support|kunden(?:service|dienst|betreuung|support)|team)(?: (?:aus|vom|von|im) (?:\\w+ )?\\w+)?(?: bitte)? (?:sprechen|reden|chatten|verbunden werden|verbinden)`,
    `(?:bitte|uber|wegen|konnen|jetzt)`,
  ),
  // Dutch
  wish(
    'nl',
    `(?:(?:ik (?:wil|wil graag|zou graag|moet)|kan ik|mag ik)(?: even| graag)? )?`,
    `met`,
    `(?:(?:een|de|jullie|uw) )?(?:(?:echte?|levende?) )?(?:mens|persoon|medewerker|iemand|klantenservice)(?: (?:van|bij) (?:\\w+ )?\\w+)?(?: willen)? (?:praten|spreken|chatten)`,
    `(?:alstublieft|aub|over|nu)`,
  ),
  // French
  wish(
    'fr',
    `(?:(?:je (?:veux|voudrais|souhaite|souhaiterais|aimerais|peux|dois)|(?:puis|pourrais) je|est ce que je (?:peux|pourrais)|j aimerais|on peut|s il vous plait)(?: bien)? )?`,
    `(?:parler|discuter|echanger)(?: directement)? (?:a|avec|au)`,
    `(?:(?:une?|le|la|votre|l un de vos) )?(?:vraie? )?(?:personne|humain|etre humain|conseillere?|conseiller|agent|quelqu un|service client|operateur|operatrice|responsable)`,
    `(?:humain|reelle?|svp|s il vous plait|au sujet|a propos|de vrai|maintenant|directement|du service)`,
  ),
  // Spanish
  wish(
    'es',
    `(?:(?:quiero|quisiera|puedo|podria|necesito|me gustaria|deseo|prefiero|por favor) )?`,
    `(?:hablar|chatear|comunicarme|contactar) con`,
    `(?:(?:una|un|el|la|su|algun) )?(?:persona|humano|ser humano|agente|asesora?|operadora?|representante|alguien|encargado|atencion al cliente|servicio al cliente)`,
    `(?:real|humana?|de verdad|por favor|sobre|del|de (?:la tienda|atencion)|ahora)`,
  ),
  // Italian
  wish(
    'it',
    `(?:(?:voglio|vorrei|posso|potrei|desidero|preferirei|ho bisogno di|mi piacerebbe|per favore) )?`,
    `(?:parlare|chattare) con`,
    `(?:(?:una|un|il|l|la|un vostro) )?(?:persona|umano|essere umano|operatore|operatrice|qualcuno|consulente|servizio clienti|assistenza(?: clienti)?|addetto)`,
    `(?:reale|umano|umana|vera|vero|per favore|di|riguardo|adesso|ora)`,
  ),
  // Portuguese
  wish(
    'pt',
    `(?:(?:quero|queria|gostaria de|posso|poderia|preciso(?: de)?|desejo|prefiro|por favor) )?`,
    `(?:falar|conversar) com`,
    `(?:(?:uma|um|o|a) )?(?:pessoa|humano|ser humano|atendente|agente|operadora?|alguem|representante|apoio ao cliente|atendimento)`,
    `(?:real|humano|humana|de verdade|por favor|sobre|da|do|agora)`,
  ),
  // Hungarian
  wish(
    null,
    `(?:(?:szeretnek|akarok|tudok|tudnek|lehet|kerem|kerek) )?`,
    `(?:egy )?(?:elo |valodi |igazi )?`,
    `(?:emberrel|szemellyel|ugyintezovel|munkatarssal|kollegaval|ugyfelszolgalattal|operatorral|valakivel)(?: (?:szeretnek|akarok|tudok|tudnek|lehet))? (?:beszelni|beszelhetek|beszelnek|beszelhetnek|csevegni)`,
    `(?:kerem|most|szeretnek)`,
  ),
  // Swedish, Danish, Norwegian
  wish(
    null,
    `(?:(?:jag (?:vill|skulle vilja|behover)|(?:kan|far|ma) (?:jag|jeg)|jeg (?:vil|onsker|skal)(?: gerne| gjerne)?(?: a)?) )?`,
    `(?:fa )?(?:prata|tala|chatta|snakke|tale|prate|chatte) (?:med|til)`,
    `(?:(?:en|et|ett|er|jeres|deres) )?(?:(?:riktig|ekte|rigtig|levande|levende) )?(?:manniska|menneske|person|medarbetare|medarbejder|medarbeider|kundtjanst|kundservice|kundeservice|nagon|nogen|noen)`,
    `(?:tack|tak|takk|nu|na|om|hos|i)`,
  ),
  // Polish
  wish(
    null,
    `(?:(?:chce|chcialbym|chcialabym|moge|czy moge|czy moglbym|czy moglabym|prosze|potrzebuje) )?`,
    `(?:po)?rozmawiac z`,
    `(?:zywym |prawdziwym |zywa |prawdziwa )?(?:czlowiekiem|osoba|konsultantem|konsultantka|kims|pracownikiem|doradca|obsluga klienta)`,
    `(?:prosze|teraz|w sprawie|o|z)`,
  ),
  // Czech
  wish(
    null,
    `(?:(?:chci|chtel bych|chtela bych|muzu|mohu|mohl bych|mohla bych|potrebuji|prosim) )?(?:si )?`,
    `(?:mluvit|promluvit(?: si)?|hovorit|popovidat si) s`,
    `(?:(?:zivym|skutecnym|opravdovym|zivou) )?(?:clovekem|osobou|operatorem|operatorkou|nekym|pracovnikem|zakaznickou podporou)`,
    `(?:prosim|ted|ohledne|o|z)`,
  ),
];

/** A comma beside a word of politeness parts nothing. */
const ASIDE =
  /,\s*(?=(?:please|bitte|s['’]il|svp|por favor|per favore|alstublieft|alsjeblieft|aub|tack|tak|takk)(?!\p{L}))|(?<=^(?:please|bitte|por favor|per favore))\s*,/giu;

/**
 * A shopper who wishes to talk to a person, in the languages of the small talk. A sentence must say that and little else:
 * "can a person of 1.90 m sleep on it?" and "how do I reach customer service?" are questions for the store's pages.
 */
export function wishForPerson(message: string): { language: Language | null } | null {
  const parts = message
    .replace(ASIDE, ' ')
    .split(/[,.!?;:\n–]+/u)
    .map(plain);
  const heard = [...WISHES, ...CALLS].filter(([, asks]) => parts.some((part) => asks.test(part)));
  const [language = null, ...others] = new Set(heard.map(([spoken]) => spoken));
  if (heard.length === 0) return null;
  return { language: others.length === 0 ? language : null };
}

export const asksForPerson = (message: string): boolean => wishForPerson(message) !== null;

function wish(
  language: Language | null,
  opening: string,
  verb: string,
  ...[somebody, after]: readonly [somebody: string, after: string]
): readonly [Language | null, RegExp] {
  const polite = `(?:(?:hi|hello|hey|hallo|hola|bonjour|ciao|ola|szia|hej|ok|okay|no|yes|sorry|but|then|well|please) )*`;
  const gap = verb.endsWith('?') ? '' : ' ';
  return [language, new RegExp(`^${polite}${opening}${verb}${gap}${somebody}(?: ${after}\\b.*)?$`)];
}

function plain(part: string): string {
  return part
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
