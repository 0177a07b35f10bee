import { setTimeout as sleep } from 'node:timers/promises';

import type { Answer, ApiClient } from '../../e2e/api-client.js';
import { aStoreWithKey } from '../../e2e/running-api.js';
import { ingestEnd } from '../../e2e/running-worker.js';
import type { FixtureSite } from '../fixture-site.js';

/** One request, timed from outside. */
export interface Asked {
  what: string;
  /** The store's id. */
  shop: string;
  startedAt: number;
  ms: number;
  /** 0 where the connection broke. */
  status: number;
  /** Whether a refusal says so as it has to: a problem of its status, and when to try again. */
  isProblem: boolean;
}

interface Shop {
  client: ApiClient;
  storeId: string;
  conversation: string;
}

/** A pause after each request of each shop: a load, not a test of how fast it can be. */
const pauseMs = 250;
/** Of one shop, so that all can be read back in the end; after as many it writes seldom. */
const mostWrites = 400;
const seldomEvery = 25;

/**
 * Stores at work: each asks, writes snippets, starts ingests and searches, one request after the other. What was
 * acknowledged is remembered, and looked for in the end.
 */
export class BusyShops {
  readonly asked: Asked[] = [];
  private readonly messages: { shop: Shop; id: string }[] = [];
  private readonly snippets: { shop: Shop; id: string }[] = [];
  private readonly ingests: { shop: Shop; id: string }[] = [];
  private isOver = false;
  private readonly work: Promise<void>[];

  private constructor(
    private readonly site: FixtureSite,
    private readonly shops: readonly Shop[],
  ) {
    this.work = shops.map((shop) => this.keepAt(shop));
  }

  static async open(admin: ApiClient, site: FixtureSite, count: number): Promise<BusyShops> {
    const shops: Shop[] = [];
    for (let n = 0; n < count; n += 1) {
      const { client, storeId } = await aStoreWithKey(admin, `Busy ${n}`);
      const { body } = await client.post('/api/v1/conversations', {});
      shops.push({ client, storeId, conversation: String(body['id']) });
    }
    return new BusyShops(site, shops);
  }

  /** Ends the load, waits for the crawls, and says what of all that was acknowledged is not there. */
  async close(): Promise<{ acknowledged: number; lost: string[] }> {
    this.isOver = true;
    await Promise.all(this.work);
    const lost: string[] = [];
    for (const { shop, id } of this.ingests) {
      const end = await ingestEnd(shop.client, shop.storeId, id).catch(() => ({ status: 'open' }));
      if (end.status !== 'live') lost.push(`ingest ${id}: ${JSON.stringify(end)}`);
    }
    for (const { shop, id } of this.snippets) {
      const { status } = await shop.client.get(`${knowledge(shop)}/snippets/${id}`);
      if (status !== 200) lost.push(`snippet ${id}`);
    }
    for (const shop of this.shops) {
      const kept = await keptMessages(shop);
      const own = this.messages.filter((message) => message.shop === shop);
      lost.push(...own.filter(({ id }) => !kept.has(id)).map(({ id }) => `message ${id}`));
    }
    const acknowledged = this.ingests.length + this.snippets.length + this.messages.length;
    return { acknowledged, lost };
  }

  private async keepAt(shop: Shop): Promise<void> {
    for (let n = 0; !this.isOver; n += 1) {
      await this.once(shop, n);
      await sleep(pauseMs);
    }
  }

  private async once(shop: Shop, n: number): Promise<void> {
    const writes = [this.askQuestion, this.writeSnippet, this.startIngest] as const;
    const isTime = this.writesOf(shop) < mostWrites || n % seldomEvery < writes.length;
    const write = isTime ? writes[n % (writes.length + 1)] : undefined;
    if (write !== undefined) return write.call(this, shop, n);
    const found = shop.client.post(`${knowledge(shop)}/search`, { query: 'pillow' });
    await this.ask(shop, 'search', found);
  }

  private writesOf(shop: Shop): number {
    return [...this.messages, ...this.snippets, ...this.ingests].filter((one) => one.shop === shop)
      .length;
  }

  private async askQuestion(shop: Shop): Promise<void> {
    const path = `/api/v1/conversations/${shop.conversation}/messages`;
    const answer = await this.ask(
      shop,
      'message',
      shop.client.post(path, { content: 'Is it soft?' }),
    );
    if (answer?.status === 200) this.messages.push({ shop, id: String(answer.body['id']) });
  }

  private async writeSnippet(shop: Shop, n: number): Promise<void> {
    const body = { question: `Question ${n}?`, answer: `Answer number ${n}.` };
    const path = `${knowledge(shop)}/snippets`;
    const answer = await this.ask(shop, 'snippet', shop.client.post(path, body));
    if (answer?.status !== 202) return;
    const { snippet, ingest } = answer.body as unknown as Written;
    this.snippets.push({ shop, id: snippet.id });
    this.ingests.push({ shop, id: ingest.ingest_id });
  }

  private async startIngest(shop: Shop): Promise<void> {
    const body = { url: this.site.origin };
    const path = '/api/v1/knowledge-base/ingest';
    const answer = await this.ask(shop, 'ingest', shop.client.post(path, body));
    if (answer?.status !== 202) return;
    this.ingests.push({ shop, id: String(answer.body['ingest_id']) });
  }

  private async ask(
    { storeId: shop }: Shop,
    what: string,
    answer: Promise<Answer>,
  ): Promise<Answer | undefined> {
    const startedAt = Date.now();
    const end = await answer.catch(() => undefined);
    const ms = Date.now() - startedAt;
    const status = end?.status ?? 0;
    this.asked.push({ what, shop, startedAt, ms, status, isProblem: isProblem(end) });
    return end;
  }
}

const isProblem = (answer?: Answer): boolean =>
  answer !== undefined &&
  /^application\/problem\+json/.test(answer.headers.get('content-type') ?? '') &&
  Number(answer.headers.get('retry-after')) > 0 &&
  Number(answer.body['status']) === answer.status;

interface Written {
  snippet: { id: string };
  ingest: { ingest_id: string };
}

const knowledge = ({ storeId }: Shop) => `/api/v1/knowledge-base/${storeId}`;

async function keptMessages({ client, conversation }: Shop): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor && `&cursor=${cursor}`;
    const path = `/api/v1/conversations/${conversation}/messages?limit=100${after}`;
    const { body } = await client.get(path);
    const { items, next_cursor: next } = body as unknown as Messages;
    for (const { id } of items) kept.add(id);
    cursor = next;
  }
  return kept;
}

interface Messages {
  items: { id: string }[];
  next_cursor: string | null;
}
