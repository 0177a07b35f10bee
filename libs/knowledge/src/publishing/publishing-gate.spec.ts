import { checkGate } from './publishing-gate.js';

describe('the gate before publishing', () => {
  it('lets an ingest through that met pages', () => {
    expect(checkGate({ met: 3, lost: 0, outcomes: { indexed: 3 } })).toBeNull();
  });

  it('holds an ingest that met nothing, and names the reasons, the most frequent first', () => {
    const problem = checkGate({
      met: 0,
      lost: 40,
      outcomes: { http_error: 1, blocked_by_robots: 3 },
    });

    expect(problem?.code).toBe('KNOWLEDGE_NOTHING_USABLE');
    expect(problem?.detail).toContain('4 URLs (blocked_by_robots 3, http_error 1)');
  });

  it('holds an ingest of a site that fell ill on the way', () => {
    const problem = checkGate({ met: 5, lost: 95, outcomes: { indexed: 5, unreachable: 5 } });

    expect(problem?.code).toBe('KNOWLEDGE_TOO_MUCH_LOST');
    expect(problem?.detail).toContain('95 of 100 pages would vanish while 5 of 10');
  });

  it.each([
    ['became smaller but answers', { met: 5, lost: 95, outcomes: { indexed: 5, http_error: 1 } }],
    ['loses a handful', { met: 2, lost: 9, outcomes: { indexed: 2, timeout: 9 } }],
    ['loses less than half', { met: 60, lost: 40, outcomes: { indexed: 60, timeout: 40 } }],
  ])('lets a site through that %s', (_what, tally) => expect(checkGate(tally)).toBeNull());
});
