import type { Page } from './page.entity.js';

/** The shortest first, as a sort wants it. */
export const compareAddresses = (one: string, other: string): number =>
  one.length - other.length || (one < other ? -1 : 1);

type Version = Pick<Page, 'id' | 'url' | 'bornRelease'>;

/**
 * Which of several versions of one text stays, whatever the order in which their addresses are read: one that was there
 * before this release, whose readers then see no change, else the one with the shortest address.
 */
export function chooseVersion(
  versions: readonly [Version, ...Version[]],
  releaseNumber: number,
): Version {
  const isNew = ({ bornRelease }: Version) => Number(bornRelease === releaseNumber);
  const [first] = versions.toSorted(
    (one, other) => isNew(one) - isNew(other) || compareAddresses(one.url, other.url),
  );
  return first ?? versions[0];
}
