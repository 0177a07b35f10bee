import { AgentSettingsService, ConversationService, WebhookSettings } from '@app/agent';
import {
  CheckQuestionService,
  FileService,
  KnowledgeSearch,
  ReleaseService,
  SnippetService,
  SourceService,
  StatusService,
} from '@app/knowledge';
import {
  ApiKeysService,
  KeyDirectory,
  PlatformRepository,
  StoreConnections,
  StoresService,
} from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import pg from 'pg';
import { DataSource } from 'typeorm';

import { SoakedRows } from './soaked-rows.js';
import type { SoakedStore } from './soaked-stores.js';

/** Resolves to all that the database gave, whatever its shape. */
export type Work = (store: SoakedStore) => Promise<unknown>;

const limit = 20;

/** What stores do all day, and statements without a filter between it. */
export function soundWork(rooms: TestingModule): readonly Work[] {
  const of = <T>(service: new (...args: never[]) => T): T => rooms.get(service, { strict: false });
  const rows = new SoakedRows(of(StoreConnections));
  const conversations = of(ConversationService);
  const left = `SELECT current_setting('app.store_id', true) AS store`;
  return [
    ({ scope }) => rows.all(scope, false),
    ({ scope }) => rows.all(scope, true),
    ({ scope }) => rows.allWithin(scope),
    ({ scope, conversationId, mark }) => rows.together(scope, conversationId, mark),
    ({ scope, conversationId }) => rows.update(scope, { id: conversationId }, { metadata: {} }),
    ({ scope }) => conversations.list(scope, { limit }),
    ({ scope, conversationId }) => conversations.get(scope, conversationId),
    async ({ scope, mark }) => {
      const made = await conversations.create(scope, { shopperId: mark });
      await conversations.remove(scope, made.id);
      return made;
    },
    ({ scope }) => of(SnippetService).list(scope, { limit }),
    ({ scope, snippetId }) => of(SnippetService).get(scope, snippetId),
    ({ scope }) => of(FileService).list(scope, { limit }),
    async ({ scope, fileId }) => textOf(await of(FileService).findBytes(scope, fileId)),
    ({ scope }) => of(SourceService).list(scope, { limit }),
    ({ scope }) => of(CheckQuestionService).list(scope, { limit }),
    ({ scope }) => of(ReleaseService).list(scope, { limit }),
    ({ scope }) => of(StatusService).status(scope),
    ({ scope }) => of(StatusService).listPages(scope, { limit }),
    ({ scope }) => of(KnowledgeSearch).search(scope, 'When does a pillow go back?'),
    ({ scope }) => of(KnowledgeSearch).search(scope, 'a pillwo of kind 2', { limit: 3 }),
    ({ scope }) => of(AgentSettingsService).current(scope),
    ({ scope }) => of(WebhookSettings).get(scope),
    ({ scope }) => of(StoresService).get(scope),
    ({ scope }) => of(ApiKeysService).list(scope),
    ({ key }) => of(KeyDirectory).find(key),
    ({ scope }) =>
      of(PlatformRepository).rows('SELECT * FROM stores WHERE id = $1', [scope.storeId]),
    () => of(StoreConnections).withoutStore((tx) => tx.query('SELECT * FROM conversations')),
    () => of(DataSource).query(left),
  ];
}

/** Work that ends badly; each rejects. */
export function brokenWork(rooms: TestingModule): readonly Work[] {
  const of = <T>(service: new (...args: never[]) => T): T => rooms.get(service, { strict: false });
  const rows = new SoakedRows(of(StoreConnections));
  const search = of(KnowledgeSearch);
  return [
    ({ scope }) => rows.broken(scope, 'thrown'),
    ({ scope }) => rows.broken(scope, 'refused'),
    ({ scope }) => rows.broken(scope, 'cut'),
    ({ scope }) => rows.refusedAlone(scope),
    ({ scope, conversationId }) => rows.insert(scope, { id: conversationId }),
    ({ scope }) => search.search(scope, 'a pillow', { signal: AbortSignal.abort() }),
    ...(process.env['DATABASE_URL'] ? [cancelled(of(StoreConnections))] : []),
  ];
}

/** By another session, which the embedded database does not have; it belongs to no pool, where it would wait its turn. */
const cancelled =
  (connections: StoreConnections): Work =>
  ({ scope }) =>
    connections.run(scope, async (manager) => {
      const [{ pid }] = (await manager.query('SELECT pg_backend_pid() AS pid')) as [
        { pid: number },
      ];
      const asleep = manager.query('SELECT pg_sleep(20)');
      // one that came late would meet whoever has the connection next
      await Promise.allSettled([asleep, cancel(pid)]);
      await asleep;
    });

async function cancel(pid: number): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  await client.connect();
  try {
    await client.query('SELECT pg_sleep(0.05), pg_cancel_backend($1)', [pid]);
  } finally {
    await client.end();
  }
}

const textOf = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString();
