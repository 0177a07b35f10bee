import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Redis } from 'ioredis';

import { TENANCY_CONFIG, type TenancyConfig } from '../../config/tenancy.config.js';

const answerWithinMs = 2_000;

/**
 * Refuses to start on a Redis that may throw jobs away when its memory is full. It is asked by INFO, which managed ones
 * allow where they forbid CONFIG; one that does not answer or does not say keeps nobody from starting.
 */
@Injectable()
export class QueueServerCheck implements OnApplicationBootstrap {
  private readonly logger = new Logger(QueueServerCheck.name);

  constructor(@Inject(TENANCY_CONFIG) private readonly config: TenancyConfig) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.redisUrl === undefined) return;
    const policy = await evictionPolicy(this.config.redisUrl);
    if (policy === undefined) {
      this.logger.warn(
        'It is not known whether Redis evicts: its INFO did not say. See to it that maxmemory-policy is noeviction.',
      );
    } else if (policy !== 'noeviction') {
      throw new Error(
        `REDIS_URL names a Redis that evicts keys (maxmemory-policy ${policy}), so jobs would vanish when its memory is full: set maxmemory-policy to noeviction.`,
      );
    }
  }
}

/** What `INFO memory` says; undefined where nobody knows. */
async function evictionPolicy(url: string): Promise<string | undefined> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: answerWithinMs,
    commandTimeout: answerWithinMs,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    disconnectTimeout: 200,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return policyIn(await client.info('memory'));
  } catch {
    return undefined;
  } finally {
    client.disconnect();
  }
}

/** The line of the answer that names it. */
export const policyIn = (info: string): string | undefined =>
  /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
