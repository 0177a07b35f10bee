import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Redis } from 'ioredis';

import { TENANCY_CONFIG, type TenancyConfig } from '../../config/tenancy.config.js';

const answerWithinMs = 2_000;

/**
 * Refuses to start on a Redis that may throw jobs away when its memory is full, and says so loudly where it is one only
 * after it was away: another may stand in its place. One that does not answer or does not say keeps nobody from starting.
 */
@Injectable()
export class QueueServerCheck implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(QueueServerCheck.name);
  private redis?: Redis;

  constructor(@Inject(TENANCY_CONFIG) private readonly config: TenancyConfig) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.redisUrl === undefined) return;
    const redis = connection(this.config.redisUrl);
    this.redis = redis;
    await firstAttempt(redis);
    const policy = await this.look(redis);
    if (policy !== undefined && policy !== 'noeviction') {
      redis.disconnect();
      throw new Error(reasonFor(policy));
    }
    redis.on('ready', () => void this.lookAgain(redis));
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  /** Rejects with what Redis says where it takes no writes; without a Redis the queue is the database's. */
  async write(): Promise<void> {
    await this.redis?.set(`${this.config.queuePrefix}:write-probe`, Date.now());
  }

  private async lookAgain(redis: Redis): Promise<void> {
    const policy = await this.look(redis);
    if (policy !== undefined && policy !== 'noeviction') this.logger.error(reasonFor(policy));
  }

  private async look(redis: Redis): Promise<string | undefined> {
    const policy = await evictionPolicy(redis);
    if (policy === undefined) this.logger.warn(unknown);
    return policy;
  }
}

const unknown =
  'It is not known whether Redis evicts: neither its INFO nor its CONFIG said. See to it that maxmemory-policy is noeviction.';

const reasonFor = (policy: string): string =>
  `REDIS_URL names a Redis that evicts keys (maxmemory-policy ${policy}), so jobs would vanish when its memory is full: set maxmemory-policy to noeviction.`;

/** Kept, and made anew when it breaks; what cannot be asked now is not asked later. */
function connection(url: string): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    connectTimeout: answerWithinMs,
    commandTimeout: answerWithinMs,
    maxRetriesPerRequest: 0,
    disconnectTimeout: 200,
    retryStrategy: (times) => Math.min(times * 500, answerWithinMs),
  });
  redis.on('error', () => undefined);
  return redis;
}

/** Until it is connected, or has failed once; it goes on trying by itself. */
function firstAttempt(redis: Redis): Promise<unknown> {
  const attempt = redis.connect().catch(() => undefined);
  const late = new Promise((resolve) => {
    setTimeout(resolve, answerWithinMs).unref();
  });
  const failed = new Promise((resolve) => redis.once('close', resolve));
  return Promise.race([attempt, failed, late]);
}

/** Managed servers allow INFO where they forbid CONFIG, and some the other way round; undefined where nobody knows. */
async function evictionPolicy(redis: Redis): Promise<string | undefined> {
  const told = await redis.info('memory').then(policyIn, () => undefined);
  if (told !== undefined) return told;
  const [, set] = await redis.config('GET', 'maxmemory-policy').then(asList, () => []);
  return set;
}

/** The line of INFO that names it. */
const policyIn = (info: string): string | undefined => /^maxmemory_policy:(\S+)/m.exec(info)?.[1];

const asList = (answer: unknown): string[] => (Array.isArray(answer) ? answer.map(String) : []);
