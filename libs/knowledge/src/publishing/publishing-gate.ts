import { usefulOutcomes } from '../frontier/ingest-page.entity.js';

/** What an ingest met, lost and could not read. */
export interface IngestTally {
  /** Page versions met, changed or not. */
  met: number;
  /** Versions of the source that were not met and would vanish. */
  lost: number;
  /** How many URLs ended how. */
  outcomes: Readonly<Record<string, number>>;
}

export interface GateProblem {
  code: string;
  detail: string;
}

/** A site that loses more than half of its pages while a fifth of the reads fail is ill rather than changed. */
const LOST_SHARE = 0.5;
const LOST_AT_LEAST = 10;
const FAILED_SHARE = 0.2;
const failures = ['timeout', 'unreachable', 'bad_response', 'http_error', 'blocked_by_wall'];

/** Why a release must not go live, null when it may. The release that is live goes on serving. */
export function checkGate({ met, lost, outcomes }: IngestTally): GateProblem | null {
  const read = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  if (met === 0) {
    return { code: 'KNOWLEDGE_NOTHING_USABLE', detail: describeNothing(outcomes, read) };
  }
  const failed = failures.reduce((sum, name) => sum + (outcomes[name] ?? 0), 0);
  const losesMost = lost >= LOST_AT_LEAST && lost > LOST_SHARE * (lost + met);
  if (losesMost && failed > FAILED_SHARE * read) {
    const detail = `${lost} of ${lost + met} pages would vanish while ${failed} of ${read} could not be read. The last release stays live; start the ingest again when the website answers.`;
    return { code: 'KNOWLEDGE_TOO_MUCH_LOST', detail };
  }
  return null;
}

function describeNothing(outcomes: Readonly<Record<string, number>>, read: number): string {
  const reasons = Object.entries(outcomes)
    .filter(([outcome]) => !(usefulOutcomes as readonly string[]).includes(outcome))
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, count]) => `${outcome} ${count}`);
  const why = reasons.length > 0 ? ` (${reasons.join(', ')})` : '';
  return `No page with usable text was found on ${read} URL${read === 1 ? '' : 's'}${why}. Check that the website can be read without a browser, a login or a robots.txt that forbids it.`;
}
