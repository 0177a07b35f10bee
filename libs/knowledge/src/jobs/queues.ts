import { defineQueue } from '@app/tenancy';

const day = 24 * 3600;
const kept = {
  keepCompleted: { ageSeconds: day, count: 1_000 },
  keepFailedSeconds: 14 * day,
};

/**
 * Slices of crawling. A slice ends within seconds and then queues the next one, so that first-in-first-out goes round
 * the stores; see `laneOf` for what goes before what. A killed worker's slice starts again within lockMs + twice
 * stalledIntervalMs: who is next to look for it may have been killed, too. Shorter than a database may be held up: a slice
 * that is taken from a slow worker is done twice, which is harmless, and a killed one's store waits a few seconds less.
 */
export const crawlQueue = defineQueue({
  name: 'crawl',
  concurrency: 4,
  order: 'lanes',
  attempts: 3,
  backoffMs: 1_000,
  lockMs: 7_000,
  stalledIntervalMs: 1_000,
  ...kept,
});

/**
 * Cutting, embedding and publishing. An embedding server that is away deserves more patience than a bug, and a large
 * release's statements may keep an embedded database from renewing a lock for longer than crawling does.
 */
export const indexQueue = defineQueue({
  name: 'index',
  concurrency: 2,
  order: 'lanes',
  attempts: 5,
  backoffMs: 2_000,
  lockMs: 8_000,
  stalledIntervalMs: 1_000,
  ...kept,
});

export const knowledgeQueues = [crawlQueue, indexQueue] as const;
