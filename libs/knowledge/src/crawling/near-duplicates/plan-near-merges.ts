import { setImmediate as nextTurn } from 'node:timers/promises';

import type { NearTwin } from '../../frontier/twin.repository.js';
import { byFitness } from '../plan-merges.js';
import { nearShare, type OwnText, ownText } from './shared-words.js';

/** A page that says nothing which another does not say in nearly the same words. */
export interface NearMerge {
  keep: NearTwin;
  duplicate: NearTwin;
  /** Of the words of the longer text. */
  share: number;
}

interface Leader {
  twin: NearTwin;
  text: OwnText;
}

/** Pages of one key that are still different; a site that has more of them cannot mean it. */
const maxLeaders = 10;
const pagesPerTurn = 25;

/**
 * Which pages fold into which, the best addresses staying. Only pages that share a key are compared, each with the few that
 * stay: the cost grows with their number, not with its square. Lets others run in between.
 */
export async function planNearMerges(
  twins: readonly NearTwin[],
  furniture: ReadonlySet<string>,
): Promise<NearMerge[]> {
  const leaders = new Map<string, Leader[]>();
  const merges: NearMerge[] = [];
  for (const [at, twin] of byFitness(twins).entries()) {
    if (at % pagesPerTurn === 0) await nextTurn();
    const text = ownText(twin.markdown, furniture);
    const merge = mergeInto(leadersOf(twin, leaders), twin, text);
    if (merge === null) lead({ twin, text }, leaders);
    else merges.push(merge);
  }
  return merges;
}

function leadersOf({ nearKeys }: NearTwin, leaders: Map<string, Leader[]>): Set<Leader> {
  return new Set(nearKeys.flatMap((key) => leaders.get(key) ?? []));
}

function mergeInto(
  leaders: Iterable<Leader>,
  duplicate: NearTwin,
  text: OwnText,
): NearMerge | null {
  for (const { twin: keep, text: kept } of leaders) {
    const share = nearShare(kept, text);
    if (share !== null) return { keep, duplicate, share };
  }
  return null;
}

function lead(leader: Leader, leaders: Map<string, Leader[]>): void {
  for (const key of leader.twin.nearKeys) {
    const known = leaders.get(key) ?? [];
    if (known.length < maxLeaders) leaders.set(key, [...known, leader]);
  }
}
