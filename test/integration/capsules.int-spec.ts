import { gunzipSync, gzipSync } from 'node:zlib';

import { ConversationService, WebhookSettings } from '@app/agent';
import {
  ApiKeysService,
  ArrivalSweep,
  StoreDirectory,
  StoreHolds,
  type StoreScope,
  StoresService,
} from '@app/tenancy';

import { anotherDatabase } from '../support/placements/another-database.js';
import { aStore, codeOf } from '../support/rooms.js';
import { TrialDeployment } from './trial-capsules.js';

let apart: Awaited<ReturnType<typeof anotherDatabase>>;
/** Where stores come from, with a second database; another with the same secret; a third with another. */
let home: TrialDeployment;
let other: TrialDeployment;
let stranger: TrialDeployment;

beforeAll(async () => {
  apart = await anotherDatabase('apart');
  const { CREDENTIALS_SECRET } = process.env;
  home = await TrialDeployment.open({ PLACEMENT_URLS: apart.placement });
  other = await TrialDeployment.open({ ...apart.env, CREDENTIALS_SECRET, PLACEMENT_URLS: '' });
  stranger = await TrialDeployment.open({ ...apart.env, PLACEMENT_URLS: '' });
}, 240_000);
afterAll(async () => {
  await Promise.all([home, other, stranger].map((one) => one?.close()));
  await apart?.stop();
});
beforeEach(() => [home, other, stranger].forEach(({ spy }) => spy.reset()));

let count = 0;
const aDomain = () => `shop-${Date.now()}-${(count += 1)}.example`;

const never = new AbortController().signal;
const ofStore = (table: string, column = 'store_id') =>
  `SELECT 1 FROM ${table} WHERE ${column} = $1`;

/** As a day after whoever worked at half an import last did, and died. */
const aDayLater = ({ storeId }: StoreScope, place = home) =>
  place.ask(
    'shared',
    storeId,
    `UPDATE stores SET settings = settings || jsonb_build_object(
       'beat_at', now() - interval '20 seconds', 'worked_at', now() - interval '25 hours')
     WHERE id = $1 RETURNING id`,
  );

/** Whether the directory of a deployment finds a store. */
const isThere = (place: TrialDeployment, { storeId }: StoreScope) =>
  place.get(StoreDirectory).exists(storeId);

