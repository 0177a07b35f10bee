import { runWithin } from './run-within.js';

const never = () => new Promise<never>(() => undefined);
const calm = new AbortController().signal;

describe('runWithin', () => {
  it('returns what the work returns', async () => {
    expect(await runWithin(1_000, calm, () => Promise.resolve(4))).toBe(4);
  });

  it('ends when the time is up, even if the work does not notice', async () => {
    await expect(runWithin(5, calm, never)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('ends with the outer signal, before the work or during it', async () => {
    const outer = new AbortController();
    const running = runWithin(1_000, outer.signal, never);

    outer.abort(new Error('stopped'));

    await expect(running).rejects.toThrow('stopped');
    await expect(runWithin(1_000, outer.signal, never)).rejects.toThrow('stopped');
  });

  it('tells the work that it has ended', async () => {
    let seen: AbortSignal | undefined;
    const work = (signal: AbortSignal) => {
      seen = signal;
      return never();
    };

    await expect(runWithin(5, calm, work)).rejects.toThrow('time');

    expect(seen?.aborted).toBe(true);
  });
});
