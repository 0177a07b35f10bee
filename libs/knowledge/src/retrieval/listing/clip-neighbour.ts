import { countTokens } from '../../chunking/count-tokens.js';

/** Of each neighbour; enough to know what a sentence speaks of, too little to answer something else. */
const NEIGHBOUR_TOKENS = 120;

/** The last lines of the piece before, as far as the budget goes; null where not even one fits. */
export function endOf(text: string): string | null {
  return fitting(text.split('\n').reverse())?.reverse().join('\n').trim() ?? null;
}

/** The first lines of the piece after. */
export function startOf(text: string): string | null {
  return fitting(text.split('\n'))?.join('\n').trim() ?? null;
}

/** Whole lines only: half of a sentence or of a table's row says something else than the page. */
function fitting(lines: readonly string[]): string[] | null {
  let left = NEIGHBOUR_TOKENS;
  const end = lines.findIndex((line) => {
    left -= countTokens(line);
    return left < 0;
  });
  const taken = end === -1 ? [...lines] : lines.slice(0, end);
  return taken.some((line) => line.trim() !== '') ? taken : null;
}
