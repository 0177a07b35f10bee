import { Logger } from '@nestjs/common';

import type { PlatformRepository } from '../database/platform.repository.js';
import { KeyUses } from './key-uses.js';

/** Key uses over a database that answers as it is told, and the ids of each statement. */
function over(answer: () => Promise<unknown[]>) {
  const written: string[][] = [];
  const platform = {
    rows: (_sql: string, [ids]: [string[]]) => {
      written.push(ids);
      return answer();
    },
  } as unknown as PlatformRepository;
  return { uses: new KeyUses(platform), written };
}
const minute = 60_000;

describe('the uses of keys', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('are written behind, each key once a minute, many in one statement', async () => {
    const { uses, written } = over(() => Promise.resolve([]));

    for (let i = 0; i < 100; i++) for (const key of ['a', 'b', 'c']) uses.note(key);
    expect(written).toEqual([]);
    await jest.advanceTimersByTimeAsync(minute - 1);
    uses.note('a');
    await jest.advanceTimersByTimeAsync(1);
    uses.note('a');
    await jest.advanceTimersByTimeAsync(1_000);

    expect(written).toEqual([['a', 'b', 'c'], ['a']]);
  });

  it('that could not be written are only logged, and tried again with the next', async () => {
    const { uses, written } = over(() =>
      written.length === 1 ? Promise.reject(new Error('read-only')) : Promise.resolve([]),
    );
    const warn = jest.spyOn(Logger.prototype, 'warn');

    uses.note('a');
    await jest.advanceTimersByTimeAsync(1_000);
    uses.note('b');
    await jest.advanceTimersByTimeAsync(minute);

    expect(warn).toHaveBeenCalledTimes(1);
    expect(written.map((ids) => ids.toSorted())).toEqual([['a'], ['a', 'b']]);
  });

  it('never have two statements under way: what comes in meanwhile waits', async () => {
    let finish: (rows: unknown[]) => void = () => undefined;
    const { uses, written } = over(() => new Promise((resolve) => (finish = resolve)));

    uses.note('a');
    await jest.advanceTimersByTimeAsync(1_000);
    uses.note('b');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(written).toEqual([['a']]);
    finish([]);
    await jest.advanceTimersByTimeAsync(1_000);

    expect(written).toEqual([['a'], ['b']]);
  });

  it('begin no statement once their process stops', async () => {
    const { uses, written } = over(() => Promise.resolve([]));
    uses.note('a');

    uses.onModuleDestroy();
    uses.note('b');
    await jest.advanceTimersByTimeAsync(minute);

    expect(written).toEqual([]);
  });
});
