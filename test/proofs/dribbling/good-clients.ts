import { setTimeout as sleep } from 'node:timers/promises';

import { type Timing, timing } from '../../bench/measure.js';
import type { ApiClient } from '../../e2e/api-client.js';

export interface GoodStore {
  storeId: string;
  client: ApiClient;
}

/** What an honest client asks, in turn. */
export const usualRequests = ({ storeId, client }: GoodStore) => {
  const knowledge = `/api/v1/knowledge-base/${storeId}`;
  return [
    () => client.get(`${knowledge}/status`),
    () => client.post(`${knowledge}/search`, { query: 'How do I wash the pillow?' }),
    () => client.get('/api/v1/conversations?limit=5'),
    () => client.get(`${knowledge}/sources`),
  ];
};

/** Asks one thing after the other, so many milliseconds apart, and times each; throws where one is not answered well. */
export async function askAt(store: GoodStore, everyMs: number, seconds: number): Promise<Timing> {
  const requests = usualRequests(store);
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  for (let n = 0; performance.now() < end; n += 1) {
    const startedAt = performance.now();
    const answer = await (requests[n % requests.length] as (typeof requests)[number])();
    if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.text}`);
    times.push(performance.now() - startedAt);
    await sleep(everyMs);
  }
  return timing(times);
}
