import { setTimeout as sleep } from 'node:timers/promises';

import { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import type { ApiClient } from '../../e2e/api-client.js';
import { IndexedPages } from '../../support/indexed-pages.js';
import { TopicPages } from '../made-up/topic-pages.js';

/** Calmer than anything that would queue up by itself, often enough for a 95th percentile of each step of an ingest. */
const everyMs = 50;

export interface Asked {
  /** When it was asked, in milliseconds of this process. */
  at: number;
  tookMs: number;
}

/** A store with pages of its own that shoppers search over HTTP, one question after the other. */
export class AskedStore {
  private constructor(
    private readonly admin: ApiClient,
    readonly storeId: string,
    private readonly pages: TopicPages,
  ) {}

  static async load(rooms: TestingModule, admin: ApiClient, chunks: number): Promise<AskedStore> {
    const { body } = await admin.post('/api/v1/stores', { name: 'Searched' });
    const storeId = String(body['id']);
    const pages = new TopicPages(chunks);
    const scope = StoreScope.open(storeId);
    const ingest = await new IndexedPages(rooms).ingest(scope, pages.make(chunks));
    if (ingest.status !== 'live') throw new Error(`It ended as ${ingest.status}.`);
    return new AskedStore(admin, storeId, pages);
  }

  /** Asks until what goes on beside it has ended. */
  async askDuring<T>(work: Promise<T>): Promise<{ result: T; asked: Asked[] }> {
    let isOver = false;
    const watched = work.finally(() => (isOver = true));
    const asked: Asked[] = [];
    while (!isOver) {
      const at = performance.now();
      await this.ask();
      const tookMs = performance.now() - at;
      asked.push({ at, tookMs });
      await sleep(Math.max(0, everyMs - tookMs));
    }
    return { result: await watched, asked };
  }

  private async ask(): Promise<void> {
    const path = `/api/v1/knowledge-base/${this.storeId}/search`;
    const { status, text } = await this.admin.post(path, { query: this.pages.question() });
    if (status !== 200) throw new Error(`It was answered ${status}: ${text}`);
  }
}
