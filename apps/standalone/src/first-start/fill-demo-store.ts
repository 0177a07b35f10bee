import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { demoShop } from './demo-shop.js';
import type { LocalApi } from './local-api.js';

const statusShape = z.object({
  status: z.string(),
  last_ingest: z.object({ error: z.object({ detail: z.string() }).nullish() }).nullable(),
});

/** An ingest of one small file takes a second or two; on a machine that is busy, more. */
const liveWithinMs = 30_000;

/**
 * Gives the store the made-up shop, unless it was given something before, and waits until that is live. Throws, with a
 * sentence, where it does not come to that.
 */
export async function fillDemoStore(api: LocalApi, storeId: string): Promise<void> {
  const knowledge = `/knowledge-base/${storeId}`;
  const statusOf = async () => statusShape.parse(await api.get(`${knowledge}/status`));
  if ((await statusOf()).last_ingest === null) {
    const file = new File([demoShop.text], demoShop.fileName, { type: 'text/markdown' });
    await api.upload(`${knowledge}/files`, file);
  }
  for (const deadline = Date.now() + liveWithinMs; Date.now() < deadline; await sleep(100)) {
    const { status, last_ingest: ingest } = await statusOf();
    if (status === 'live') return;
    if (status !== 'building' && status !== 'empty') {
      throw new Error(ingest?.error?.detail ?? `its ingest ended as ${status}`);
    }
  }
  throw new Error('its ingest takes long; see the store in the console');
}