describe('a capsule', () => {
  it('makes the same store elsewhere, to the last byte, and embeds nothing again', async () => {
    const scope = await home.aFullStore(aDomain());
    const before = await home.rows(scope);
    home.spy.read = [];

    const imported = await other.import(await home.export(scope));

    expect(await other.rows(scope)).toEqual(before);
    expect(before).toMatchObject({ gap_questions: [expect.any(String)] });
    expect(before['chunk_vectors']?.length).toBeGreaterThan(10);
    expect([home.spy.read, other.spy.read]).toEqual([[], []]);
    expect(imported).toMatchObject({
      storeId: scope.storeId,
      placement: 'shared',
      tables: { stores: 1, api_keys: 1, chunks: before['chunks']?.length },
      verified: { samples: { knowledge: expect.any(Number) } },
      dropped: [],
    });
    expect(imported.verified.samples?.['knowledge']).toBeGreaterThan(0);
    expect(await other.found(scope)).toEqual(await home.found(scope));
    expect(await other.get(StoresService).get(scope)).toEqual(
      await home.get(StoresService).get(scope),
    );
    expect(await other.get(WebhookSettings).rotateSecret(scope)).toMatchObject({});
  });

  it('is written again where the store lives, and can be moved on from there', async () => {
    const scope = await home.aFullStore(aDomain());
    const before = await home.rows(scope);
    const packed = await home.export(scope);
    await home.get(StoresService).remove(scope);

    const imported = await home.import(packed, { placement: 'apart' });

    expect(imported).toMatchObject({ placement: 'apart' });
    const { api_keys: keys, ...rows } = await home.rows(scope, 'apart');
    expect({ ...rows, api_keys: before['api_keys'] }).toEqual(before);
    expect(keys).toEqual([]);
    expect(await home.get(ApiKeysService).list(scope)).toHaveLength(1);
    const { id } = await home.get(ConversationService).create(scope, {});
    expect(await home.get(ConversationService).get(scope, id)).toMatchObject({ id });
    const again = await home.export(scope);
    expect(gunzipSync(again).toString()).toContain(id);
    expect(gunzipSync(again).toString()).toContain('"api_keys","rows":1');
  });

  it('is of one moment, whatever is written meanwhile', async () => {
    const scope = await home.aFullStore(aDomain());
    const conversations = home.get(ConversationService);
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        await home.ask(
          'shared',
          scope.storeId,
          `WITH made AS (INSERT INTO conversations (store_id) VALUES ($1) RETURNING store_id, id)
           INSERT INTO messages (store_id, conversation_id, seq, role, content)
           SELECT store_id, id, 1, 'user', 'x' FROM made WHERE store_id = $1`,
        );
      }
    })();
    const packed = await home.export(scope);
    isOver = true;
    await writing;
    await conversations.create(scope, {});

    const { tables, verified } = await other.import(packed);

    // a question and its answer in the first of them, one question in each other
    expect(tables['messages']).toBe((tables['conversations'] ?? 0) + 1);
    expect(verified.rows).toBeGreaterThan(0);
  });

  it('that is broken, of another version, or of a known store leaves nothing behind', async () => {
    const scope = await home.aFullStore(aDomain());
    const packed = await home.export(scope);
    const flipped = Buffer.from(packed);
    flipped[packed.length >> 1] = (flipped[packed.length >> 1] ?? 0) ^ 1;
    const edited = (from: RegExp, to: string) =>
      gzipSync(gunzipSync(packed).toString().replace(from, to));
    const resealed = edited(/"version":1/, '"version":9');

    expect(await codeOf(other.import(packed.subarray(0, packed.length - 20)))).toBe(
      'TENANCY_CAPSULE_BROKEN',
    );
    expect(await codeOf(other.import(flipped))).toBe('TENANCY_CAPSULE_BROKEN');
    expect(await codeOf(other.import(resealed))).toBe('TENANCY_CAPSULE_VERSION');
    expect(await codeOf(home.import(packed))).toBe('TENANCY_STORE_EXISTS');
    expect(await codeOf(home.import(packed, { placement: 'nowhere' }))).toBe(
      'TENANCY_PLACEMENT_UNKNOWN',
    );
    expect(await isThere(other, scope)).toBe(false);
    expect(Object.values(await other.rows(scope)).flat()).toEqual([]);
  });

  it('whose domain is taken is refused, unless another or none is asked for', async () => {
    const domain = aDomain();
    const scope = await home.aFullStore(domain);
    const packed = await home.export(scope);
    await aStore(other.rooms, { domain: domain.toUpperCase() });

    expect(await codeOf(other.import(packed))).toBe('TENANCY_DOMAIN_TAKEN');
    expect(await isThere(other, scope)).toBe(false);
    await other.import(packed, { domain: null });

    expect(await other.get(StoresService).get(scope)).toMatchObject({ domain: null });
  });

  it('whose shop at Shopify is taken is refused until it is free', async () => {
    const shopifyDomain = `shop-${(count += 1)}.myshopify.com`;
    const scope = await home.aFullStore(aDomain());
    await home.get(StoresService).update(scope, { shopifyDomain });
    const packed = await home.export(scope);
    const taker = await aStore(other.rooms, { shopifyDomain });

    expect(await codeOf(other.import(packed))).toBe('TENANCY_SHOPIFY_DOMAIN_TAKEN');
    expect(await isThere(other, scope)).toBe(false);
    await other.get(StoresService).update(taker, { shopifyDomain: null });
    await other.import(packed);

    expect(await other.get(StoresService).get(scope)).toMatchObject({ shopifyDomain });
  });

  it('sealed under another secret is refused, unless what is sealed may go', async () => {
    const scope = await home.aFullStore(aDomain());
    const packed = await home.export(scope);

    expect(await codeOf(stranger.import(packed))).toBe('TENANCY_CAPSULE_SEALED');
    const { dropped } = await stranger.import(packed, { withoutCredentials: true });

    expect(dropped).toEqual([
      { table: 'stores', column: 'credentials', rows: 1 },
      { table: 'agent_settings', column: 'sealed_key', rows: 1 },
      { table: 'webhooks', column: 'secret', rows: 1 },
    ]);
    const rows = await stranger.rows(scope);
    expect(rows['webhooks']).toEqual([]);
    expect(JSON.parse(rows['agent_settings']?.[0] ?? '')).toMatchObject({
      version: 1,
      sealed_key: null,
      key_hint: null,
    });
    const [{ sealed }] = (await stranger.ask<{ sealed: unknown }>(
      'shared',
      scope.storeId,
      'SELECT credentials AS sealed FROM stores WHERE id = $1',
    )) as [{ sealed: unknown }];
    expect(sealed).toBeNull();
  });

  it('of another model is refused, unless that is accepted; then samples are not compared', async () => {
    const scope = await home.aFullStore(aDomain());
    const packed = await home.export(scope);
    other.spy.version = '2';

    expect(await codeOf(other.import(packed))).toBe('TENANCY_CAPSULE_MODEL');
    const { verified } = await other.import(packed, { acceptModel: true });

    expect(verified.samples).toBeNull();
    expect(other.spy.read).toEqual([]);
  });

  it('answers as where it comes from, or is not taken; one that says nothing of answers is', async () => {
    const scope = await home.aFullStore(aDomain());
    const packed = await home.export(scope);
    const edited = (to: string) =>
      gzipSync(
        gunzipSync(packed)
          .toString()
          .replace(/"answers":\[.*?\](?=[,}])/, to),
      );

    const refused = other.import(edited('"answers":["When? | Never."]'));
    await expect(refused).rejects.toMatchObject({
      code: 'TENANCY_CAPSULE_MISMATCH',
      details: { differs: ['samples of answers'] },
    });
    expect(await isThere(other, scope)).toBe(false);
    const { verified } = await other.import(edited('"others":[]'));

    expect(verified.samples).toEqual({ search: 5, knowledge: expect.any(Number) });
    await other.get(StoresService).remove(scope);
    expect((await other.import(packed)).verified.samples).toMatchObject({ answers: 3 });
  });

  it('that is cut off at any step leaves the store absent, and the same again makes it', async () => {
    const scope = await home.aFullStore(aDomain());
    const before = await home.rows(scope);
    const packed = await home.export(scope);
    let tries = 0;
    for (let most = 1; ; most += 2) {
      tries += 1;
      const ended = await codeOf(other.import(packed, {}, abortedAfter(most)));
      if (ended === 'no error') break;
      expect(ended).toMatchObject({ name: 'AbortError' });
      expect(await isThere(other, scope)).toBe(false);
      expect(await other.get(ApiKeysService).list(scope)).toEqual([]);
    }

    expect(tries).toBeGreaterThan(5);
    expect(await other.rows(scope)).toEqual(before);
    expect(await isThere(other, scope)).toBe(true);
  });

  it('takes the place of another that was cut off, also in another database', async () => {
    const scope = await home.aFullStore(aDomain());
    const first = await home.export(scope);
    await home.get(ConversationService).create(scope, {});
    const second = await home.export(scope);
    const before = await home.rows(scope);
    await home.get(StoresService).remove(scope);

    const cutOff = home.import(first, { placement: 'apart' }, abortedAfter(20));
    expect(await codeOf(cutOff)).toMatchObject({ name: 'AbortError' });
    await home.import(second);

    expect(await home.rows(scope)).toEqual(before);
    expect(Object.values(await home.rows(scope, 'apart')).flat()).toEqual([]);
  });

  it('that nobody repeats within a day goes, with all its rows, and can come again', async () => {
    const scope = await home.aFullStore(aDomain());
    const packed = await home.export(scope);
    await home.get(StoresService).remove(scope);
    for (const placement of ['shared', 'apart']) {
      await codeOf(home.import(packed, { placement }, abortedAfter(20)));
      expect(await home.rowCount(scope, placement)).toBeGreaterThan(10);
      await aDayLater(scope);

      expect(await home.get(ArrivalSweep).removeLeft(never)).toBe(1);

      expect(await home.rowCount(scope, placement)).toBe(0);
      expect(await home.ask('shared', scope.storeId, ofStore('stores', 'id'))).toEqual([]);
      expect(await home.ask(placement, scope.storeId, ofStore('store_holds'))).toEqual([]);
    }
    expect(await home.audited(scope, 'import.expire')).toEqual([
      { outcome: 'done', details: { placement: 'shared' } },
      { outcome: 'done', details: { placement: 'apart' } },
    ]);
    await home.import(packed);
    expect(await isThere(home, scope)).toBe(true);
  });

  it('that was cut off today, or is there, stays as it is', async () => {
    const [half, whole] = [await home.aFullStore(aDomain()), await home.aFullStore(aDomain())];
    const before = await home.rows(half);
    const packed = await home.export(half);
    await codeOf(other.import(packed, {}, abortedAfter(20)));
    await other.import(await home.export(whole));

    expect(await other.get(ArrivalSweep).removeLeft(never)).toBe(0);
    await other.import(packed);

    expect(await other.rows(half)).toEqual(before);
    expect(await isThere(other, whole)).toBe(true);
  });

  it('whose removal was cut off, too, is removed by the next process', async () => {
    const scope = await home.aFullStore(aDomain());
    const packed = await home.export(scope);
    await codeOf(other.import(packed, {}, abortedAfter(20)));
    await aDayLater(scope, other);
    const dead = jest
      .spyOn(other.get(StoreHolds), 'release')
      .mockRejectedValueOnce(new Error('The process is dead.'));

    expect(await other.get(ArrivalSweep).removeLeft(never)).toBe(0);
    dead.mockRestore();
    expect(await other.get(ArrivalSweep).removeLeft(never)).toBe(0);
    await aDayLater(scope, other);

    expect(await other.get(ArrivalSweep).removeLeft(never)).toBe(1);
    expect(await other.rowCount(scope, 'shared')).toBe(0);
  });

  it('is refused while somebody else imports it', async () => {
    const scope = await home.aFullStore(aDomain());
    const packed = await home.export(scope);

    const both = await Promise.all([other.import(packed), other.import(packed)].map(codeOf));

    expect(both.sort()).toEqual([
      expect.stringMatching(/TENANCY_CAPSULE_BUSY|TENANCY_STORE_EXISTS/),
      'no error',
    ]);
  });

  it('ends where nobody wants it any more', async () => {
    const scope = await home.aFullStore(aDomain());

    expect(await codeOf(home.export(scope, AbortSignal.abort()))).toMatchObject({
      name: 'AbortError',
    });
  });

  it('tells of every column with bytes whether it is sealed', async () => {
    const scope = await aStore(home.rooms);
    const columns = await home.ask<{ name: string }>(
      'shared',
      scope.storeId,
      `SELECT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c
       JOIN information_schema.columns s ON s.table_name = c.table_name AND s.column_name = 'store_id'
       WHERE c.data_type = 'bytea' AND c.table_schema = 'public' AND $1::uuid IS NOT NULL ORDER BY 1`,
    );

    expect(columns.map(({ name }) => name)).toEqual([
      'agent_settings.sealed_key',
      'api_keys.key_hash',
      'chunk_sketches.sketch',
      'file_bytes.bytes',
      'order_endpoints.secrets',
      'privacy_requests.sealed_names',
      'webhooks.secret',
    ]);
  });
});

/** Aborted when it has been looked at so many times. */
function abortedAfter(most: number): AbortSignal {
  const control = new AbortController();
  let looks = 0;
  const { signal } = control;
  const look = signal.throwIfAborted.bind(signal);
  signal.throwIfAborted = () => {
    looks += 1;
    if (looks >= most) control.abort();
    look();
  };
  return signal;
}
