import {
  type Ingest,
  IngestService,
  KnowledgeClearer,
  PageIndexer,
  ReleasePublisher,
  SiteCrawler,
} from '@app/knowledge';
import {
  ApiKeysService,
  AppError,
  AuditLog,
  StoreDirectory,
  type StoreScope,
  StoresService,
} from '@app/tenancy';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { asStore } from './as-store.js';
import { serveDemoSite } from './demo-site.js';
import { RoomsModule } from './rooms.module.js';

/** The same at every seed, so that commands can be kept. */
const demoStoreId = '5eed0000-0000-4000-8000-000000000001';
const keyName = 'seed';

/**
 * `npm run seed`: the store "demo" under a fixed id, with a new key, and a small site that was crawled without a network
 * and without a worker. Safe to repeat: what the store knew and the key of the seed before are replaced.
 */
async function main([host = '']: string[]): Promise<void> {
  const rooms = await NestFactory.createApplicationContext(RoomsModule, {
    logger: ['error', 'warn'],
  });
  const site = await serveDemoSite(host);
  try {
    const scope = await openDemo(rooms);
    const { status, errorDetail } = await ingest(rooms, scope, `http://${host}/`);
    if (status !== 'live') throw new Error(errorDetail ?? `the ingest ended as ${status}`);
    const key = await newKey(rooms, scope);
    process.stdout.write(
      `Store "demo" ${scope.storeId} knows the pages of its site.\nStore key ${key}\n`,
    );
  } finally {
    site.close();
    await rooms.close();
  }
}

async function openDemo(rooms: INestApplicationContext): Promise<StoreScope> {
  try {
    await rooms.get(StoresService).create({ id: demoStoreId, name: 'demo' });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'TENANCY_STORE_EXISTS') throw error;
  }
  return asStore(rooms.get(StoreDirectory), demoStoreId);
}

/** Takes the steps that the worker would be nudged to, one after the other. */
async function ingest(
  rooms: INestApplicationContext,
  scope: StoreScope,
  url: string,
): Promise<Ingest> {
  const { signal } = new AbortController();
  const ingests = rooms.get(IngestService);
  await rooms.get(KnowledgeClearer).clear(scope);
  const { id } = await ingests.start(scope, { url });
  for (;;) {
    const current = await ingests.get(scope, id);
    const step = { ingestId: id, slice: current.slice };
    if (current.status === 'queued' || current.status === 'crawling') {
      await rooms.get(SiteCrawler).crawlSlice(scope, step, signal);
    } else if (current.status === 'indexing') {
      await rooms.get(PageIndexer).indexSlice(scope, step, signal);
    } else if (current.status === 'publishing') {
      await rooms.get(ReleasePublisher).publish(scope, step);
    } else return current;
  }
}

async function newKey(rooms: INestApplicationContext, scope: StoreScope): Promise<string> {
  const [keys, audit] = [rooms.get(ApiKeysService), rooms.get(AuditLog)];
  const about = { actor: { kind: 'system' }, aboutStoreId: scope.storeId } as const;
  for (const { id, name } of await keys.list(scope)) {
    if (name !== keyName) continue;
    const entry = await audit.begin({ action: 'key.revoke', ...about, subjectId: id });
    await keys.revoke(scope, id);
    await audit.end(entry, { outcome: 'done' });
  }
  const entry = await audit.begin({ action: 'key.create', ...about });
  const { key, apiKey } = await keys.create(scope, { kind: 'store', name: keyName });
  await audit.end(entry, { outcome: 'done' }, { subjectId: apiKey.id });
  return key;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`Seeding failed: ${error instanceof Error ? error.message : 'unknown'}\n`);
  process.exitCode = 1;
});
