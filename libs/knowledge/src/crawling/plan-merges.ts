import { foldedUrl } from '../addresses/folded-url.js';
import { inCollection } from '../addresses/product-root.js';
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

/** Of the blocks of two texts, where a page declares the other's address, and where nothing but the addresses are alike. */
const declaredShare = 0.7;
const undeclaredShare = 0.9;
/** Where the addresses are those of one product: what differs is the way to it and what is shown beside. */
const productShare = 0.3;
/** Different texts under one title, last segment and declared address; a site that has more of them cannot mean it. */
const maxRounds = 50;

/** Pages that may be one page share it: the path that they declare, whatever its host and ending, else their own. */
export function canonicalKey(url: string, canonical: string | null): string {
  const address = new URL((canonical === null ? null : foldedUrl(canonical)) ?? url);
  return stem(address).replace(inCollection, '');
}

/**
 * Which addresses are one page. Declared addresses are not believed alone, since some sites declare the home page on all
 * pages: the texts must be the same, or titles, last path segments, queries and seven tenths of the blocks. Where nothing is
 * declared (`/a` and `/a/`) nine tenths must be; of a product under its collections three tenths. The address that the
 * pages declare is kept, else the shortest.
 */
export function planMerges(twins: readonly Twin[]): PlannedMerge[] {
  return families(twins).flatMap((family) => {
    const [best, ...others] = byFitness(family);
    if (best === undefined) return [];
    const duplicates = others.filter((twin) => sharedText(best, twin) >= leastShare(best, twin));
    const isMerged = duplicates.some(
      ({ outcome, pageId }) => outcome !== 'duplicate' || pageId !== best.pageId,
    );
    return isMerged ? [plan(best, duplicates)] : [];
  });
}

/** Addresses of one text, and of texts that are one page. */
function families(twins: readonly Twin[]): Twin[][] {
  const leaders = new Map<string, string>();
  const leaderOf = (pageId: string): string => {
    const next = leaders.get(pageId);
    return next === undefined ? pageId : leaderOf(next);
  };
  for (const [one, other] of grouped(twins, candidateKey).flatMap(samePages)) {
    const [first, second] = [leaderOf(one.pageId), leaderOf(other.pageId)];
    if (first !== second) leaders.set(second, first);
  }
  return grouped(twins, ({ pageId }) => leaderOf(pageId));
}

function grouped(twins: readonly Twin[], keyOf: (twin: Twin) => string): Twin[][] {
  const groups = new Map<string, Twin[]>();
  for (const twin of twins) {
    const group = groups.get(keyOf(twin));
    if (group === undefined) groups.set(keyOf(twin), [twin]);
    else group.push(twin);
  }
  return [...groups.values()];
}

function candidateKey({ canonicalKey: key, title, url }: Twin): string {
  const address = new URL(url);
  return [key, title, lastSegment(address), address.search].join('\n');
}

function samePages(candidates: Twin[]): [Twin, Twin][] {
  const pairs: [Twin, Twin][] = [];
  let left = byFitness(candidates);
  for (let round = 0; round < maxRounds && left.length > 1; round += 1) {
    const [best, ...others] = left as [Twin, ...Twin[]];
    const same = new Set(others.filter((twin) => isSamePage(best, twin)));
    for (const twin of same) pairs.push([best, twin]);
    left = others.filter((twin) => !same.has(twin));
  }
  return pairs;
}

function plan(keep: Twin, duplicates: Twin[]): PlannedMerge {
  const versions = new Set(duplicates.map(({ pageId }) => pageId));
  versions.delete(keep.pageId);
  return { keep, duplicates, pageId: keep.pageId, endIds: [...versions] };
}

/** The best address first: one that is declared, the nearest to the root, the shortest. */
export function byFitness<T extends Twin>(twins: readonly T[]): T[] {
  const declared = twins.map(declaredUrl).filter((url) => url !== null);
  const [paths, stems] = [new Set(declared.map(pathOf)), new Set(declared.map(stem))];
  const rank = (twin: T) => {
    const address = new URL(twin.url);
    if (paths.has(pathOf(address))) return 0;
    return stems.has(stem(address)) ? 1 : 1 + address.pathname.split('/').length;
  };
  return twins.toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      one.url.length - other.url.length ||
      (one.url < other.url ? -1 : 1),
  );
}

function isSamePage(one: Twin, other: Twin): boolean {
  const share = sharedText(one, other);
  if (isOneProduct(one, other)) return share >= productShare;
  if (share < declaredShare || share >= undeclaredShare) return share >= undeclaredShare;
  return declares(one, other) || declares(other, one);
}

function leastShare(one: Twin, other: Twin): number {
  return isOneProduct(one, other) ? productShare : declaredShare;
}

/** Whether two pages of one title are a product's under collections, or its own and one under a collection. */
function isOneProduct(one: Twin, other: Twin): boolean {
  const stems = [one, other].map(({ url }) => stem(new URL(url)));
  const [own, others] = stems.map((path) => path.replace(inCollection, ''));
  return (
    own === others && one.title === other.title && stems.some((path) => inCollection.test(path))
  );
}

/** Whether a page declares the address of another, or the same address as the other does. */
function declares(one: Twin, other: Twin): boolean {
  const declared = declaredUrl(one);
  const others = [declaredUrl(other), new URL(other.url)];
  return (
    declared !== null && others.some((url) => url !== null && pathOf(url) === pathOf(declared))
  );
}

/** How much of the longer text is in the other, too. */
function sharedText(one: Twin, other: Twin): number {
  if (one.pageId === other.pageId) return 1;
  const [known, others] = [new Set(one.blockHashes), new Set(other.blockHashes)];
  const shared = [...others].filter((hash) => known.has(hash));
  return shared.length / Math.max(known.size, others.size, 1);
}

function declaredUrl({ canonicalUrl }: Twin): URL | null {
  const folded = canonicalUrl === null ? null : foldedUrl(canonicalUrl);
  return folded === null ? null : new URL(folded);
}

function pathOf({ pathname, search }: URL): string {
  return `${pathname}${search}`;
}

/** Without what is often left out of an address. */
function stem({ pathname, search }: URL): string {
  return `${pathname.replace(/(\/index)?(\.(html?|php|aspx?))?\/?$/i, '')}${search}`;
}

function lastSegment(url: URL): string {
  return stem(url).split('?', 1)[0]?.split('/').at(-1) ?? '';
}
