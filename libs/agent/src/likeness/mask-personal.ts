const MASKS: readonly (readonly [RegExp, string])[] = [
  [/[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[\p{L}\p{N}-]+/gu, '[email]'],
  [/(?<![\p{L}\p{N}])(?:\+\s?|\(\+?|00|0)\p{Nd}(?:[ ()./-]{0,3}\p{Nd}){5,}/gu, '[phone]'],
  [/(?<!\p{Nd}[.,]?)\p{Nd}(?:[ -]?\p{Nd}){4,}/gu, '[number]'],
];

/**
 * A shopper's words without what tells who it was: e-mail addresses, phone numbers, and digits in a row from five on
 * (orders, cards, accounts, postcodes). Prices, sizes and years stay, since questions are about them.
 */
export function maskPersonal(text: string): string {
  return MASKS.reduce((masked, [pattern, name]) => masked.replace(pattern, name), text);
}

/** The same without the places where it stood: nobody needs to ask that again. */
export const dropPersonal = (text: string): string =>
  MASKS.reduce((rest, [pattern]) => rest.replace(pattern, ''), text).trim();
