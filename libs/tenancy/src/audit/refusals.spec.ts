import { Logger } from '@nestjs/common';

import type { AuditEnd, AuditFacts } from './audit-action.js';
import type { AuditLog } from './audit-log.service.js';
import { type Refusal, Refusals } from './refusals.js';

type Entry = AuditFacts & AuditEnd;
const stranger = (address: string): Refusal => ({
  actor: { kind: 'unknown' },
  address,
  code: 'TENANCY_KEY_REFUSED',
  operation: 'listStores',
});

let written: Entry[][];
let isAway: boolean;
let refusals: Refusals;

beforeAll(() => Logger.overrideLogger(false));
beforeEach(() => {
  [written, isAway] = [[], false];
  const record = (entries: readonly Entry[]) => {
    if (isAway) return Promise.reject(new Error('away'));
    written.push([...entries]);
    return Promise.resolve();
  };
  refusals = new Refusals({ record } as unknown as AuditLog);
});
afterEach(() => refusals.beforeApplicationShutdown());

describe('refusals', () => {
  it('of one caller for one reason are one entry with how many and when', async () => {
    const moments = ['09:30:00', '09:30:20', '09:30:10'].map((at) => new Date(`2026-01-05T${at}Z`));
    for (const at of moments) refusals.note(stranger('203.0.113.0/24'), at);
    refusals.note(stranger('198.51.100.0/24'));

    await refusals.write();

    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject([
      {
        action: 'authorisation.refused',
        outcome: 'refused',
        address: '203.0.113.0/24',
        code: 'TENANCY_KEY_REFUSED',
        details: {
          count: 3,
          first_at: moments[0],
          last_at: moments[1],
          operation: 'listStores',
        },
      },
      { address: '198.51.100.0/24', details: { count: 1 } },
    ]);
  });

  it('are told apart by key, store and reason', async () => {
    const one = stranger('203.0.113.0/24');
    refusals.note(one);
    refusals.note({ ...one, code: 'TENANCY_KEY_MISSING' });
    refusals.note({ ...one, actor: { kind: 'store', keyId: 'k1' } });
    refusals.note({ ...one, actor: { kind: 'store', keyId: 'k2' } });
    refusals.note({ ...one, aboutStoreId: 's1' });

    await refusals.write();

    expect(written[0]).toHaveLength(5);
  });

  it('of ever new strangers are at most 51 entries, and none is left out of the count', async () => {
    for (let i = 0; i < 500; i += 1) refusals.note(stranger(`10.${i % 256}.${i >> 8}.0/24`));

    await refusals.write();

    const entries = written[0] ?? [];
    expect(entries).toHaveLength(51);
    expect(entries.at(-1)).toMatchObject({ actor: { kind: 'unknown' }, details: { count: 450 } });
    expect(entries.at(-1)?.address).toBeUndefined();
    expect(entries.reduce((sum, { details }) => sum + Number(details?.['count']), 0)).toBe(500);
  });

  it('that could not be written are counted on', async () => {
    isAway = true;
    refusals.note(stranger('203.0.113.0/24'));
    await refusals.write();
    isAway = false;
    refusals.note(stranger('203.0.113.0/24'));

    await refusals.write();

    expect(written).toMatchObject([[{ details: { count: 2 } }]]);
  });

  it('are written at the stop, and nothing is where there was none', async () => {
    await refusals.write();
    refusals.note(stranger('203.0.113.0/24'));

    await refusals.beforeApplicationShutdown();

    expect(written.flat()).toHaveLength(1);
  });
});
