import { missingFigures } from '../figures/figures-stand.js';
import type { IndexedPlace, SourceReading } from '../source-reading.js';
import { type FigurePlace, readFigurePlaces } from './figure-places.js';

/** Of the words of a claim; below this a place of the source speaks of something else. */
const SAME_MATTER = 0.6;

/**
 * Figures that stand in the source, but of something else: where another place speaks of what is claimed, says more of its
 * words than any place with the figure does, and states another figure of that kind. "Refunds take 30 days" where returns
 * are accepted for 30 days and refunds take 5.
 */
export function misplacedFigures(sentence: string, { figurePlaces }: SourceReading): string[] {
  return readFigurePlaces(sentence, { leadsOnly: true }).flatMap((claim) =>
    claim.figures
      .filter((figure) => {
        const alike = figurePlaces.filter(({ dimension }) => dimension === claim.dimension);
        const bearing = alike.filter((place) => states(place, figure, sentence));
        const others = alike.filter((place) => {
          return !claim.figures.some((one) => states(place, one, sentence));
        });
        return bearing.length > 0 && isOf(others, claim, closeness(bearing, claim));
      })
      .map(({ text }) => text),
  );
}

function states(place: IndexedPlace, figure: FigurePlace['figures'][number], sentence: string) {
  return missingFigures(sentence, [figure], place.stated).length === 0;
}

/** Whether a claim is of one of these places rather than of one that shares so many of its words. */
function isOf(places: readonly IndexedPlace[], claim: FigurePlace, shared: number): boolean {
  const most = closeness(places, claim);
  return most > shared && most >= SAME_MATTER * claim.terms.size;
}

/** How many words of the claim the closest of these places has. */
function closeness(places: readonly IndexedPlace[], { terms }: FigurePlace): number {
  const shared = places.map(({ index }) => [...terms].filter((term) => index.knows(term)).length);
  return Math.max(0, ...shared);
}
