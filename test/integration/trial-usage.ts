import {
  AGENT_CONFIG,
  AgentModule,
  AnswerService,
  ConversationService,
  type Message,
} from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import {
  BudgetService,
  type NewBudget,
  PlatformRepository,
  RETENTION_CONFIG,
  type StoreScope,
  TenancyModule,
  USAGE_CONFIG,
} from '@app/tenancy';
import type { LoggerService } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../support/indexed-pages.js';
import { OpenAiStub } from '../support/openai-stub.js';
import { aStore } from '../support/rooms.js';

export const QUESTION = 'How many days do I have to return a lamp?';
export const PAGE = 'You can return a lamp within 30 days of delivery. Sale items are final.';
export const ANSWER = 'You can return a lamp within 30 days of delivery. [1]';

const price = (inputPerMillion: number, outputPerMillion: number) => ({
  inputPerMillion,
  outputPerMillion,
});
const models = new Map([
  ['stub', price(1, 2)],
  ['stub-small', price(0.1, 0.2)],
  ['embedder', price(0.02, 0)],
]);
const PRICES = { models, currency: 'EUR', version: '2026-01' };

export interface Entry {
  id: string;
  purpose: string;
  model: string;
  conversation_id: string | null;
  message_id: string | null;
  ingest_id: string | null;
  input_tokens: number;
  output_tokens: number;
  is_estimated: boolean;
  cost: string | null;
  currency: string | null;
  price_version: string | null;
}

const say = () => undefined;
const silent: LoggerService = { log: say, warn: say, error: say, debug: say, verbose: say };

const embeddingEnv = (model: string, baseUrl: string) => ({
  EMBEDDING_MODEL: model,
  EMBEDDING_DIMENSIONS: '64',
  EMBEDDING_MAX_RETRIES: '1',
  OPENAI_BASE_URL: baseUrl,
});

interface TrialOptions {
  chatModel?: string | null;
  cheaperModel?: string;
  /** Left out: the built-in embedding, which costs nothing. */
  embedding?: string;
}

/** Rooms whose models are a scripted server with prices, and what they spend. Each has connections of its own. */
export class TrialUsage {
  private constructor(
    readonly rooms: TestingModule,
    readonly stub: OpenAiStub,
  ) {}

  static async open(stub: OpenAiStub, options: TrialOptions = {}): Promise<TrialUsage> {
    const { chatModel = 'stub', cheaperModel, embedding } = options;
    const { baseUrl } = stub;
    const answers = chatModel && { model: chatModel, baseUrl };
    if (embedding) Object.assign(process.env, embeddingEnv(embedding, baseUrl));
    const rooms = await Test.createTestingModule({
      imports: [TenancyModule, KnowledgeModule, AgentModule],
    })
      .overrideProvider(AGENT_CONFIG)
      .useValue({ chatModel: answers, cheaperModel, timeoutMs: 5_000 })
      .overrideProvider(USAGE_CONFIG)
      .useValue({ prices: PRICES })
      .overrideProvider(RETENTION_CONFIG)
      .useValue({ conversation_days: 400, receipt_days: 400, usage_days: 40 })
      .setLogger(silent)
      .compile();
    for (const name of Object.keys(embeddingEnv('', ''))) delete process.env[name];
    return new TrialUsage(await rooms.init(), stub);
  }

  close(): Promise<void> {
    return this.rooms.close();
  }

  /** A store whose one page answers the question. */
  async aStore(): Promise<StoreScope> {
    const scope = await aStore(this.rooms);
    await this.ingest(scope);
    return scope;
  }

  ingest(scope: StoreScope, text = PAGE) {
    const page = { path: '/returns', title: 'Returns', markdown: text };
    return new IndexedPages(this.rooms).ingest(scope, [page]);
  }

  budget(scope: StoreScope, budget: Partial<NewBudget>) {
    return this.rooms.get(BudgetService).put(scope, {
      dayAmount: null,
      monthAmount: null,
      alertAt: ['0.8', '1'],
      cheaperAt: '0.8',
      whenSpent: 'quotes',
      ...budget,
    });
  }

  currentBudget(scope: StoreScope) {
    return this.rooms.get(BudgetService).get(scope);
  }

  async ask(scope: StoreScope, content = QUESTION, conversationId?: string): Promise<Message> {
    const id = conversationId ?? (await this.rooms.get(ConversationService).create(scope)).id;
    const { signal } = new AbortController();
    for await (const event of this.rooms.get(AnswerService).ask(scope, id, content, signal)) {
      if (event.type === 'done') return event.message;
      if (event.type === 'error') throw new Error(event.error.code);
    }
    throw new Error('no end');
  }

  sql<T extends object>(text: string, params: unknown[] = []): Promise<T[]> {
    return this.rooms.get(PlatformRepository).rows<T>(text, params);
  }

  entries({ storeId }: StoreScope): Promise<Entry[]> {
    return this.sql<Entry>(
      `SELECT id, purpose, model, conversation_id, message_id, ingest_id, input_tokens, output_tokens,
         is_estimated, cost::text AS cost, currency, price_version
       FROM usage_entries WHERE store_id = $1 ORDER BY created_at, id`,
      [storeId],
    );
  }

  async spent({ storeId }: StoreScope): Promise<number> {
    const [row] = await this.sql<{ cost: string }>(
      'SELECT coalesce(sum(cost), 0)::text AS cost FROM usage_entries WHERE store_id = $1',
      [storeId],
    );
    return Number(row?.cost);
  }
}
