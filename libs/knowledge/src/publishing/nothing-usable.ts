import { usefulOutcomes } from '../frontier/ingest-page.entity.js';
import type { GateProblem } from '../releases/release.entity.js';

type Outcomes = Readonly<Record<string, number>>;

/** Why an ingest that met no page with text is a failure: there is nothing that could be published by hand. */
export function nothingUsable(outcomes: Outcomes): GateProblem {
  const read = total(outcomes);
  return {
    code: 'KNOWLEDGE_NOTHING_USABLE',
    detail: `No page with usable text was found on ${read} URL${read === 1 ? '' : 's'}${reasons(outcomes)}. Check that the website can be read without a browser, a login or a robots.txt that forbids it.`,
  };
}

/**
 * The same for an import. To take out the last of what was given is what was wanted, and so is an import of nothing when
 * its snippets came and went before it began.
 */
export function nothingImported(outcomes: Outcomes, lost: readonly string[]): GateProblem | null {
  if (lost.length > 0 || total(outcomes) === 0) return null;
  return {
    code: 'KNOWLEDGE_NOTHING_USABLE',
    detail: `None of the ${total(outcomes)} things given has text that could be used${reasons(outcomes)}. The list of the ingest's pages says why of each.`,
  };
}

const total = (outcomes: Outcomes): number =>
  Object.values(outcomes).reduce((sum, count) => sum + count, 0);

function reasons(outcomes: Outcomes): string {
  const named = Object.entries(outcomes)
    .filter(([outcome]) => !(usefulOutcomes as readonly string[]).includes(outcome))
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, count]) => `${outcome} ${count}`);
  return named.length > 0 ? ` (${named.join(', ')})` : '';
}
