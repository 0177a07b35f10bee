import type { Twin } from '../frontier/twin.repository.js';

/** One page that an ingest met under several addresses. */
export interface PlannedMerge {
  /** The address that stands for the page from now on. */
  keep: Twin;
  duplicates: Twin[];
  /** The version that stays, and those that go. */
  pageId: string;
  endIds: string[];
}

const similarShare = 0.7;

/** Groups pages by what they declare to be: the path of their canonical address, whatever its host, else their text. */
export function canonicalKey(canonical: string | null, contentHash: string): string {
  return canonical === null ? `#${contentHash}` : stem(new URL(canonical));
}

/**
 * Which addresses are one page. Declared addresses are not believed alone, since some sites declare the home page on all
 * pages: the texts must be the same, or titles, last path segments and seven tenths of the blocks. The address that the
 * pages themselves declare is kept, else the shortest.
 */
export function planMerges(twins: readonly Twin[]): PlannedMerge[] {
  return groups(twins).flatMap((group) => {
    const [best, ...others] = group.toSorted(byFitness);
    if (best === undefined) return [];
    const duplicates = others.filter((twin) => isSamePage(best, twin));
    const isMerged = duplicates.some(
      ({ outcome, pageId }) => outcome !== 'duplicate' || pageId !== best.pageId,
    );
    return isMerged ? [plan(best, duplicates)] : [];
  });
}

function groups(twins: readonly Twin[]): Twin[][] {
  const byKey = new Map<string, Twin[]>();
  for (const twin of twins) {
    const group = byKey.get(twin.canonicalKey);
    if (group === undefined) byKey.set(twin.canonicalKey, [twin]);
    else group.push(twin);
  }
  return [...byKey.values()];
}

function plan(keep: Twin, duplicates: Twin[]): PlannedMerge {
  const versions = new Set(duplicates.map(({ pageId }) => pageId));
  versions.delete(keep.pageId);
  return { keep, duplicates, pageId: keep.pageId, endIds: [...versions] };
}

function byFitness(one: Twin, other: Twin): number {
  return (
    rank(one) - rank(other) || one.url.length - other.url.length || (one.url < other.url ? -1 : 1)
  );
}

function rank({ url, canonicalKey: key }: Twin): number {
  const address = new URL(url);
  if (stem(address) === key) return 0;
  return 1 + address.pathname.split('/').length;
}

function isSamePage(one: Twin, other: Twin): boolean {
  if (one.pageId === other.pageId) return true;
  const [first, second] = [new URL(one.url), new URL(other.url)];
  if (lastSegment(first) !== lastSegment(second) || first.search !== second.search) return false;
  return one.title === other.title && overlap(one.blockHashes, other.blockHashes) >= similarShare;
}

function overlap(one: readonly string[], other: readonly string[]): number {
  const known = new Set(one);
  const shared = new Set(other.filter((hash) => known.has(hash)));
  return shared.size / Math.max(known.size, new Set(other).size, 1);
}

function stem({ pathname, search }: URL): string {
  return `${pathname.replace(/(\/index)?(\.(html?|php|aspx?))?\/?$/i, '')}${search}`;
}

function lastSegment(url: URL): string {
  return stem(url).split('?', 1)[0]?.split('/').at(-1) ?? '';
}
