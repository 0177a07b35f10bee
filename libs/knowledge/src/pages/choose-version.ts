import type { PageVersion } from './page.repository.js';

type Version = Pick<PageVersion, 'id' | 'url' | 'bornRelease'>;

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
    (one, other) =>
      isNew(one) - isNew(other) ||
      one.url.length - other.url.length ||
      (one.url < other.url ? -1 : 1),
  );
  return first ?? versions[0];
}
