import { randomUUID } from 'node:crypto';

import { AgentModule } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import {
  type Ask,
  type ExportLine,
  PlatformRepository,
  StoreExporter,
  type StoreScope,
} from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { fillStore } from '../support/privacy/filled-store.js';
import { aStore, openRooms } from '../support/rooms.js';

/** More than two pieces. */
const MANY = 450;

/** Hashes of what is itself in the export, and counts. */
const harmless = [
  'chunk_vectors.input_hash',
  'chunks.content_hash',
  'chunks.token_count',
  'page_copies.body_hash',
  'page_rechecks.content_hash',
  'pages.block_hashes',
  'pages.body_hash',
  'pages.content_hash',
  'pages.stripped_hashes',
  'privacy_requests.name_hashes',
  'usage_entries.input_tokens',
  'usage_entries.output_tokens',
];

let rooms: TestingModule;
let a: StoreScope;
let b: StoreScope;

const ask: Ask = (sql, params = []) => rooms.get(PlatformRepository).rows(sql, params);

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule, AgentModule] });
});
beforeEach(async () => {
  [a, b] = [await aStore(rooms), await aStore(rooms)];
});
afterAll(() => rooms.close());

async function exported(scope: StoreScope): Promise<ExportLine[]> {
  const lines: ExportLine[] = [];
  for await (const line of rooms.get(StoreExporter).export(scope)) lines.push(line);
  return lines;
}

const rowsIn = (lines: readonly ExportLine[], table: string) =>
  lines.flatMap((line) => ('row' in line && line.table === table ? [line.row] : []));

describe('exporting a store', () => {
  it('holds a row of every table, and nothing of a neighbour', async () => {
    const tables = await fillStore(ask, a.storeId, 'said');
    const neighbour = `neighbour${randomUUID()}`;
    await fillStore(ask, b.storeId, neighbour);

    const lines = await exported(a);

    const counts = Object.fromEntries([...tables, 'stores'].map((table) => [table, 1]));
    expect(lines.at(-1)).toEqual({ end: { tables: counts } });
    for (const table of tables) expect([table, rowsIn(lines, table).length]).toEqual([table, 1]);
    expect(JSON.stringify(lines)).not.toContain(neighbour);
    expect(JSON.stringify(lines)).not.toContain(b.storeId);
    expect(rowsIn(lines, 'messages')[0]).toMatchObject({
      content: expect.stringContaining('said'),
    });
  });

  it('holds every row of a table that is read in pieces, each once', async () => {
    await ask(
      `INSERT INTO usage_entries (id, store_id, purpose, model, input_tokens, output_tokens, is_estimated)
       SELECT gen_random_uuid(), $1, 'answer', 'm', n, 0, false FROM generate_series(1, $2::int) n RETURNING id`,
      [a.storeId, MANY],
    );

    const rows = rowsIn(await exported(a), 'usage_entries');

    expect(new Set(rows.map((row) => row['input_tokens']))).toEqual(
      new Set(Array.from({ length: MANY }, (_, i) => i + 1)),
    );
    expect(rows).toHaveLength(MANY);
  });

  it('leaves out every column that opens something', async () => {
    await fillStore(ask, a.storeId, 'said');
    const suspects = await ask<{ name: string }>(
      `SELECT c.relname || '.' || a.attname AS name FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
         AND a.attname ~ 'secret|credential|sealed|hash|token|password'`,
    );
    const lines = await exported(a);
    const shown = lines.flatMap((line) =>
      'row' in line ? Object.keys(line.row).map((column) => `${line.table}.${column}`) : [],
    );

    const open = suspects.map(({ name }) => name).filter((name) => shown.includes(name));

    expect(open.sort()).toEqual(harmless);
  });
});
