import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { startStaticSite } from '../support/static-site.js';
import type { Api } from './api.js';

interface Status {
  status: string;
  page_count: number;
  chunk_count: number;
  last_ingest: { status: string; error: unknown; pages: Record<string, number> } | null;
}

export interface SiteOptions {
  folder: string;
  port: number;
  maxPages: number;
  write: (line: string) => void;
}

export interface PreparedStore {
  api: Api;
  remove: () => Promise<void>;
}

const POLL_MS = 500;
const FAILED = new Set(['failed', 'cancelled', 'held']);

/** A fresh store of a running deployment that has ingested the folder, served from loopback for as long as that takes. */
export async function prepareStore(admin: Api, options: SiteOptions): Promise<PreparedStore> {
  const site = await serve(options);
  try {
    const store = await admin.post<{ id: string }>('/stores', {
      name: `Evaluation of ${path.basename(options.folder)}`,
    });
    const { key } = await admin.post<{ key: string }>(`/stores/${store.id}/keys`, {
      kind: 'store',
    });
    const api = admin.withKey(key);
    const startedAt = performance.now();
    await api.post('/knowledge-base/ingest', {
      url: `${site.origin}/`,
      max_pages: options.maxPages,
    });
    const { page_count, chunk_count } = await untilLive(api, store.id, site.host);
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    options.write(`Ingested ${page_count} pages as ${chunk_count} chunks in ${seconds} s.`);
    return { api, remove: () => admin.remove(`/stores/${store.id}`) };
  } finally {
    await site.stop();
  }
}

/** The server of the test support is a script that is not compiled, so it is taken from where it stands. */
async function serve({ folder, port }: SiteOptions) {
  const script = path.resolve('test/support/static-site.mjs');
  const support = (await import(script)) as { startStaticSite: typeof startStaticSite };
  return support.startStaticSite(folder, { port });
}

async function untilLive(api: Api, storeId: string, host: string): Promise<Status> {
  for (;;) {
    const status = await api.get<Status>(`/knowledge-base/${storeId}/status`);
    if (status.status === 'live' && status.last_ingest?.status === 'live') return status;
    if (FAILED.has(status.last_ingest?.status ?? '')) {
      throw new Error(
        `The ingest ended as ${JSON.stringify(status.last_ingest)}. Does CRAWL_ALLOWED_PRIVATE_HOSTS of the deployment hold ${host}?`,
      );
    }
    await sleep(POLL_MS);
  }
}
