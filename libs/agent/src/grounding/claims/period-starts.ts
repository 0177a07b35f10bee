import { inDigits } from '../figures/find-figures.js';
import { inExactUnit, unitNamed } from '../figures/units.js';

/** What a period may begin with, in the languages that figures are read in; of several the one named first. */
const EVENTS: readonly (readonly [event: string, words: RegExp])[] = [
  ['delivery', /deliver\p{L}*|recei(?:pt|v\p{L}*)|arriv(?:al|e[sd]?|ing)|get(?:ting)? (?:it|them|the|your)|(?:liefer|zustell|erhalt|erhiel|eingang|empf[aä]ng|empfang)\p{L}*|livr\p{L}*|récept\p{L}*|reçu\p{L}*|recev\p{L}*|entreg\p{L}*|recep\p{L}*|recib\p{L}*|receb\p{L}*|consegn\p{L}*|ricez\p{L}*|ricev\p{L}*|lever\p{L}*|ontvang\p{L}*|bezorg\p{L}*/iu],
  ['dispatch', /dispatch\p{L}*|ship(?:ped|ping|ment|s)?(?!\p{L})|(?:versand|versend|versandt)\p{L}*|expédi\p{L}*|envi?[oa]\p{L}*|spedi\p{L}*|verzend\p{L}*|verzonden/iu],
  ['purchase', /purchas\p{L}*|buy(?:ing)?(?!\p{L})|bought|order(?:s|ed|ing)?(?!\p{L})(?! (?:is|was|has|have|arriv\p{L}*|deliver\p{L}*|receipt|dispatch\p{L}*|ship\p{L}*))|(?:kauf|bestell|gekauft|erwerb)\p{L}*|achat\p{L}*|acheté\p{L}*|command\p{L}*|compr\p{L}*|pedido\p{L}*|acquist\p{L}*|ordin\p{L}*|aankoop|aanschaf|gekocht|bestel\p{L}*/iu],
]; // prettier-ignore
const COUNTS_FROM =
  '(?:of|after|from|since|following|starting|once|nach|ab|seit|après|depuis|dès|suivant|à compter|à partir|desde|tras|después|dopo|dal(?:la|l)?|da|na|vanaf|sinds|após)';
/** Six words may stand between: "from the date on which you receive". */
const PERIOD = new RegExp(
  String.raw`(\d+)[\s-](?:(business|working|calendar|full|consecutive)\s)?(\p{L}+)(?:\s\p{L}+)?\s(?=${COUNTS_FROM}(?!\p{L}))((?:[^\s.,;:!?()]+[\s'’]?){1,7})`,
  'giu',
);

interface Period {
  text: string;
  /** As its number and unit compare. */
  length: string;
  event: string;
}

/**
 * Periods of a sentence that its source lets begin with something else, or with nothing it speaks of: 45 days of purchase
 * are not 45 days of delivery.
 */
export function missingStarts(sentence: string, source: string): string[] {
  const said = periodsIn(sentence);
  if (said.length === 0) return [];
  const found = periodsIn(source);
  return said
    .filter(({ length, event }) => {
      const alike = found.filter((other) => other.length === length);
      if (alike.length > 0) return !alike.some((other) => other.event === event);
      return !EVENTS.some(([name, words]) => name === event && words.test(source));
    })
    .map(({ text }) => text);
}

function periodsIn(text: string): Period[] {
  return [...inDigits(text).matchAll(PERIOD)].flatMap((match) => {
    const [all, count = '', days, word = '', after = ''] = match;
    const unit = unitNamed(word);
    const event = firstEvent(after);
    if (unit === null || event === null) return [];
    const exact = inExactUnit(count, unit);
    return [{ text: all.trim(), length: [exact.value, days, exact.unit].join(' '), event }];
  });
}

function firstEvent(text: string): string | null {
  const named = EVENTS.map(([event, words]) => ({ event, at: text.search(words) }));
  return named.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)[0]?.event ?? null;
}
