import { setTimeout as sleep } from 'node:timers/promises';

import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { QueueOptions } from 'bullmq';
import pg from 'pg';

export const QUEUE_OPTIONS = Symbol('QueueOptions');

/**
 * Ends the pool that BullMQ got from us, once its workers have given their connections back. Nobody waits for it: the
 * workers close in the same phase of the shutdown, and one may come after the other in any order.
 */
@Injectable()
export class QueueConnectionCloser implements OnApplicationShutdown {
  constructor(@Inject(QUEUE_OPTIONS) private readonly options: QueueOptions) {}

  onApplicationShutdown(): void {
    const connection: unknown = this.options.connection;
    if (connection instanceof pg.Pool) void endWhenIdle(connection);
  }
}

async function endWhenIdle(pool: pg.Pool): Promise<void> {
  while (pool.idleCount < pool.totalCount || pool.waitingCount > 0) {
    await sleep(20, undefined, { ref: false });
  }
  await pool.end();
}
