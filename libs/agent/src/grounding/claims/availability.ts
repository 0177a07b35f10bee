/** Whether something can be bought; `available` and `unavailable` are said of much else as well. */
export type Availability =
  'stocked' | 'available' | 'unavailable' | 'out' | 'discontinued' | 'preorder' | 'backorder';

/** In this order, since "not available" holds "available"; what one finds the next does not see. */
const PATTERNS: readonly (readonly [Availability, RegExp])[] = [
  ['discontinued', /discontinued|no longer (?:sold|made|produced|manufactured)|(?:produktion|verkauf) eingestellt|nicht mehr hergestellt|plus (?:fabriqué|vendu)\p{L}*|descatalogad\p{L}*|discontinuad\p{L}*|fuori produzione|uit (?:het )?(?:assortiment|productie)/giu],
  ['unavailable', /(?<!\p{L})(?:unavailable|(?:not|no longer|\p{L}+n['’]t) (?:currently |yet )?available|nicht (?:mehr |derzeit |vorübergehend )?(?:verfügbar|erhältlich)|indisponibles?|(?:plus|pas) disponibles?|no (?:está |están )?disponibles?|non (?:è |sono )?(?:più )?disponibil[ei]|niet (?:meer )?beschikbaar)/giu],
  ['out', /(?:out of|not in|no longer in|n['’]t in) stock|sold[- ]out|ausverkauft|vergriffen|nicht (?:mehr |derzeit |vorübergehend )?(?:auf lager|lieferbar|vorrätig)|(?:en )?rupture(?: de stock)?|épuisée?s?|(?:plus|pas) en stock|agotad[oa]s?|sin (?:existencias|stock)|fuera de stock|esaurit[oaie]|uitverkocht|niet (?:meer )?(?:leverbaar|op voorraad)/giu],
  ['preorder', /pre-?orders?\b|pre-?ordered|vorbestell\p{L}*|pré-?command\p{L}*|preventa|pre-?ordin\p{L}*|voorbestel\p{L}*|pre-?order\p{L}*/giu],
  ['backorder', /back-?order\p{L}*|nachbestell\p{L}*/giu],
  ['stocked', /in stock|auf lager|vorrätig|en stock|en existencias|in magazzino|op voorraad/giu],
  ['available', /\bavailable|lieferbar|verfügbar|erhältlich|disponibles?|disponibil[ei]|leverbaar|beschikbaar|verkrijgbaar/giu],
]; // prettier-ignore
const IN: readonly Availability[] = ['stocked', 'available'];
const OUT: readonly Availability[] = ['out', 'unavailable'];

export function availabilitiesOf(text: string): Availability[] {
  let rest = text;
  return PATTERNS.flatMap(([state, pattern]) => {
    const before = rest;
    rest = rest.replace(pattern, ' ');
    return before === rest ? [] : [state];
  });
}

/** The text without what it says of stock: what is left names the thing. */
export function withoutAvailabilities(text: string): string {
  return PATTERNS.reduce((rest, [, pattern]) => rest.replace(pattern, ' '), text);
}

/** Whether a state that is said may rest on one that was found; sold out may be said of what is discontinued. */
export function statesAgree(said: Availability, found: Availability): boolean {
  if (IN.includes(said) && IN.includes(found)) return true;
  if (OUT.includes(said) && [...OUT, 'discontinued'].includes(found)) return true;
  return said === found;
}

/** What is said of services and payments as well, and checked as any other words where no stock is spoken of. */
export function isGeneral(said: Availability): boolean {
  return said === 'available' || said === 'unavailable';
}

/** What is on order is neither. */
export const isToBeHad = (state: Availability): boolean => IN.includes(state);
export const isNotToBeHad = (state: Availability): boolean => OUT.includes(state);
