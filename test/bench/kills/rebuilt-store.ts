import { setTimeout as sleep } from 'node:timers/promises';

import { type ApiClient, formOf } from '../../e2e/api-client.js';
import type { ChangingShop } from './changing-shop.js';

const endings = ['live', 'held', 'failed', 'cancelled'];
const pollMs = 200;
const snippet = { question: 'Is the oak from near here?', answer: 'It grows a day away.' };
const letter = 'Our oak is felled in winter.\n\nIt dries for a year.';
const feed = 'id,title,price\nV1,Velvet cushion,19.90 EUR\nV2,Linen cushion,24.90 EUR\n';

/**
 * A store that lives through every kind of ingest as its owner would ask for them: two crawls of a changed site, an import
 * of each kind, a refresh, a reindex. What does not end live is told, and the next is asked for.
 */
export class RebuiltStore {
  /** From the request to the end, by ingest. */
  readonly tookMs: number[] = [];
  /** Of each ingest that did not end live, why. */
  readonly complaints: string[] = [];

  private constructor(
    readonly storeId: string,
    readonly shop: ChangingShop,
    private readonly client: ApiClient,
  ) {}

  static async build(admin: ApiClient, shop: ChangingShop): Promise<RebuiltStore> {
    const { body: created } = await admin.post('/api/v1/stores', { name: 'Rebuilt' });
    const storeId = String(created['id']);
    const { body: key } = await admin.post(`/api/v1/stores/${storeId}/keys`, { kind: 'store' });
    const store = new RebuiltStore(storeId, shop, admin.as(String(key['key'])));
    await store.live();
    return store;
  }

  private get base(): string {
    return `/api/v1/knowledge-base/${this.storeId}`;
  }

  private async live(): Promise<void> {
    this.shop.show(1);
    await this.crawl('first crawl');
    // they wait for each other, in this order
    await this.ended(
      await this.asked('snippet', `${this.base}/snippets`, snippet),
      await this.asked('file', `${this.base}/files`, formOf({ name: 'oak.txt', text: letter })),
      await this.asked('feed', `${this.base}/feeds`, formOf({ name: 'all.csv', text: feed })),
    );
    this.shop.show(2);
    await this.crawl('second crawl');
    await this.refresh(this.shop.changeOne());
    await this.ended(await this.asked('reindex', `${this.base}/reindex`, {}));
    this.shop.show(3);
    await this.crawl('third crawl');
  }

  private async crawl(name: string): Promise<void> {
    const { origin: url } = this.shop;
    await this.ended(await this.asked(name, '/api/v1/knowledge-base/ingest', { url }));
  }

  private async refresh(url: string): Promise<void> {
    const { body } = await this.client.get(`${this.base}/pages?limit=100`);
    const pages = (body['items'] ?? []) as unknown as { id: string; url: string }[];
    const id = pages.find((page) => page.url === url)?.id;
    await this.ended(await this.asked('refresh', `${this.base}/pages/${id}/refresh`, {}));
  }

  /** Null, and a complaint, where it was refused. */
  private async asked(name: string, path: string, body: unknown): Promise<Asked | null> {
    const startedAt = performance.now();
    const { body: answer, text } = await this.client.post(path, body);
    const { ingest_id: id } = (answer['ingest'] ?? answer) as Record<string, unknown>;
    if (id !== undefined) return { name, id: String(id), startedAt };
    this.complaints.push(`${name} was refused: ${text}`);
    return null;
  }

  private async ended(...all: (Asked | null)[]): Promise<void> {
    for (const ingest of all) if (ingest !== null) await this.end(ingest);
  }

  private async end({ name, id, startedAt }: Asked): Promise<void> {
    for (;;) {
      const { body } = await this.client.get(`${this.base}/ingests/${id}`);
      if (endings.includes(String(body['status']))) {
        this.tookMs.push(performance.now() - startedAt);
        if (body['status'] !== 'live') await this.complain(name, id, body);
        return;
      }
      await sleep(pollMs);
    }
  }

  private async complain(name: string, id: string, ingest: Record<string, unknown>) {
    const { body } = await this.client.get(`${this.base}/ingests/${id}/outcomes`);
    const { status, error } = ingest;
    this.complaints.push(`${name} ${JSON.stringify({ status, error, ...body })}`);
  }
}

interface Asked {
  name: string;
  id: string;
  startedAt: number;
}
