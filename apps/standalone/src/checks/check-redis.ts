import { setTimeout as sleep } from 'node:timers/promises';

import { Redis } from 'ioredis';

import { StartProblem } from '../start-problem.js';

const ANSWER_WITHIN_MS = 5_000;

/** Says hello before anything is started: a queue that is away later is waited for, one that never was is a mistake. */
export async function checkRedis(url: string): Promise<void> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: ANSWER_WITHIN_MS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    // ioredis waits for this even where the connection is closed already
    disconnectTimeout: 200,
  });
  // the event knows why; the call that fails only that the connection is closed
  let reason = 'what listens there closed the connection';
  client.on('error', ({ message, code }: NodeJS.ErrnoException) => {
    const isRedis = !message.startsWith('Protocol error');
    reason = isRedis ? message || code || reason : 'what listens there is not Redis';
  });
  try {
    const late = sleep(ANSWER_WITHIN_MS, 'late', { ref: false });
    const answer = await Promise.race([client.connect().then(() => client.ping()), late]);
    if (answer === 'PONG') return;
    reason = `no answer within ${ANSWER_WITHIN_MS / 1_000} seconds`;
  } catch (error) {
    if (/^[A-Z]+ /.test((error as Error).message)) reason = (error as Error).message;
  } finally {
    client.disconnect();
  }
  throw new StartProblem(`REDIS_URL cannot be used: ${reason.replace(/\.$/, '')}.`);
}
