import { Redis } from 'ioredis';

import type { Traces } from './queue-traces.js';

/** Entries read, and removed, in one round trip. */
const atOnce = 1_000;

/** Removes what a queue in Redis keeps beside its jobs: keys named after them or their store, and events of them. */
export async function forgetInRedis(
  { url }: { url: string },
  prefix: string,
  traces: Traces,
): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 });
  redis.on('error', () => undefined);
  const isTold = ofTraces(traces);
  try {
    await forgetKeys(redis, prefix, isTold);
    await forgetEvents(redis, `${prefix}:events`, isTold);
  } finally {
    redis.disconnect();
  }
}

type IsTold = (word: string) => boolean;

const ofTraces =
  ({ jobIds, storeId }: Traces): IsTold =>
  (word) =>
    jobIds.has(word) || (storeId !== undefined && word.includes(storeId));

async function forgetKeys(redis: Redis, prefix: string, isTold: IsTold): Promise<void> {
  for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: atOnce })) {
    for (const key of keys as string[]) {
      const parts = key.slice(prefix.length + 1).split(':');
      if (!parts.some(isTold)) continue;
      // what belongs to a job in hand goes with it
      const isHeld = (await redis.exists(`${prefix}:${parts[0]}:lock`)) > 0;
      if (!isHeld) await redis.del(key);
    }
  }
}

async function forgetEvents(redis: Redis, stream: string, isTold: IsTold): Promise<void> {
  let from = '-';
  for (;;) {
    const entries = await redis.xrange(stream, from, '+', 'COUNT', atOnce);
    const ids = entries.filter(([, fields]) => fields.some(isTold)).map(([id]) => id);
    if (ids.length > 0) await redis.xdel(stream, ...ids);
    const last = entries.at(-1)?.[0];
    if (last === undefined || entries.length < atOnce) return;
    from = `(${last}`;
  }
}
