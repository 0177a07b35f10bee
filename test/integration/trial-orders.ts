import {
  AGENT_CONFIG,
  type AgentConfig,
  AgentModule,
  type AnswerEvent,
  AnswerService,
  ConversationService,
  type Message,
  OrderEndpointService,
  type Receipt,
  ReceiptService,
} from '@app/agent';
import { AddressPolicy, GuardedWeb, KnowledgeModule } from '@app/knowledge';
import { StoreConnections, type StoreScope, TenancyModule } from '@app/tenancy';
import type { LoggerService } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';

import { FixtureSite } from '../support/fixture-site.js';
import { OrderSystem } from '../support/order-system.js';
import { aStore } from '../support/rooms.js';
import { FixedSearchModule } from './fixed-search.js';

export const ORDERS = {
  '1042': {
    order_number: '1042',
    shopper_id: 'ana',
    status: 'shipped',
    carrier: 'DHL',
    tracking_number: 'JD014600006',
    tracking_url: 'https://example.com/track/JD014600006',
    expected_on: '2026-12-03',
    item_count: 2,
    customer_name: 'Ana Example',
    email: 'ana@example.com',
  },
  '2077': { order_number: '2077', shopper_id: 'bo', status: 'processing' },
};

export interface TrialStore {
  scope: StoreScope;
  shopperSecret: string;
  system: OrderSystem;
}

export interface Told {
  content: string;
  message: Message;
  events: AnswerEvent[];
  receipt: Receipt;
}

/** Rooms with a store's order system on loopback and two fixed pages, and shoppers who ask there. */
export class TrialOrders {
  readonly logged: string[] = [];

  private constructor(
    readonly rooms: TestingModule,
    readonly site: FixtureSite,
    logged: string[],
  ) {
    this.logged = logged;
  }

  static async open(config: Partial<AgentConfig> = {}): Promise<TrialOrders> {
    const site = await FixtureSite.start();
    const logged: string[] = [];
    const keep = (...parts: unknown[]) => void logged.push(JSON.stringify(parts));
    const logger: LoggerService = { log: keep, warn: keep, error: keep, debug: keep };
    const rooms = await Test.createTestingModule({ imports: [TenancyModule, AgentModule] })
      .overrideModule(KnowledgeModule)
      .useModule(FixedSearchModule)
      .overrideProvider(GuardedWeb)
      .useValue(new GuardedWeb(new AddressPolicy([site.host])))
      .overrideProvider(AGENT_CONFIG)
      .useValue({ chatModel: null, ...config })
      .setLogger(logger)
      .compile();
    await rooms.init();
    return new TrialOrders(rooms, site, logged);
  }

  async close(): Promise<void> {
    await this.rooms.close();
    await this.site.stop();
  }

  /** A store with an order system of its own. */
  async aStore({ sendsCodes = true, timeoutMs = 1_000, path = '' } = {}): Promise<TrialStore> {
    const scope = await aStore(this.rooms);
    const system = new OrderSystem(this.site, path || `/orders/${scope.storeId}`, ORDERS);
    const url = `${this.site.origin}${system.path}`;
    const shown = await this.rooms
      .get(OrderEndpointService)
      .put(scope, { url, timeoutMs, sendsCodes });
    system.signingSecret = String(shown.secrets?.signingSecret);
    return { scope, system, shopperSecret: String(shown.secrets?.shopperSecret) };
  }

  async conversation({ scope }: TrialStore): Promise<string> {
    return (await this.rooms.get(ConversationService).create(scope)).id;
  }

  /** Asks in a conversation, a new one unless it is named. */
  async ask(
    store: TrialStore,
    content: string,
    { token, id }: { token?: string; id?: string } = {},
  ): Promise<Told> {
    const conversationId = id ?? (await this.conversation(store));
    const answers = this.rooms.get(AnswerService);
    const turn = await answers.begin(store.scope, conversationId, { content, shopperToken: token });
    const events: AnswerEvent[] = [];
    const { signal } = new AbortController();
    for await (const event of answers.answer(store.scope, turn, signal)) events.push(event);
    const last = events.at(-1);
    if (last?.type !== 'done') throw new Error(`the answer ended with ${JSON.stringify(last)}`);
    const { message } = last;
    const place = { conversationId, messageId: message.id };
    const receipt = await this.rooms.get(ReceiptService).get(store.scope, place);
    return { content: message.content, message, events, receipt };
  }

  /** Every row of a store's, as one text. */
  async stored({ scope }: TrialStore, table: string): Promise<string> {
    const sql = `SELECT coalesce(json_agg(t), '[]')::text AS rows FROM ${table} t WHERE store_id = $1`;
    const rows = await this.rooms
      .get(StoreConnections)
      .run<{ rows: string }[]>(scope, (manager) => manager.query(sql, [scope.storeId]));
    return rows[0]?.rows ?? '';
  }
}
