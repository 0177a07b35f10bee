import { setTimeout as sleep } from 'node:timers/promises';

import type { ApiClient } from '../e2e/api-client.js';

const stages = ['crawling', 'indexing', 'publishing'];
const endings = ['live', 'held', 'failed', 'cancelled'];
const pollMs = 100;

interface Ingest {
  ingest_id: string;
  status: string;
  error: unknown;
  pages: Record<string, number>;
}

export interface TimedIngest {
  ingest: Ingest;
  /** In each of its states. */
  seconds: ReadonlyMap<string, number>;
  total: number;
}

interface PageList {
  items: { url: string; http_status: number | null }[];
  next_cursor: string | null;
}

/** A store of a running deployment whose ingests are timed from outside, by its own status. */
export class MeasuredStore {
  private constructor(
    private readonly client: ApiClient,
    private readonly base: string,
  ) {}

  static async create(admin: ApiClient): Promise<MeasuredStore> {
    const { body: store } = await admin.post('/api/v1/stores', { name: 'Benchmark' });
    const { body } = await admin.post(`/api/v1/stores/${String(store['id'])}/keys`, {
      kind: 'store',
    });
    const base = `/api/v1/knowledge-base/${String(store['id'])}`;
    return new MeasuredStore(admin.as(String(body['key'])), base);
  }

  /** Runs an ingest to its end; a line for the whole and one for each stage. */
  async ingest(name: string, url: string, maxPages: number): Promise<string> {
    const timed = await this.run(url, maxPages, endings);
    if (timed.ingest.status !== 'live') {
      throw new Error(`It ended as ${JSON.stringify(timed.ingest)}.`);
    }
    return this.report(name, timed);
  }

  /** Starts an ingest and follows it until it has one of these states, or has ended. */
  async run(url: string, maxPages: number, until: readonly string[]): Promise<TimedIngest> {
    const { body } = await this.client.post('/api/v1/knowledge-base/ingest', {
      url,
      max_pages: maxPages,
    });
    return this.follow(body as unknown as Ingest, until);
  }

  async follow({ ingest_id: id }: Ingest, until: readonly string[] = []): Promise<TimedIngest> {
    const startedAt = performance.now();
    const seconds = new Map<string, number>();
    let last = startedAt;
    for (;;) {
      const { body } = await this.client.get(`${this.base}/ingests/${id}`);
      const ingest = body as unknown as Ingest;
      const now = performance.now();
      seconds.set(ingest.status, (seconds.get(ingest.status) ?? 0) + (now - last) / 1_000);
      last = now;
      if ([...until, ...endings].includes(ingest.status)) {
        return { ingest, seconds, total: (now - startedAt) / 1_000 };
      }
      await sleep(pollMs);
    }
  }

  async cancel({ ingest_id: id }: Ingest): Promise<void> {
    await this.client.post(`${this.base}/ingests/${id}/cancel`);
  }

  /** The pages that the last ingest read. */
  async readUrls(): Promise<string[]> {
    const urls: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const after: string = cursor && `&cursor=${cursor}`;
      const { body } = await this.client.get(`${this.base}/pages?limit=100${after}`);
      const { items, next_cursor } = body as unknown as PageList;
      urls.push(...items.filter((page) => page.http_status === 200).map((page) => page.url));
      cursor = next_cursor;
    }
    return urls;
  }

  private async report(
    name: string,
    { ingest: { pages }, seconds, total }: TimedIngest,
  ): Promise<string> {
    const { body } = await this.client.get(`${this.base}/status`);
    const fetched = pages['fetched'] ?? 0;
    const chunks = Number(body['chunk_count']);
    const rate = (count: number, unit: string, took: number) =>
      `${took.toFixed(2).padStart(7)} s  ${(count / took).toFixed(0).padStart(6)} ${unit}/s`;
    const lines = stages.map((stage) => {
      const took = seconds.get(stage) ?? 0;
      const work =
        stage === 'crawling' ? rate(fetched, 'pages', took) : rate(chunks, 'chunks', took);
      return `  ${stage.padEnd(12)}${work}`;
    });
    const whole = `  ${'whole'.padEnd(12)}${rate(fetched, 'pages', total)}`;
    return [`${name}: ${JSON.stringify(pages)}, ${chunks} chunks`, whole, ...lines].join('\n');
  }
}
