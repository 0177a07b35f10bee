import type { PromiseTopic } from './merchant-rule.js';

/** The end of a word that is not only a beginning: "law", not "lawn". */
const END = String.raw`(?!\p{L})`;

/** "30 days after delivery" is told of returns; money and sizes are no dates. */
const SINCE = String.raw`(?<!(?:of|after|from|since|following)\s(?:the\s|your\s)?)`;
const SEIT = String.raw`(?<!(?:nach|ab|seit)\s(?:der\s)?)`;
const NO_PRICE = String.raw`(?<!(?:[$€£¥]|eur|usd|gbp|chf)\s?)`;
const NO_UNIT = String.raw`(?!\d|\s?(?:[$€£¥%]|(?:eur|usd|gbp|chf|kg|cm|mm|l)${END}))`;
const DELIVERY = [
  `${SINCE}(?:deliver|arriv)|ship|dispatch|parcel|package|courier|in transit|reach you|get it|receive (?:it|your)`,
  `${SEIT}liefer|versand|versend|zustell|paket|livr|expédi|colis|entreg|envío|enviar|envia|conseg|spedi`,
  `bezorg|lever(?:t|en|ing|tijd)${END}|verzend`,
];
const TIME = [
  'day|week|hour|month|tomorrow|today|tonight|overnight|monday|tuesday|wednesday|thursday|friday|saturday|sunday',
  'january|february|april|june|july|august|september|october|november|december|christmas|weihnacht|noël',
  String.raw`(?:march|may) \d|\d+(?:st|nd|rd|th)? (?:of )?(?:march|may)${END}|${NO_PRICE}\d{1,2}[./-]\d{1,2}${NO_UNIT}|\d{4}-\d{2}`,
  `tage?n?${END}|werktag|woche|stunde|morgen|heute|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag`,
  `jours?${END}|semaine|heure|demain|aujourd|d[ií]as?${END}|semana|horas?${END}|mañana|hoy${END}|giorn|settiman|domani|oggi`,
  `dag(?:en)?${END}|werkdag|uur${END}|vandaag`,
];
const DISCOUNT = [
  'discount|coupon|voucher|promo|rebate|reduced|markdown|sale price|on sale|cheaper',
  'rabatt|gutschein|ermäßig|reduzier|nachlass|remise|réduction|rabais|descuento|cupón|rebaja|sconto|korting',
];
const OFF = [String.raw`\d+\s?(?:%|percent|per cent|prozent) (?:off|less|weniger)`];
const STOCK = [
  'stock|restock|sold out|availab|unavailab|vorrätig|auf lager|lagernd|lieferbar|ausverkauft|verfügbar|disponib',
  'en rupture|épuisé|agotad|existencias|esaurit|op voorraad|voorra|uitverkocht|beschikbaar',
];
const REFUND = [
  'refund|money back|reimburs|pay you back|paid back|credited|rückerstatt|erstatt|geld zurück|rembours|reembols',
  'rimbors|terugbetal|geld terug',
];
const LEGAL = [
  `legal|law(?:s|ful|suit|yer)?${END}|attorney|liab|statutor|sue[sd]?${END}|courts?${END}|your rights|entitled|gdpr`,
  `rechte?n?${END}|rechtlich|gesetz|anwalt|haftet|haftung|klage|juridi|droits?${END}|avocat|derecho|abogad`,
  `ley(?:es)?${END}|diritt|avvocat|legge${END}|wettelijk|advocaat`,
];
const MEDICAL = [
  `medic|cure[sd]?${END}|heal(?:s|ed|ing|th|thy)?${END}|treat(?:s|ed|ing|ment)|symptom|diagnos|disease|illness`,
  `pains?${END}|painful|allerg|pregnan|dose${END}|dosage|doctor|physician|prescri|therap|side effect|heil(?:t|en|ung|end)`,
  'krank|schmerz|arzt|ärzt|schwanger|nebenwirkung|beschwerden|médec|médic|santé|douleur|maladi|enceinte|salud',
  `enfermed|dolor(?:es)?${END}|embaraz|malatti|dolore|gravid|gezondheid|ziekte|pijn|zwanger`,
];

/** Where a word begins with one of these, in the languages shops of Europe and the Americas speak. */
const beginning = (...words: string[]) =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words.join('|')})`, 'iu');

/** A sentence promises where the last of these is found in it, and those before it in it or in the question. */
export const PROMISE_WORDS: Readonly<Record<PromiseTopic, readonly RegExp[]>> = {
  delivery_dates: [beginning(...DELIVERY), beginning(...TIME)],
  discounts: [beginning(...DISCOUNT, ...OFF)],
  stock: [beginning(...STOCK)],
  refunds: [beginning(...REFUND)],
  legal_advice: [beginning(...LEGAL)],
  medical_advice: [beginning(...MEDICAL)],
};
