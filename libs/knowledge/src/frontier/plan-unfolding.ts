/** An address that folds into another, or one that gave no text. */
export interface FoldEnd {
  id: string;
  url: string;
  end: 'folded' | 'gone' | 'redirected' | 'failed';
  /** What it folds into, was replaced by, or leads to. */
  duplicateOf: string | null;
  /** It was a page before this ingest. */
  isKnown: boolean;
  /** Whether the ingest knows what it folds into. */
  hasTarget: boolean;
}

/** What is to be read after all, and what stands for the others from now on. */
export interface Unfolding {
  readIds: string[];
  moves: { id: string; url: string }[];
}

/**
 * Of those that fold into an address which is gone, one is to be read: that which was the page before, else the shortest.
 * The others fold into it, and what is gone was replaced by it. One that was the page before is read whatever else came of
 * the address, and so is one that the address leads back to.
 */
export function planUnfolding(ends: readonly FoldEnd[]): Unfolding {
  const byUrl = new Map(ends.map((one) => [one.url, one]));
  const replaced = new Map<string, FoldEnd>();
  for (const one of ends.filter((end) => isLost(end, byUrl)).toSorted(byFitness)) {
    if (!replaced.has(one.duplicateOf ?? '')) replaced.set(one.duplicateOf ?? '', one);
  }
  const read = new Set([...replaced.values(), ...ledBackTo(ends, byUrl)]);
  const moves = ends.flatMap((one) => {
    if (!(one.end === 'folded' || one.end === 'gone') || read.has(one)) return [];
    const stands = replaced.get(one.duplicateOf ?? '') ?? replaced.get(one.url);
    return stands === undefined ? [] : [{ id: one.id, url: stands.url }];
  });
  return { readIds: [...read].map(({ id }) => id), moves };
}

type Ends = ReadonlyMap<string, FoldEnd>;

function isLost({ end, duplicateOf, hasTarget, isKnown }: FoldEnd, byUrl: Ends): boolean {
  if (end !== 'folded') return false;
  const target = byUrl.get(duplicateOf ?? '')?.end;
  return (
    !hasTarget || target === 'gone' || (isKnown && target !== undefined && target !== 'folded')
  );
}

function ledBackTo(ends: readonly FoldEnd[], byUrl: Ends): FoldEnd[] {
  const isRedirected = (one: FoldEnd | undefined) => one?.end === 'redirected';
  const targets = new Set(ends.filter(isRedirected).map(({ duplicateOf }) => duplicateOf));
  return ends.filter(
    ({ end, url, duplicateOf }) =>
      end === 'folded' && targets.has(url) && isRedirected(byUrl.get(duplicateOf ?? '')),
  );
}

function byFitness(one: FoldEnd, other: FoldEnd): number {
  return (
    Number(other.isKnown) - Number(one.isKnown) ||
    one.url.length - other.url.length ||
    (one.url < other.url ? -1 : 1)
  );
}
