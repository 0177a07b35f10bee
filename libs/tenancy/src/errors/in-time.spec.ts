import { stat } from 'node:fs/promises';

import { inTime } from './in-time.js';

const late = () => new Error('late');

describe('inTime', () => {
  it('passes on what comes, and what goes wrong', async () => {
    await expect(inTime(Promise.resolve(1), 1_000, late)).resolves.toBe(1);
    await expect(inTime(Promise.reject(new Error('no')), 1_000, late)).rejects.toThrow('no');
  });

  it('waits no longer', async () => {
    await expect(inTime(new Promise(() => undefined), 5, late)).rejects.toThrow('late');
  });

  it('takes an answer that came while the process was busy', async () => {
    const answer = inTime(stat(__filename), 5, late);
    const until = Date.now() + 200;
    while (Date.now() < until);

    expect((await answer).isFile()).toBe(true);
  });
});
