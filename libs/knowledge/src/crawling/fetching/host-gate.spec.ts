import { setTimeout as sleep } from 'node:timers/promises';

import { HostGate } from './host-gate.js';

const never = new AbortController().signal;
const limits = { maxInFlight: 2, maxDelayMs: 40, maxPauseMs: 60 };

describe('HostGate', () => {
  it('lets at most two requests of one host run at a time, and others beside them', async () => {
    const gate = new HostGate(limits);
    const open = { a: 0, b: 0 };
    const most = { a: 0, b: 0, all: 0 };
    const request = (host: 'a' | 'b') =>
      gate.run(host, never, async () => {
        open[host] += 1;
        most[host] = Math.max(most[host], open[host]);
        most.all = Math.max(most.all, open.a + open.b);
        await sleep(5);
        open[host] -= 1;
      });

    await Promise.all([...'aaaaaabbbbb'].map((host) => request(host as 'a' | 'b')));

    expect(most).toEqual({ a: 2, b: 2, all: 4 });
  });

  it('frees the place of a request that failed', async () => {
    const gate = new HostGate({ ...limits, maxInFlight: 1 });

    await expect(gate.run('a', never, () => Promise.reject(new Error('no')))).rejects.toThrow('no');

    await expect(gate.run('a', never, () => Promise.resolve('yes'))).resolves.toBe('yes');
  });

  it('spaces the starts of requests by the delay, up to its limit', async () => {
    const gate = new HostGate(limits);
    gate.setDelay('a', 3_600_000);
    const starts: number[] = [];
    // a start may be late for its turn, which the next is not
    const begun = performance.now();

    await Promise.all(
      [1, 2, 3].map(() => gate.run('a', never, async () => void starts.push(performance.now()))),
    );

    expect(starts[1]! - begun).toBeGreaterThanOrEqual(35);
    expect(starts[2]! - begun).toBeGreaterThanOrEqual(75);
    expect(starts[2]! - begun).toBeLessThan(60_000);
  });

  it('says how long a paused host still wants to be left alone', async () => {
    const gate = new HostGate(limits);
    gate.pause('a', 3_600_000);

    expect(gate.waitMs('a')).toBeGreaterThan(30);
    expect(gate.waitMs('a')).toBeLessThanOrEqual(60);
    expect(gate.waitMs('b')).toBe(0);
  });

  it('stops waiting when the caller gives up, without losing a place', async () => {
    const gate = new HostGate({ ...limits, maxInFlight: 1 });
    const abort = new AbortController();
    const first = gate.run('a', never, () => sleep(30));
    const second = gate.run('a', abort.signal, () => Promise.resolve());
    abort.abort(new Error('gone'));

    await expect(second).rejects.toThrow('gone');
    await first;

    await expect(gate.run('a', never, () => Promise.resolve('free'))).resolves.toBe('free');
  });

  it('does not sit out a long pause that came while a request waited for its turn', async () => {
    const gate = new HostGate();
    const first = [1, 2].map(() =>
      gate.run('a', never, async () => {
        await sleep(10);
        gate.pause('a', 60_000);
      }),
    );

    expect(await gate.run('a', never, () => Promise.resolve('asked'))).toBe('paused');
    await Promise.all(first);
  });
});
