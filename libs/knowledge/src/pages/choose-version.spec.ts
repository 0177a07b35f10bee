import { chooseVersion } from './choose-version.js';

const version = (url: string, bornRelease: number) => ({ id: url, url, bornRelease });

describe('chooseVersion', () => {
  it.each([
    ['one that was there before', [version('/a', 3), version('/a/long/one', 2)], '/a/long/one'],
    ['the shortest address of new ones', [version('/longer', 3), version('/new', 3)], '/new'],
    ['the shortest address of old ones', [version('/longer', 1), version('/old', 2)], '/old'],
    ['the first in order of equal length', [version('/b', 3), version('/a', 3)], '/a'],
  ])('keeps %s, in whatever order they come', (_rule, versions, kept) => {
    const [one, other] = versions as [(typeof versions)[0], (typeof versions)[0]];

    expect(chooseVersion([one, other], 3).url).toBe(kept);
    expect(chooseVersion([other, one], 3).url).toBe(kept);
  });
});
