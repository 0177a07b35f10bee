import { randomUUID } from 'node:crypto';

import {
  ApiKeysService,
  AuditChain,
  AuditDirectory,
  type AuditFacts,
  AuditLog,
  AuditSweep,
  PlatformRepository,
  StoresService,
} from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import type pg from 'pg';

import { aStore, codeOf, openRooms } from '../support/rooms.js';
import { ownerClient } from '../support/sql-witness/owner-client.js';

let rooms: TestingModule;
let owner: pg.Client;
let log: AuditLog;
let directory: AuditDirectory;

beforeAll(async () => {
  rooms = await openRooms();
  owner = await ownerClient();
  log = rooms.get(AuditLog);
  directory = rooms.get(AuditDirectory);
});
afterAll(async () => {
  await owner.end();
  await rooms.close();
});

const about = (aboutStoreId: string): AuditFacts => ({
  action: 'key.create',
  actor: { kind: 'admin' },
  aboutStoreId,
  address: '203.0.113.0/24',
  details: { operation: 'createKey' },
});
const listOf = (aboutStoreId: string, limit = 100) => directory.list({ aboutStoreId }, { limit });

/** Work of the owner that leaves nothing behind, so that no other suite sees it. */
async function undone<T>(work: () => Promise<T>): Promise<T> {
  await owner.query('BEGIN');
  try {
    return await work();
  } finally {
    await owner.query('ROLLBACK');
  }
}
const asOwner = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query(sql, values)).rows as T[];
/** The chain as the owner's transaction sees it. */
const chainOfOwner = () => new AuditChain({ rows: asOwner } as unknown as PlatformRepository);
const unguarded = () => asOwner('ALTER TABLE audit_entries DISABLE TRIGGER USER');

