import { Readable } from 'node:stream';

import {
  AgentModule,
  AgentSettingsService,
  ConversationService,
  NO_SETTINGS,
  WebhookSettings,
} from '@app/agent';
import {
  EMBEDDING_MODEL,
  type EmbeddingModel,
  KnowledgeModule,
  KnowledgeSearch,
} from '@app/knowledge';
import {
  ApiKeysService,
  type AuditAction,
  AuditDirectory,
  CapsuleExportService,
  CapsuleImportService,
  Databases,
  type ImportWishes,
  StoreSamples,
  type StoreScope,
} from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../support/indexed-pages.js';
import { rowsIn } from '../support/placements/rows-in.js';
import { aStore, openRooms } from '../support/rooms.js';
import { page, SpiedModel } from './trial-knowledge.js';

const mostBytes = 1024 ** 3;

/** A deployment as its environment says, which gives capsules and takes them. */
export class TrialDeployment {
  readonly spy = new SpiedModel();

  private constructor(readonly rooms: TestingModule) {
    this.spy.replace(rooms.get<EmbeddingModel>(EMBEDDING_MODEL, { strict: false }));
    const search = this.get(KnowledgeSearch);
    this.get(StoreSamples).register('knowledge', async (scope) => {
      const { results } = await search.search(scope, 'goose down returns');
      return results.map(({ chunkId, score }) => `${chunkId} ${score}`);
    });
  }

  static async open(env: NodeJS.ProcessEnv = {}): Promise<TrialDeployment> {
    const before = { ...process.env };
    Object.assign(process.env, env);
    try {
      return new TrialDeployment(await openRooms({ imports: [KnowledgeModule, AgentModule] }));
    } finally {
      for (const name of Object.keys(env)) delete process.env[name];
      Object.assign(process.env, before);
    }
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.rooms.get(type as new (...args: never[]) => T, { strict: false });
  }

  /** Something in the tables of every room, what is sealed and what a trigger writes among it. */
  async aFullStore(domain: string): Promise<StoreScope> {
    const scope = await aStore(this.rooms, { domain, apiCredentials: { token: 'shpat_x' } });
    const pages = Array.from({ length: 12 }, (_, i) => page(`/p${i}`, `Goose down, returns ${i}.`));
    await new IndexedPages(this.rooms).ingest(scope, pages);
    await this.get(ApiKeysService).create(scope, { kind: 'store', name: 'backend' });
    await this.get(WebhookSettings).put(scope, 'https://hooks.a-pillow-shop.com/told');
    const own = { use: 'own', baseUrl: 'https://models.a-pillow-shop.com/v1', name: 'm' } as const;
    const settings = { ...NO_SETTINGS, model: { ...own, temperature: null } };
    await this.get(AgentSettingsService).replace(scope, {
      settings,
      apiKey: 'sk-a-secret-of-the-store',
      note: null,
    });
    const { id } = await this.get(ConversationService).create(scope, {});
    await this.anUnansweredQuestion(scope, id);
    return scope;
  }

  private async anUnansweredQuestion({ storeId }: StoreScope, conversationId: string) {
    await this.ask(
      'shared',
      storeId,
      `INSERT INTO messages (store_id, conversation_id, seq, role, content, outcome, usage) VALUES
         ($1, $2, 1, 'user', 'Do you sell zeppelins?', NULL, NULL),
         ($1, $2, 2, 'assistant', 'I do not know.', 'abstained', '{"evidence": 12345678901234567890.50}')`,
      [conversationId],
    );
  }

  async export(scope: StoreScope, signal?: AbortSignal): Promise<Buffer> {
    const { bytes } = await this.get(CapsuleExportService).export(scope, signal);
    return Buffer.concat((await bytes.toArray()) as Buffer[]);
  }

  import(packed: Buffer, wishes: ImportWishes = {}, signal?: AbortSignal) {
    const bytes = Readable.from([packed]);
    return this.get(CapsuleImportService).import(bytes, wishes, { mostBytes, signal });
  }

  async found(scope: StoreScope) {
    const { release, results } = await this.get(KnowledgeSearch).search(scope, 'goose down');
    return { release, results };
  }

  /** Every row of every table as the database writes it, vectors as they are kept. */
  async rows({ storeId }: StoreScope, placement = 'shared'): Promise<Record<string, string[]>> {
    return rowsIn(await this.get(Databases).get(placement), storeId);
  }

  async rowCount(scope: StoreScope, placement: string): Promise<number> {
    return Object.values(await this.rows(scope, placement)).flat().length;
  }

  /** How entries of the audit about a store ended, the oldest first. */
  async audited({ storeId }: StoreScope, action: AuditAction) {
    const { items } = await this.get(AuditDirectory).list(
      { action, aboutStoreId: storeId },
      { limit: 10 },
    );
    return items.map(({ outcome, details }) => ({ outcome, details })).reverse();
  }

  async ask<T>(
    placement: string,
    storeId: string,
    sql: string,
    params: unknown[] = [],
  ): Promise<T[]> {
    const { source } = await this.get(Databases).get(placement);
    return source.transaction(async (manager) => {
      await manager.query(`SELECT set_config('role', 'storehand_runtime', true)`);
      await manager.query(`SELECT set_config('app.store_id', $1, true)`, [storeId]);
      return (await manager.query(sql, [storeId, ...params])) as T[];
    });
  }

  close(): Promise<void> {
    return this.rooms.close();
  }
}
