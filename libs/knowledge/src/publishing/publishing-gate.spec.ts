import { readReleaseSettings } from '../releases/release-settings.js';
import { nothingUsable } from './nothing-usable.js';
import { checkGates, type ReleaseTally } from './publishing-gate.js';

const policy = readReleaseSettings({});
const aTally = (more: Partial<ReleaseTally> = {}): ReleaseTally => ({
  live: { pages: 100, lost: 0, chunks: 400 },
  chunks: 400,
  reads: { read: 100, failed: 0, empty: 0 },
  checks: { asked: 10, failed: [] },
  ...more,
});
const codes = (tally: Partial<ReleaseTally>, settings = {}) =>
  checkGates(aTally(tally), readReleaseSettings({ releases: settings })).map(({ code }) => code);

describe('the gates before publishing', () => {
  it('let a release through that is as good as the live one', () => {
    expect(checkGates(aTally(), policy)).toEqual([]);
  });

  it.each<[string, Partial<ReleaseTally>, string]>([
    [
      'KNOWLEDGE_TOO_MUCH_LOST',
      { live: { pages: 72, lost: 38, chunks: 400 } },
      '38 of 72 live pages would vanish (53 %, at most 50 % may).',
    ],
    [
      'KNOWLEDGE_TOO_MANY_FAILED',
      { reads: { read: 40, failed: 24, empty: 0 } },
      '24 of 40 reads failed (60 %, at most 50 % may).',
    ],
    [
      'KNOWLEDGE_TOO_MANY_EMPTY',
      { reads: { read: 40, failed: 0, empty: 30 } },
      '30 of 40 pages read hold no text (75 %, at most 50 % may).',
    ],
    [
      'KNOWLEDGE_CHUNKS_COLLAPSED',
      { chunks: 100 },
      '300 of 400 searchable pieces would be gone (75 %, at most 50 % may).',
    ],
    [
      'KNOWLEDGE_CHECKS_FAILED',
      { checks: { asked: 10, failed: ['What is it?', 'x'.repeat(99), 'Why?', 'How?'] } },
      `4 of 10 check questions are not passed, while 100 % must be: “What is it?”, “${'x'.repeat(80)}…”, “Why?”, ….`,
    ],
  ])('hold with %s and name the figures', (code, tally, detail) => {
    expect(checkGates(aTally(tally), policy)).toEqual([{ code, detail }]);
  });

  it.each<[string, Partial<ReleaseTally>]>([
    ['loses exactly the share that may be lost', { live: { pages: 40, lost: 20, chunks: 400 } }],
    ['loses a handful', { live: { pages: 9, lost: 9, chunks: 400 } }],
    ['fails a handful of times', { reads: { read: 9, failed: 9, empty: 0 } }],
    ['has grown', { chunks: 4_000 }],
    ['has no check questions', { checks: { asked: 0, failed: [] } }],
  ])('let a release through that %s', (_what, tally) => expect(codes(tally)).toEqual([]));

  it('name every problem of one release, the gravest first', () => {
    const ill = { live: { pages: 90, lost: 80, chunks: 400 }, chunks: 50 };
    const reads = { read: 60, failed: 40, empty: 10 };

    expect(codes({ ...ill, reads, checks: { asked: 1, failed: ['What?'] } })).toEqual([
      'KNOWLEDGE_TOO_MUCH_LOST',
      'KNOWLEDGE_TOO_MANY_FAILED',
      'KNOWLEDGE_CHUNKS_COLLAPSED',
      'KNOWLEDGE_CHECKS_FAILED',
    ]);
  });

  it('protect what is live; where nothing is, only the questions of the store count', () => {
    const first = { live: null, reads: { read: 60, failed: 50, empty: 9 } };

    expect(codes(first)).toEqual([]);
    expect(codes({ ...first, checks: { asked: 2, failed: ['What?'] } })).toEqual([
      'KNOWLEDGE_CHECKS_FAILED',
    ]);
  });

  it('go by the settings of the store', () => {
    const lossy = { live: { pages: 100, lost: 60, chunks: 400 } };
    const unsure = { checks: { asked: 10, failed: ['What?'] } };

    expect(codes(lossy, { max_lost_share: 0.6 })).toEqual([]);
    expect(codes({}, { max_lost_share: 0 })).toEqual([]);
    expect(codes(unsure, { required_check_share: 0.9 })).toEqual([]);
    expect(codes(unsure, { required_check_share: 0.91 })).toEqual(['KNOWLEDGE_CHECKS_FAILED']);
  });
});

it('says what an ingest met that met nothing usable, the most frequent first', () => {
  const { code, detail } = nothingUsable({ http_error: 1, blocked_by_robots: 3 });

  expect(code).toBe('KNOWLEDGE_NOTHING_USABLE');
  expect(detail).toContain('4 URLs (blocked_by_robots 3, http_error 1)');
});
