import { createHash } from 'node:crypto';

import type { Way } from './take-away.js';

export interface PlannedOutage {
  way: Way;
  seconds: number;
}

/** So many outages of one to `longest` seconds, the ways in turn; the same for the same seed. */
export function plannedOutages(
  seed: string,
  { times, longest, ways }: { times: number; longest: number; ways: readonly Way[] },
): PlannedOutage[] {
  return Array.from({ length: times }, (_, n) => ({
    way: ways[n % ways.length] as Way,
    seconds: 1 + (longest - 1) * shareOf(`${seed} ${n}`),
  }));
}

/** From 0 to 1. */
const shareOf = (text: string): number =>
  createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