describe('an entry of the audit', () => {
  it('is begun before and ended after what it is about, and counts as one', async () => {
    const storeId = randomUUID();

    const begun = await log.begin(about(storeId));
    expect((await listOf(storeId)).items).toMatchObject([{ id: begun.id, outcome: 'begun' }]);
    await log.end(
      begun,
      { outcome: 'refused', code: 'TENANCY_LIMIT_REACHED' },
      {
        subjectId: 'k1',
        details: { fields: ['kind'] },
      },
    );

    const { items } = await listOf(storeId);
    expect(items).toMatchObject([
      {
        action: 'key.create',
        actorKind: 'admin',
        actorKeyId: null,
        subjectId: 'k1',
        outcome: 'refused',
        code: 'TENANCY_LIMIT_REACHED',
        address: '203.0.113.0/24',
        details: { operation: 'createKey', fields: ['kind'] },
      },
    ]);
    await expect(log.end(begun, { outcome: 'done' })).rejects.toThrow(/audit_entries_ends_key/);
  });

  it('stays when its store is erased', async () => {
    const scope = await aStore(rooms);
    await log.record([{ ...about(scope.storeId), outcome: 'done' }]);

    await rooms.get(StoresService).remove(scope);

    expect((await listOf(scope.storeId)).items).toHaveLength(1);
  });

  it('has the moment and the number that the database gives it, whatever its writer says', async () => {
    const id = randomUUID();
    await rooms.get(PlatformRepository).rows(
      `INSERT INTO audit_entries (sequence, id, at, action, actor_kind, outcome, previous, hash)
       VALUES (1, $1, '2020-01-01', 'other', 'system', 'done', '', '')`,
      [id],
    );

    const [row] = await asOwner<{ sequence: string; at: Date; is_linked: boolean }>(
      `SELECT e.sequence, e.at, e.hash = audit_hash(e) AND e.previous = p.hash AS is_linked
       FROM audit_entries e JOIN audit_entries p ON p.sequence = e.sequence - 1 WHERE e.id = $1`,
      [id],
    );
    expect(Number(row?.sequence)).toBeGreaterThan(1);
    expect(row?.at.getFullYear()).toBeGreaterThan(2020);
    expect(row?.is_linked).toBe(true);
  });

  it.each(['storehand_runtime', 'storehand_platform'])('is never changed by %s', async (role) => {
    for (const change of [
      `UPDATE audit_entries SET outcome = 'done'`,
      'DELETE FROM audit_entries',
      'TRUNCATE audit_entries',
      `DROP TABLE audit_entries`,
      'ALTER TABLE audit_entries DISABLE TRIGGER USER',
      `CREATE OR REPLACE FUNCTION audit_hash(e audit_entries) RETURNS bytea LANGUAGE sql AS $$ SELECT ''::bytea $$`,
    ]) {
      const asRole = undone(async () => {
        await asOwner(`SET LOCAL ROLE ${role}`);
        await asOwner(`SET LOCAL storehand.audit_expires = 'yes'`);
        await asOwner(change);
      });

      await expect(asRole).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('is neither read nor written by the role of stores', async () => {
    for (const look of [
      'SELECT FROM audit_entries',
      `INSERT INTO audit_entries (action, actor_kind, outcome) VALUES ('other', 'system', 'done')`,
      'SELECT audit_expire(30, 1)',
    ]) {
      const asRuntime = undone(async () => {
        await asOwner('SET LOCAL ROLE storehand_runtime');
        await asOwner(look);
      });

      await expect(asRuntime).rejects.toMatchObject({ code: '42501' });
    }
  });

  it.each([
    `UPDATE audit_entries SET outcome = 'done'`,
    'DELETE FROM audit_entries',
    'TRUNCATE audit_entries',
    `WITH s AS MATERIALIZED (SELECT set_config('storehand.audit_expires', 'yes', true))
     DELETE FROM audit_entries USING s`,
  ])('is not changed by its owner either, as long as triggers stand: %s', async (change) => {
    await log.record([{ ...about(randomUUID()), outcome: 'done' }]);

    await expect(undone(() => asOwner(change))).rejects.toMatchObject({ code: '23001' });
  });
});

describe('a list of entries', () => {
  it('goes on where it ended, newest first, and finds what it is asked for', async () => {
    const storeId = randomUUID();
    const keyId = randomUUID();
    const facts = about(storeId);
    await log.record([
      { ...facts, outcome: 'done' },
      { ...facts, action: 'key.revoke', outcome: 'failed', code: 'INTERNAL_ERROR' },
      { ...facts, actor: { kind: 'store', keyId }, action: 'job.drop', outcome: 'done' },
    ]);

    const first = await listOf(storeId, 2);
    const second = await directory.list(
      { aboutStoreId: storeId },
      { limit: 2, cursor: String(first.nextCursor) },
    );

    expect(first.items.map(({ action }) => action)).toEqual(['job.drop', 'key.revoke']);
    expect([second.items.map(({ action }) => action), second.nextCursor]).toEqual([
      ['key.create'],
      null,
    ]);
    const found = async (filter: object) =>
      (await directory.list({ aboutStoreId: storeId, ...filter }, { limit: 9 })).items.map(
        ({ action }) => action,
      );
    const today = new Date().toISOString().slice(0, 10);
    expect(await found({ action: 'key.revoke' })).toEqual(['key.revoke']);
    expect(await found({ actor: 'store' })).toEqual(['job.drop']);
    expect(await found({ actorKeyId: keyId })).toEqual(['job.drop']);
    expect(await found({ outcome: 'failed' })).toEqual(['key.revoke']);
    expect(await found({ outcome: 'begun' })).toEqual([]);
    expect(await found({ from: today, to: today })).toHaveLength(3);
    expect(await found({ to: '2026-01-01' })).toEqual([]);
    expect(await codeOf(directory.list({}, { limit: 1, cursor: 'x' }))).toBe(
      'TENANCY_CURSOR_MALFORMED',
    );
  });
});

describe('the chain of entries', () => {
  it('has no gap and no fork when many write at once, each on connections of its own', async () => {
    const others = await Promise.all([openRooms(), openRooms()]);
    const storeId = randomUUID();
    const writers = [rooms, ...others].map((one) => one.get(AuditLog));
    try {
      await Promise.all(
        Array.from({ length: 60 }, (_, i) =>
          (writers[i % 3] as AuditLog).record([
            { ...about(storeId), outcome: 'done' },
            { ...about(storeId), outcome: 'done' },
          ]),
        ),
      );
    } finally {
      for (const one of others) await one.close();
    }

    expect((await listOf(storeId, 200)).items).toHaveLength(120);
    expect(await rooms.get(AuditChain).verify()).toMatchObject({ fault: null });
  });

  it.each([
    ['changed', `UPDATE audit_entries SET outcome = 'done' WHERE id = $1`],
    ['changed', `UPDATE audit_entries SET at = at - interval '1 day' WHERE id = $1`],
    ['changed', `UPDATE audit_entries SET details = '{}' WHERE id = $1`],
    ['unlinked', 'DELETE FROM audit_entries WHERE id = $1'],
    [
      'unlinked',
      `UPDATE audit_entries e SET outcome = 'done', hash = audit_hash((e.sequence, e.id, e.at, e.ends,
         e.action, e.actor_kind, e.actor_key_id, e.about_store_id, e.subject_id, 'done', e.code,
         e.correlation_id, e.address, e.details, e.previous, e.hash)::audit_entries) WHERE id = $1`,
    ],
  ])('is seen to be %s after its owner did: %s', async (what, change) => {
    const begun = await log.begin(about(randomUUID()));
    await log.end(begun, { outcome: 'done' });

    const fault = await undone(async () => {
      await unguarded();
      await asOwner(change, [begun.id]);
      return (await chainOfOwner().verify()).fault;
    });

    expect(fault?.what).toBe(what);
    expect((await rooms.get(AuditChain).verify()).fault).toBeNull();
  });

  it('is seen to be made anew, or cut off, by a head that was kept elsewhere', async () => {
    await log.record([{ ...about(randomUUID()), outcome: 'done' }]);

    const [known, anew, cut] = await undone(async () => {
      const before = (await chainOfOwner().verify()).head ?? undefined;
      await unguarded();
      await asOwner('DELETE FROM audit_entries WHERE sequence = $1', [before?.sequence]);
      const cutOff = await chainOfOwner().verify(before);
      await asOwner('ALTER TABLE audit_entries ENABLE TRIGGER USER');
      await asOwner(
        `INSERT INTO audit_entries (action, actor_kind, outcome) VALUES ('other', 'system', 'done')`,
      );
      return [before, await chainOfOwner().verify(before), cutOff];
    });

    expect(cut.fault).toEqual({ sequence: known?.sequence, what: 'head' });
    expect(anew.fault).toEqual({ sequence: known?.sequence, what: 'head' });
    expect((await rooms.get(AuditChain).verify(known)).fault).toBeNull();
  });
});

describe('retention', () => {
  const age = (days: number, upTo: number) =>
    asOwner(`UPDATE audit_entries SET at = at - make_interval(days => $1) WHERE sequence <= $2`, [
      days,
      upTo,
    ]);
  /** The entries up to there were written so many days before, their chain as it would have been. */
  async function written(days: number, upTo: number): Promise<void> {
    await unguarded();
    await age(days, upTo);
    await asOwner(`DO $$ DECLARE e audit_entries; last bytea := NULL; BEGIN
      FOR e IN SELECT * FROM audit_entries ORDER BY sequence LOOP
        e.previous := coalesce(last, e.previous);
        last := audit_hash(e);
        UPDATE audit_entries SET previous = e.previous, hash = last WHERE sequence = e.sequence;
      END LOOP; END $$`);
    await asOwner('ALTER TABLE audit_entries ENABLE TRIGGER USER');
  }
  const sweepOfOwner = (days: number) =>
    new AuditSweep({ days, addresses: 'network' }, {
      rows: asOwner,
    } as unknown as PlatformRepository);

  it('removes what is too old, from the oldest on, and says up to where', async () => {
    const ids = Array.from({ length: 4 }, () => randomUUID());
    for (const id of ids) await log.record([{ ...about(id), outcome: 'done' }]);

    const [removed, again, chain, kept] = await undone(async () => {
      const [last] = await asOwner<{ sequence: string }>(
        'SELECT sequence FROM audit_entries WHERE about_store_id = $1',
        [ids[2]],
      );
      await written(41, Number(last?.sequence));
      await asOwner('SET LOCAL ROLE storehand_platform');
      const sweep = sweepOfOwner(40);
      return [
        await sweep.removeOld(),
        await sweep.removeOld(),
        await chainOfOwner().verify(),
        await asOwner<{ id: string }>(
          'SELECT about_store_id AS id FROM audit_entries WHERE about_store_id = ANY($1)',
          [ids],
        ),
      ];
    });

    expect(removed).toBeGreaterThan(2);
    expect(again).toBe(0);
    expect(kept.map(({ id }) => id)).toEqual([ids[3]]);
    expect(chain.fault).toBeNull();
  });

  it('leaves a fault where somebody removed more than it said', async () => {
    const ids = Array.from({ length: 4 }, () => randomUUID());
    for (const id of ids) await log.record([{ ...about(id), outcome: 'done' }]);

    const fault = await undone(async () => {
      const [last] = await asOwner<{ sequence: string }>(
        'SELECT sequence FROM audit_entries WHERE about_store_id = $1',
        [ids[1]],
      );
      await written(41, Number(last?.sequence));
      await sweepOfOwner(40).removeOld();
      await unguarded();
      await asOwner('DELETE FROM audit_entries WHERE about_store_id = $1', [ids[2]]);
      return (await chainOfOwner().verify()).fault;
    });

    expect(fault?.what).toBe('unlinked');
  });

  it('never removes what is younger than 30 days, whoever asks', async () => {
    await log.record([{ ...about(randomUUID()), outcome: 'done' }]);

    await expect(undone(() => asOwner('SELECT audit_expire(29, 100)'))).rejects.toMatchObject({
      code: '23001',
    });
    expect(await undone(() => asOwner('SELECT audit_expire(30, 100) AS removed'))).toEqual([
      { removed: 0 },
    ]);
  });
});

describe('a key that expired', () => {
  it('has one entry for each end that it came to, whoever looks how often', async () => {
    const scope = await aStore(rooms);
    const keys = rooms.get(ApiKeysService);
    const expiresAt = new Date(Date.now() - 1_000);
    const { apiKey } = await keys.create(scope, { kind: 'store', expiresAt });
    await keys.create(scope, { kind: 'store', expiresAt: new Date(Date.now() + 60_000) });
    await keys.create(scope, { kind: 'store' });
    const sweep = rooms.get(AuditSweep);

    await Promise.all([sweep.noteExpired(), sweep.noteExpired()]);
    await sweep.noteExpired();
    expect((await listOf(scope.storeId)).items).toMatchObject([
      {
        action: 'key.expire',
        actorKind: 'system',
        subjectId: apiKey.id,
        details: { kind: 'store' },
      },
    ]);

    await keys.update(scope, apiKey.id, { expiresAt: new Date(Date.now() - 500) });
    await sweep.noteExpired();
    expect((await listOf(scope.storeId)).items).toHaveLength(2);
  });
});
