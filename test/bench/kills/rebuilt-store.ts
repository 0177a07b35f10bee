import { setTimeout as sleep } from 'node:timers/promises';

import type { ApiClient } from '../../e2e/api-client.js';

const endings = ['live', 'held', 'failed', 'cancelled'];
const pollMs = 200;

/** A store that is crawled and then indexed again, as its owner would ask for it. */
export class RebuiltStore {
  /** Seconds from the request to the end, by ingest. */
  readonly seconds: number[] = [];

  private constructor(
    readonly storeId: string,
    private readonly client: ApiClient,
  ) {}

  static async build(admin: ApiClient, url: string): Promise<RebuiltStore> {
    const { body: created } = await admin.post('/api/v1/stores', { name: 'Rebuilt' });
    const storeId = String(created['id']);
    const { body: key } = await admin.post(`/api/v1/stores/${storeId}/keys`, { kind: 'store' });
    const store = new RebuiltStore(storeId, admin.as(String(key['key'])));
    await store.ingest('/api/v1/knowledge-base/ingest', { url });
    await store.ingest(`/api/v1/knowledge-base/${storeId}/reindex`, {});
    return store;
  }

  private async ingest(path: string, body: Record<string, unknown>): Promise<void> {
    const startedAt = performance.now();
    const { body: started, text } = await this.client.post(path, body);
    if (started['ingest_id'] === undefined) throw new Error(`It did not start: ${text}`);
    const ingest = `/api/v1/knowledge-base/${this.storeId}/ingests/${String(started['ingest_id'])}`;
    for (;;) {
      const { body: now } = await this.client.get(ingest);
      if (endings.includes(String(now['status']))) break;
      await sleep(pollMs);
    }
    this.seconds.push((performance.now() - startedAt) / 1_000);
  }
}
