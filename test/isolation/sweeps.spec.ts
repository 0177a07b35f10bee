import { randomUUID } from 'node:crypto';

import { AgentModule, GapSweep, WebhookSweep } from '@app/agent';
import { CrawlSweep, IngestSweep, KnowledgeModule, PurgeSweep } from '@app/knowledge';
import { PlatformRepository, StoreQueue, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { aStore, openRooms } from '../support/rooms.js';
import { insertAnyRow } from './any-row.js';

/** A job that a sweep would have added. */
interface Nudge {
  storeId: string;
  data: Record<string, string>;
}

/** Far enough back to be due, late or forgotten, whatever each sweep takes for that. */
const longAgo = new Date(Date.now() - 3_600_000);

let rooms: TestingModule;
let stores: StoreScope[];
const nudges: Nudge[] = [];

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule, AgentModule] });
  stores = [await aStore(rooms), await aStore(rooms), await aStore(rooms)];
  for (const { storeId } of stores) await leaveWork(storeId);
  Object.assign(rooms.get(StoreQueue), {
    addFor: async (storeId: string, _: object, data: Nudge['data']) => {
      nudges.push({ storeId, data });
    },
  });
});
afterAll(async () => {
  // else other suites' workers would take it up
  for (const { storeId } of stores)
    await query('DELETE FROM gap_questions WHERE store_id = $1', [storeId]);
  for (const { storeId } of stores)
    await query('UPDATE stores SET is_active = false WHERE id = $1 RETURNING id', [storeId]);
  await rooms.close();
});
beforeEach(() => void nudges.splice(0));

const query = (sql: string, params: unknown[]) => rooms.get(PlatformRepository).rows(sql, params);

/** What each of the sweeps would take up. */
async function leaveWork(storeId: string): Promise<void> {
  const [source, ingest, purged, gap, conversation, message, question] = Array.from(
    { length: 7 },
    randomUUID,
  );
  const row = (table: string, given: Record<string, unknown>) =>
    insertAnyRow(query, table, storeId, given);
  await row('sources', { id: source, kind: 'website', every_hours: 24, next_crawl_at: longAgo });
  await row('ingests', {
    id: ingest,
    source_id: source,
    kind: 'crawl',
    status: 'indexing',
    heartbeat_at: longAgo,
    release_number: 3,
  });
  await row('ingests', {
    id: purged,
    source_id: source,
    kind: 'crawl',
    status: 'live',
    release_number: 2,
    finished_at: longAgo,
  });
  await row('releases', { number: 1, status: 'retired', builds_on: 0, updated_at: longAgo });
  await row('releases', { number: 2, status: 'live' });
  await row('webhooks', {});
  await row('webhook_deliveries', { status: 'pending', next_attempt_at: longAgo });
  await row('conversations', { id: conversation });
  await row('messages', { id: question, conversation_id: conversation, seq: 1, role: 'user' });
  await row('messages', {
    id: message,
    conversation_id: conversation,
    seq: 2,
    role: 'assistant',
    outcome: 'abstained',
  });
  await row('gaps', { id: gap, awaited_release: 1 });
  await row('gap_questions', { message_id: message, question_id: question, gap_id: gap });
  await query('UPDATE stores SET live_release = 2 WHERE id = $1 RETURNING id', [storeId]);
}

/** Whose the row is that a job names. */
async function ownerOf({ data }: Nudge, table: string): Promise<unknown> {
  const id = Object.entries(data).find(([name]) => name.endsWith('Id'))?.[1];
  const [row] = await query(`SELECT store_id FROM ${table} WHERE id = $1`, [id]);
  return row?.['store_id'];
}

describe('a sweep over all stores', () => {
  it.each([
    ['ingests', 'that stood still', () => rooms.get(IngestSweep).nudgeStale()],
    ['sources', 'that are due', () => rooms.get(CrawlSweep).nudgeDue()],
    ['ingests', 'whose purge was left', () => rooms.get(PurgeSweep).nudgeLeft()],
    ['webhook_deliveries', 'that are late', () => rooms.get(WebhookSweep).nudgeLate()],
    ['gaps', 'whose release is live', () => rooms.get(GapSweep).nudgeAwaited()],
  ])('gives each store the jobs of its own %s %s', async (table, _, sweep) => {
    await sweep();

    const owners = await Promise.all(nudges.map((nudge) => ownerOf(nudge, table)));
    expect(nudges.map(({ storeId }) => storeId)).toEqual(owners);
    expect(owners).toEqual(expect.arrayContaining(stores.map(({ storeId }) => storeId)));
  });

  it('gives each store that has new questions a job of its own', async () => {
    for (const { storeId } of stores)
      await query('UPDATE gap_questions SET gap_id = NULL WHERE store_id = $1 RETURNING id', [
        storeId,
      ]);

    await rooms.get(GapSweep).nudgeNew();

    const nudged = nudges.map(({ storeId }) => storeId);
    expect(nudged).toEqual(expect.arrayContaining(stores.map(({ storeId }) => storeId)));
    expect(new Set(nudged).size).toBe(nudged.length);
  });
});
