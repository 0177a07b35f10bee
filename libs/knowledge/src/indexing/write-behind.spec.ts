import { setImmediate as nextTurn } from 'node:timers/promises';

import { writeBehind } from './write-behind.js';

describe('writeBehind', () => {
  it('prepares the next batch while one is written, and writes one at a time in their order', async () => {
    const log: string[] = [];
    await writeBehind(batches(log, ['a', 'b', 'c']), async (batch) => {
      log.push(`write ${batch}`);
      await nextTurn();
      await nextTurn();
      log.push(`written ${batch}`);
    });

    expect(log).toEqual([
      ...['prepare a', 'write a', 'prepare b', 'written a'],
      ...['write b', 'prepare c', 'written b', 'write c', 'written c'],
    ]);
  });

  it('writes nothing after a batch that could not be written', async () => {
    const log: string[] = [];
    const written = writeBehind(batches(log, ['a', 'b', 'c']), (batch) =>
      batch === 'a' ? Promise.reject(new Error('refused')) : Promise.resolve(),
    );

    await expect(written).rejects.toThrow('refused');
    expect(log).toEqual(['prepare a', 'prepare b']);
  });

  it('waits for what is being written when the next cannot be prepared', async () => {
    let isWritten = false;
    async function* broken() {
      yield 'a';
      throw new Error('no model');
    }
    const written = writeBehind(broken(), async () => {
      await nextTurn();
      isWritten = true;
    });

    await expect(written).rejects.toThrow('no model');
    expect(isWritten).toBe(true);
  });
});

async function* batches(log: string[], names: readonly string[]) {
  for (const name of names) {
    log.push(`prepare ${name}`);
    yield name;
  }
}
